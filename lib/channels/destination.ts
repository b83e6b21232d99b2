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
import { checkOf, isWhole, pack, unpack } from './share-link/pack.ts';

/** The whole `mailto:` URL, in characters: some mail programs cut at about 1,600. Measured by others. */
export const MAX_MAILTO = 1500;
/** Of the addresses in it. */
const MAX_TO = 600;
/** So much of it may be the subject, percent-encoded. */
const MAX_SUBJECT = 300;

const BREAK = '\r\n';

/** What an e-mail says, every text in the reader's language and each on one line. */
export interface MailTexts {
  /** addresses with commas between them; left out where the person picks it in the mail program */
  to?: string;
  subject: string;
  /** opening sentences; the first to go, but for the reason */
  intro: readonly string[];
  /** app, site and client id, the most important first */
  facts: readonly string[];
  /** the person's own words, with the words before them ("Reason:"); shortened to what fits */
  reason?: { label: string; text: string };
  /** the sentence before the link */
  linkIntro?: string;
  /** the same request, the fullest first */
  links: readonly string[];
  /** replaces the link if none fits */
  withoutLink: string;
  /** what to do, one paragraph each, the most important first */
  steps: readonly string[];
}

const line = (text: string): string => plain(text.toWellFormed(), 4000);
export const cost = (text: string): number => encodeURIComponent(text).length;

/** The longest beginning of the text that costs at most `budget` once encoded. */
export function shortened(text: string, budget: number): string {
  if (cost(text) <= budget) return text;
  let kept = '';
  let left = budget - cost('…');
  for (const char of text) {
    left -= cost(char);
    if (left < 0) break;
    kept += char;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}

/** Spends the body's budget on its parts, most important first. */
class Budget {
  left: number;
  readonly lineBreak: string;
  constructor(left: number, lineBreak: string) {
    this.left = left;
    this.lineBreak = lineBreak;
  }

  /** The text where it fits whole, with the line break after it, else nothing. */
  whole(text: string): string[] {
    const price = cost(text + this.lineBreak);
    if (text === '' || price > this.left) return [];
    this.left -= price;
    return [text];
  }

  /** As much of the text as fits, else nothing. */
  some(text: string, before = ''): string[] {
    const cut = shortened(text, this.left - cost(before + this.lineBreak));
    return cut === '' ? [] : this.whole(before + cut);
  }

  /** Reserved for the blank line between two parts. */
  blank(): void {
    this.left -= cost(this.lineBreak);
  }
}

/** The fullest link that leaves enough for the facts; else the fullest that fits at all. */
function pickLink(texts: MailTexts, intro: string, facts: readonly string[], budget: number) {
  const beside = cost([intro, ...facts, '', '', ''].join(BREAK));
  const fits = (left: number) => texts.links.find((link) => cost(link) <= left);
  return fits(budget - beside) ?? fits(budget - cost(BREAK));
}

/**
 * The words of a message, percent-encoded at most `budget` characters long. What does not fit gives
 * way in this order: the reason is shortened, opening sentences and steps are left out from the last,
 * the link becomes a smaller one, facts are shortened; a link that does not fit at all is never cut
 * but replaced by `withoutLink`.
 */
export function bodyWithin(texts: MailTexts, most: number, lineBreak = BREAK): string {
  const budget = new Budget(most, lineBreak);
  for (let gap = 0; gap < 4; gap++) budget.blank();

  const before = line(texts.linkIntro ?? '');
  const allFacts = texts.facts.map(line);
  const link = pickLink(texts, before, allFacts, budget.left);
  const links = budget.whole(link ?? '');
  if (links.length === 0) links.push(...budget.some(line(texts.withoutLink)));
  const facts = allFacts.flatMap((fact) => budget.some(fact));
  if (link) links.unshift(...budget.whole(before));
  const steps = texts.steps.flatMap((step) => budget.whole(line(step)));
  const intro = texts.intro.flatMap((sentence) => budget.whole(line(sentence)));
  const { label, text } = texts.reason ?? { label: '', text: '' };
  const reason = budget.some(line(text), label === '' ? '' : `${line(label)} `);

  const parts = [intro, facts, reason, steps, links].filter((part) => part.length > 0);
  return parts.map((part) => part.join(lineBreak)).join(lineBreak + lineBreak);
}

export const subjectOf = ({ subject }: MailTexts): string => shortened(line(subject), MAX_SUBJECT);

/** A `mailto:` URL (RFC 6068) of at most 1,500 characters; see `bodyWithin` for what gives way. */
export function mailtoUrl(texts: MailTexts): string {
  const to = encodeURIComponent(line(texts.to ?? '').slice(0, MAX_TO))
    .replaceAll('%40', '@')
    .replaceAll('%2C', ',');
  const head = `mailto:${to}?subject=${encodeURIComponent(subjectOf(texts))}&body=`;
  return head + encodeURIComponent(bodyWithin(texts, MAX_MAILTO - head.length));
}

/** The answer to copy for the requesters: the words, a blank line, one link a line. */
export function answerText(answer: { lines: readonly string[]; links: readonly string[] }): string {
  return [answer.lines.join('\n'), answer.links.join('\n')].filter(Boolean).join('\n\n');
}

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
