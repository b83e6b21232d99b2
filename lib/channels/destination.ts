import { adminHost, siteEdition } from '../atlassian/hosts.ts';
import { plain } from '../consent/text.ts';
import {
  type Destination,
  type DestinationProblem,
  MAX_FROM,
  PLACE,
  type PlaceName,
  readDestinations,
} from '../requests/destination.ts';
import { bodyWithin, cost, type MailTexts, shortened, subjectOf } from './email.ts';
import { checkOf, isWhole, pack, unpack } from './share-link/pack.ts';

/** Grows only when an older reader would misunderstand a link. */
const VERSION = 1;
const MARK = /^#?countersign-setup=(\d{1,4})\.([\w-]*)/;

/** What an admin gives to colleagues: where requests go, and who says so. */
export interface Setup {
  /** who made it, by their own word */
  from: string;
  destinations: Destination[];
}

export type SetupProblem = 'newer-version' | 'broken' | DestinationProblem;
type ReadSetup = { ok: true; setup: Setup } | { ok: false; problem: SetupProblem };

/** True for a fragment that is a set-up's, readable or not. */
export const isSetup = (fragment: string): boolean => /^#?countersign-setup=/.test(fragment);

/** A link that brings these to a colleague's Countersign; nothing in a fragment is sent anywhere. */
export async function setupLink({ from, destinations }: Setup): Promise<string> {
  const isGovernment =
    destinations.length > 0 &&
    destinations.every(({ site }) => siteEdition(`.${site}`) === 'government');
  const body = { from, destinations };
  const code = await pack(JSON.stringify({ check: checkOf(body), ...body }));
  const host = adminHost(isGovernment ? 'government' : 'cloud');
  return `https://${host}/#countersign-setup=${VERSION}.${code}`;
}

/**
 * The way back, for a fragment from anywhere. One destination that is not sound makes the whole link
 * refused: whoever made it meant something else than what would be left. Never throws.
 */
export async function readSetup(fragment: string): Promise<ReadSetup> {
  const refuse = (problem: SetupProblem) => ({ ok: false, problem }) as const;
  const [, version, code = ''] = MARK.exec(fragment) ?? [];
  if (Number(version) > VERSION) return refuse('newer-version');
  const unpacked = Number(version) === VERSION ? await unpack(code) : undefined;
  if (!unpacked?.ok) return refuse('broken');
  try {
    const json: unknown = JSON.parse(unpacked.text);
    if (json === null || typeof json !== 'object' || !isWhole(json)) return refuse('broken');
    const { from, destinations: raw } = json as { from?: unknown; destinations?: unknown };
    const { destinations, bad } = readDestinations(raw);
    const [worst] = bad;
    if (worst) return refuse(worst.problem);
    if (destinations.length === 0) return refuse('broken');
    const name = typeof from === 'string' ? plain(from.toWellFormed(), MAX_FROM) : '';
    return { ok: true, setup: { from: name, destinations } };
  } catch {
    return refuse('broken');
  }
}

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
