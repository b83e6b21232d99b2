import { parseStartPage, readAuthorizeUrl } from '../atlassian/authorize-url.ts';
import { consentEdition } from '../atlassian/hosts.ts';
import type { BlockedConsent, PageView, Reader } from './blocked-consent.ts';
import { fold, plain } from './fold.ts';
import { isShown, shownText } from './page-text.ts';
import { chosenSite, REQUESTING, requestingApp } from './picker.ts';
import { adminMustAuthorize } from './readers/admin-must-authorize.ts';
import { appBlocked } from './readers/app-blocked.ts';

/** Every reader. At most one may answer for a page: tests/pages holds them to it. */
export const READERS: readonly Reader[] = [adminMustAuthorize, appBlocked];

/** A text longer than this is cut: no consent page is a book, and a hostile one must stay cheap. */
const MAX_TEXT = 200_000;

/**
 * The page as the readers see it.
 * @returns undefined where the address is no consent page: words alone never count, so a forum
 *   post or an article that quotes the block cannot trigger anything
 */
export function viewPage(document: Document, address: string): PageView | undefined {
  const url = new URL(address);
  const edition = consentEdition(url);
  if (!edition || !document.body) return undefined;
  const text = shownText(document.body).slice(0, MAX_TEXT).normalize('NFC');
  const startPage = parseStartPage(document.referrer);
  const { name: appName, hidden } = requestingApp(document, text) ?? {};
  // The heading is no witness for a block or a site: whatever it says there is the app's name.
  const heading = fold((appName ?? '') + REQUESTING);
  const folded = fold(text).replaceAll(heading, '_'.repeat(heading.length));
  const site = chosenSite(document, folded);
  return {
    edition,
    facts: { ...readAuthorizeUrl(url), ...(startPage ? { startPage } : {}) },
    text,
    folded,
    ...(appName ? { appName: plain(appName, 120) } : {}),
    ...(hidden ? { nameHadHidden: hidden } : {}),
    ...(site ? { chosenSite: site } : {}),
  };
}

/** What is blocked on this page, or undefined where no reader knows its wording. */
export function readBlock(page: PageView): BlockedConsent | undefined {
  for (const reader of READERS) {
    const found = reader.read(page);
    const { nameHadHidden } = page;
    if (found) return nameHadHidden ? { ...found, nameHadHidden } : found;
  }
  return undefined;
}

/** A consent page without a block, as far as it can be seen before Accept is pressed. */
export interface ClearConsent {
  appName: string;
  site: string;
  clientId?: string;
}

/** Another block, or half of one: no reader knows it, yet nobody could call the page clear. */
const REFUSED = /\badmin(?:istrator)? (?:must|has not allowed|has blocked)\b|\bblocked by an admin/;

/**
 * The page as a sound consent page: it names the app, a site is chosen, and an enabled submit
 * button waits. Anything less says nothing (a page still loading, a picker still empty).
 */
export function readClear(page: PageView, document: Document): ClearConsent | undefined {
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
  return { appName: page.appName, site: page.chosenSite, ...(clientId ? { clientId } : {}) };
}
