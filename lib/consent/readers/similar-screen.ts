import { isLoopback, parseRedirect, type Redirect } from '../../atlassian/authorize-url.ts';
import { parseHostName } from '../../atlassian/hosts.ts';
import { present } from '../../present.ts';
import type { PageView, Reader } from '../blocked-consent.ts';
import { SIMILAR_SCREENS, type SimilarScreen } from '../causes.ts';
import { quote } from '../quote.ts';
import { SIMILAR_SCREEN_WORDS } from '../similar-screen-wordings.ts';
import { bareEnd } from '../text.ts';
import { blockOn } from './block.ts';

interface Fit {
  cause: SimilarScreen;
  from: number;
  to: number;
  /** where in the folded text the app's return address stands */
  origin?: [from: number, to: number] | undefined;
}

/** The last page and what was found on it: every reader asks the same question of it. */
const found = new WeakMap<PageView, Fit | undefined>();

function search(page: PageView): Fit | undefined {
  if (blockOn(page)) return undefined;
  for (const { cause, places, words, and, origin } of SIMILAR_SCREEN_WORDS) {
    if (!places.includes(page.place)) continue;
    const match = words.exec(page.folded);
    if (match && (!and || and(page))) {
      const to = match.index + match[0].length;
      return {
        cause,
        from: match.index,
        to,
        origin: origin ? match.indices?.[origin] : undefined,
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
function originOf(words: string): Redirect | undefined {
  const text = bareEnd(words.replace(/^[(<[]{1,3}(?=[a-z])/i, ''));
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return parseRedirect(text);
  const url = URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : undefined;
  if (!url) return undefined;
  if (isLoopback(url.hostname)) return parseRedirect(`http://${text}`);
  return parseHostName(url.hostname) ? parseRedirect(url.href) : undefined;
}

/** A reader for one similar screen. */
function similarScreenReader(id: SimilarScreen): Reader {
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
      const redirect = fit.origin && originOf(quote(page.text, ...fit.origin, 4000));
      return {
        ...page.facts,
        ...present({ redirect }),
        reader: id,
        cause: id,
        edition: page.edition,
        ...present({ site, appName }),
        message: quote(page.text, fit.from, fit.to),
      };
    },
  };
}

/** A reader for each similar screen but the one that has no words of its own (`readDeadEnd`). */
export const SIMILAR_SCREEN_READERS: readonly Reader[] = SIMILAR_SCREENS.filter(
  (screen) => screen !== 'dead-end',
).map(similarScreenReader);
