import { present } from '../../present.ts';
import type { BlockedConsent, PageView } from '../blocked-consent.ts';
import { isShown } from '../picker.ts';
import { withoutOpaque } from '../quote.ts';

/** More than this is no message about a dead end, in characters. */
const MAX_DEAD_END_CHARS = 600;

/** What a page has that goes on: a choice, a form, something under way. */
const GOES_ON =
  'button[type="submit"],input,select,textarea,progress,[role="combobox"],[role="listbox"],[role="progressbar"],[aria-busy="true"]';

/** True where one thing at most can be pressed, which would lead back. */
const leadsNowhere = (document: Document): boolean =>
  ![...document.querySelectorAll(GOES_ON)].some(isShown) &&
  [...document.querySelectorAll('button,[role="button"]')].filter(isShown).length < 2;

/**
 * The address of a consent page, a short text, and neither the consent page's heading nor anything
 * to accept: whatever it says, it does not lead on. By structure, for words that no reader knows. A
 * page that is still loading looks the same: to be believed only once it has stayed so.
 */
export function readDeadEnd(page: PageView, document: Document): BlockedConsent | undefined {
  const text = page.text.trim();
  if (page.place !== 'consent' || page.heading || text.length > MAX_DEAD_END_CHARS)
    return undefined;
  // "Loading…"
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const says = words.slice(0, -1).some((word) => word.length > 2);
  if (!says || /(?:…|\.\.\.)$/.test(text)) return undefined;
  if (!leadsNowhere(document)) return undefined;
  return {
    ...page.facts,
    reader: 'dead-end',
    cause: 'dead-end',
    edition: page.edition,
    ...present({ appName: page.appName }),
    message: withoutOpaque(text, 200),
  };
}
