import { isLoopback, parseRedirect, type Redirect } from '../../atlassian/authorize-url.ts';
import { parseHostName } from '../../atlassian/hosts.ts';
import type { PageView, Reader } from '../blocked-consent.ts';
import type { SimilarScreen } from '../causes.ts';
import { quote } from '../quote.ts';
import { SIMILAR_SCREEN_WORDS } from '../similar-screen-wordings.ts';
import { adminMustAuthorize } from './admin-must-authorize.ts';
import { appBlocked } from './app-blocked.ts';

/**
 * What usually goes away when the connection is started again: "Something went wrong" without a
 * reason (a consent page lives for minutes), and "Incorrect request parameters" on the error page.
 * "Invalid context provided", a no, a registration that a tool keeps and that is out of date.
 * "Incorrect request parameters" is also what a domain that is not allowed can lead to after Accept (observed, both).
 */
export const START_AGAIN_READERS = [
  similarScreenReader('went-wrong'),
  similarScreenReader('start-again'),
  similarScreenReader('stale-registration'),
  similarScreenReader('bad-parameters'),
];

/**
 * Requests that Atlassian's own sites take: for a product, for a Marketplace app, and a Forge app's
 * own consent. Read only where a person asks for it, because no host of a site is covered. That
 * these screens exist is documented or observed; their words are guesses.
 */
export const SITE_READERS = [
  similarScreenReader('product-request'),
  similarScreenReader('marketplace-request'),
  similarScreenReader('forge-consent'),
];

/**
 * "Your organization admin must authorize access from a domain to this site", "… from this redirect
 * URL", "Access to this domain is restricted. Your admin has blocked this domain": the list of
 * domains of the Rovo MCP server, a block of its own with its own resolution. Observed from 2025 on; that a
 * listed domain can be refused all the same is a known fault (atlassian-mcp-server issue 254).
 */
export const domainNotAllowed = similarScreenReader('domain-not-allowed');

/**
 * What only the app's developer can mend: an app that is not shared yet, a return address that is not
 * registered, scopes that were never added to the app, and any other error that the error page's
 * address names. Observed in public code and issue threads; see ../similar-screen-wordings.ts.
 */
export const DEVELOPER_READERS = [
  similarScreenReader('in-development'),
  similarScreenReader('bad-callback'),
  similarScreenReader('client-unknown'),
  similarScreenReader('too-many-scopes'),
  similarScreenReader('bad-scopes'),
  similarScreenReader('other-error'),
];

/**
 * Not the app but the person, or the network, may not: no access to the product that the app needs
 * ("Access denied", or "Your account isn't associated with a supported site" with MCP; observed), and
 * a network that is not on the organization's IP allowlist (documented).
 */
export const ACCESS_READERS = [
  similarScreenReader('no-access'),
  similarScreenReader('ip-not-allowed'),
];

interface Fit {
  cause: SimilarScreen;
  from: number;
  to: number;
  /** where in the folded text the app's return address stands */
  intakeLimit?: [from: number, to: number] | undefined;
}

/** The last page and what was found on it: every reader asks the same question of it. */
const found = new WeakMap<PageView, Fit | undefined>();

function search(page: PageView): Fit | undefined {
  if (adminMustAuthorize.read(page) || appBlocked.read(page)) return undefined;
  for (const { cause, places, words, and, intakeLimit } of SIMILAR_SCREEN_WORDS) {
    if (!places.includes(page.place)) continue;
    const match = words.exec(page.folded);
    if (match && (!and || and(page))) {
      const to = match.index + match[0].length;
      return {
        cause,
        from: match.index,
        to,
        intakeLimit: intakeLimit ? match.indices?.[intakeLimit] : undefined,
      };
    }
  }
  return undefined;
}

/** The similar screen this page is: the first rule that fits, and none on a page with the block proper. */
function fitOf(page: PageView): Fit | undefined {
  if (!found.has(page)) found.set(page, search(page));
  return found.get(page);
}

/** Where an app sends people back to, as a sentence names it: an address, or a host alone. */
function doorOf(words: string): Redirect | undefined {
  const text = words.replace(/(?<![.,;:!])[.,;:!]+$/, '');
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return parseRedirect(text);
  const url = URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : undefined;
  if (!url) return undefined;
  if (isLoopback(url.hostname)) return parseRedirect(`http://${text}`);
  return parseHostName(url.hostname) ? parseRedirect(url.href) : undefined;
}

/** A reader for one similar screen. */
export function similarScreenReader(id: SimilarScreen): Reader {
  return {
    id,
    read(page) {
      const fit = fitOf(page);
      if (fit?.cause !== id) return undefined;
      // On a site's own pages the site is the host, whatever other sites the page names.
      const site = page.site ?? page.chosenSite;
      // On the first stage of an MCP sign-in the AI client is who asks.
      const appName = page.appName ?? page.client;
      // The words say which of the app's addresses is meant, whatever the page's own address says.
      const redirect = fit.intakeLimit && doorOf(quote(page.text, ...fit.intakeLimit, 4000));
      return {
        ...page.facts,
        ...(redirect ? { redirect } : {}),
        reader: id,
        cause: id,
        edition: page.edition,
        ...(site ? { site } : {}),
        ...(appName ? { appName } : {}),
        message: quote(page.text, fit.from, fit.to),
      };
    },
  };
}
