import type { Redirect } from '../atlassian/authorize-url.ts';
import { placeOf } from '../atlassian/hosts.ts';
import { present } from '../present.ts';
import type { BlockedConsent, PageView, Reader } from './blocked-consent.ts';
import { chosenSite, isShown, requestingApp, shownText } from './page-text.ts';
import { MAX_PAGE_CHARS, type Shown, viewOf } from './page-view.ts';
import { BLOCK_READERS } from './readers/block.ts';
import { SIMILAR_SCREEN_READERS } from './readers/similar-screen.ts';

/** Every reader. At most one may answer for a page: tests/pages checks it. */
export const READERS: readonly Reader[] = [...BLOCK_READERS, ...SIMILAR_SCREEN_READERS];

/**
 * The page as the readers see it, read off a living document.
 * @param how asked for by hand, or on a host that was added
 * @returns undefined where the address is no page of Atlassian's flow
 */
export function viewPage(
  document: Document,
  address: string,
  how: Pick<Shown, 'manual' | 'edition'> = {},
): PageView | undefined {
  const isPlace = how.edition !== undefined || placeOf(new URL(address), how.manual);
  if (!isPlace || !document.body) return undefined;
  const text = shownText(document.body);
  const app = requestingApp(document, text.slice(0, MAX_PAGE_CHARS).normalize('NFC'));
  return viewOf({
    address,
    text,
    referrer: document.referrer,
    ...(app && { appName: app.name }),
    ...(app?.hidden && { nameHadHidden: app.hidden }),
    site: (folded) => chosenSite(document, folded),
    ...how,
  });
}

/** What stops the connection on this page, or undefined where no reader knows its wording. */
export function readBlock(page: PageView): BlockedConsent | undefined {
  for (const reader of READERS) {
    const found = reader.read(page);
    const { nameHadHidden } = page;
    if (found) return nameHadHidden ? { ...found, nameHadHidden } : found;
  }
  return undefined;
}

/** A consent page without a block, as far as it can be seen before Accept is pressed. */
export interface UnblockedConsent {
  appName: string;
  site: string;
  clientId?: string;
  /** Data Center alone, where an app may have no client id */
  redirect?: Redirect;
}

/** Another block, or half of one: no reader knows it, yet nobody could call the page clear. */
const REFUSED = /\badmin(?:istrator)? (?:must|has not allowed|has blocked)\b|\bblocked by an admin/;

/**
 * The page as a sound consent page: it names the app, a site is chosen, and an enabled submit
 * button waits. Anything less says nothing (a page still loading, a picker still empty).
 */
export function readClear(page: PageView, document: Document): UnblockedConsent | undefined {
  if (page.place !== 'consent' || !page.heading) return undefined;
  if (!page.appName || !page.chosenSite || REFUSED.test(page.folded) || readBlock(page)) {
    return undefined;
  }
  const accept = [...document.querySelectorAll<HTMLButtonElement>('button[type="submit"]')];
  const ready = accept.some(
    (button) =>
      !button.disabled && button.getAttribute('aria-disabled') !== 'true' && isShown(button),
  );
  if (!ready) return undefined;
  const { clientId } = page.facts;
  return { appName: page.appName, site: page.chosenSite, ...present({ clientId }) };
}
