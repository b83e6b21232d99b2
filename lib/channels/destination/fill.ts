import { PLACE, type PlaceName } from '../../requests/destination.ts';
import { bodyWithin, cost, type MailTexts, shortened, subjectOf } from '../email.ts';

/** The whole address, in characters: what browsers and servers take everywhere. */
const MAX_ADDRESS = 2000;
/** So much of one name, percent-encoded. */
const MAX_NAME = 200;
/** What is left for words where the fullest link is taken. */
const FOR_WORDS = 400;

/** What is filled into a form's address. */
export interface FormValues {
  texts: MailTexts;
  app: string;
  site: string;
  clientId: string;
}

/**
 * A form's address, filled in, at most 2,000 characters long. Where not everything fits, the reason is
 * shortened first, then other words; the link becomes a smaller one and is left out last of all.
 * @param to an address that `parseDestination` made, so that nothing here can change its host
 */
export function fillForm(to: string, { texts, app, site, clientId }: FormValues): string {
  const names = { summary: subjectOf(texts), app, site, clientId };
  const values: Partial<Record<PlaceName, string>> = {};
  const times = (place: PlaceName) => to.split(`{${place}}`).length - 1;
  let left = MAX_ADDRESS - to.replace(PLACE, '').length;
  const fill = (place: PlaceName, value: string) => {
    values[place] = value;
    left -= cost(value) * times(place);
  };
  for (const [place, value] of Object.entries(names) as [PlaceName, string][])
    fill(place, shortened(value, place === 'summary' ? left : Math.min(MAX_NAME, left)));
  const links = times('link');
  if (links > 0) {
    const fits = (most: number) => texts.links.filter((link) => cost(link) * links <= most);
    fill('link', fits(left - FOR_WORDS)[0] ?? fits(left).at(-1) ?? '');
  }
  // The link stands in its own place where there is one.
  const words = links > 0 ? { ...texts, links: [], linkIntro: '', withoutLink: '' } : texts;
  const text = times('text');
  const reasons = times('reason');
  if (reasons > 0) fill('reason', shortened(texts.reason?.text ?? '', left / (text + reasons)));
  if (text > 0) fill('text', bodyWithin(words, Math.max(0, left) / text, '\n'));
  return to.replace(PLACE, (_, place: PlaceName) => encodeURIComponent(values[place] ?? ''));
}
