import type { PageView, Reader } from '../blocked-consent.ts';
import type { Neighbour } from '../causes.ts';
import { NEIGHBOUR_WORDS } from '../neighbour-wordings.ts';
import { quote } from '../quote.ts';
import { adminMustAuthorize } from './admin-must-authorize.ts';
import { appBlocked } from './app-blocked.ts';

interface Fit {
  cause: Neighbour;
  from: number;
  to: number;
}

/** The last page and what was found on it: every reader asks the same question of it. */
const found = new WeakMap<PageView, Fit | undefined>();

function search(page: PageView): Fit | undefined {
  if (adminMustAuthorize.read(page) || appBlocked.read(page)) return undefined;
  for (const { cause, places, words, and } of NEIGHBOUR_WORDS) {
    if (!places.includes(page.place)) continue;
    const match = words.exec(page.folded);
    if (match && (!and || and(page))) {
      return { cause, from: match.index, to: match.index + match[0].length };
    }
  }
  return undefined;
}

/** The neighbour this page is: the first rule that fits, and none on a page with the block proper. */
function fitOf(page: PageView): Fit | undefined {
  if (!found.has(page)) found.set(page, search(page));
  return found.get(page);
}

/** A reader for one neighbour. */
export function neighbourReader(id: Neighbour): Reader {
  return {
    id,
    read(page) {
      const fit = fitOf(page);
      if (fit?.cause !== id) return undefined;
      // On a site's own pages the site is the host, whatever other sites the page names.
      const site = page.site ?? page.chosenSite;
      return {
        ...page.facts,
        reader: id,
        cause: id,
        edition: page.edition,
        ...(site ? { site } : {}),
        ...(page.appName ? { appName: page.appName } : {}),
        message: quote(page.text, fit.from, fit.to),
      };
    },
  };
}
