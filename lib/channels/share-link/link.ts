import { adminHost, type Edition } from '../../atlassian/hosts.ts';
import { INVISIBLE } from '../../consent/text.ts';
import {
  type DecisionPayload,
  type LinkPayload,
  type PayloadProblem,
  payloadText,
  type RequestPayload,
  readPayload,
} from '../payload.ts';
import { isWhole, MAX_ENCODED, pack, type UnpackProblem, unpack } from './pack.ts';
import { packRequest } from './shrink.ts';

/** The most links of one text, and the most lines that one link may have been broken into. */
const MAX_LINKS = 20;
const MAX_LINES = 140;

/**
 * The mark of a link: plain, percent-encoded once or twice by a "safe link" service, or with the
 * `=3D` of an e-mail's source. The payload needs no decoding: its letters are never escaped.
 */
const MARK = /countersign\s*(?:=|%(?:25)?3d)(?:3d)?\s*/gi;
const VERSION = /^(\d{1,4})\s*\.\s*/;
/** Only the whole text counts as a link without its mark, or every "1.5 million" would be one. */
const BARE = /^[\s<("'`]*(\d{1,4})\.([\w-]{20}[\w\s-]*)(?:[>)"'`][\s>)"'`]*)?$/;

const RUN = /[\w-]+/y;
/** Between two lines of a broken link: white space, and the marks of a quoted e-mail. */
const GAP = /\s+(?:[>|]\s*)*/y;

/** Where a link was found: its major version, and the text from its payload on. */
interface Found {
  version: number;
  rest: string;
}

/** The links of a text, in its order, at most 20; a mark without a version has an empty rest. */
function findLinks(text: string): Found[] {
  const found = [...text.matchAll(MARK)].slice(0, MAX_LINKS).map((mark): Found => {
    const after = text.slice(mark.index + mark[0].length);
    const version = VERSION.exec(after);
    if (!version) return { version: 1, rest: '' };
    return { version: Number(version[1]), rest: after.slice(version[0].length) };
  });
  const bare = found.length === 0 ? BARE.exec(text) : null;
  return bare ? [{ version: Number(bare[1]), rest: bare[2] ?? '' }] : found;
}

function match(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}

/**
 * What the payload may be: the first run of its letters, then that with the next line, and so on,
 * because nothing but trying tells a line break inside a link from the words after it.
 */
function* candidates(rest: string): Generator<string> {
  let code = '';
  let at = 0;
  for (let line = 0; line < MAX_LINES; line++) {
    const run = match(RUN, rest, at);
    if (run === '') return;
    code += run;
    at += run.length;
    // Proofpoint wraps a link as /v3/__<link>__;…, and the two underscores look like payload.
    if (rest[at] === ';' && code.endsWith('__')) yield code.slice(0, -2);
    yield code;
    if (code.length > MAX_ENCODED) return;
    at += match(GAP, rest, at).length;
  }
}

/**
 * The major version of links made here. Readers refuse a higher one and drop keys they do not know,
 * so it grows only when an old reader would misunderstand a link.
 */
const LINK_VERSION = 1;

/** A packed payload as a link to Atlassian Administration; nothing in a fragment is sent there. */
export function linkFor(edition: Edition, code: string): string {
  return `https://${adminHost(edition)}/#countersign=${LINK_VERSION}.${code}`;
}

/** The packed payload's part of a page's `location.hash`, ready for `readLink`, if there is one. */
export function fragmentOf(hash: string): string | undefined {
  return hash.startsWith('#countersign=') ? hash.slice(1) : undefined;
}

/**
 * A request as a link of at most so many characters; see `packRequest` for what is left out.
 * @returns undefined where it does not fit even without any scope
 */
export async function requestLinkWithin(
  payload: RequestPayload,
  budget: number,
): Promise<string | undefined> {
  const frame = linkFor(payload.edition, '').length;
  const code = await packRequest(payload, Math.min(budget - frame, MAX_ENCODED));
  return code === undefined ? undefined : linkFor(payload.edition, code);
}

/**
 * A request as a link, as whole as it can be.
 * @throws RangeError for a payload beyond the bounds of a request; within them it always fits
 */
export async function encodeRequestLink(payload: RequestPayload): Promise<string> {
  const link = await requestLinkWithin(payload, Number.POSITIVE_INFINITY);
  if (link === undefined) throw new RangeError('The request is too big for a link.');
  return link;
}

/** Lengths, in characters, that leave space in an email for words beside the link. */
const MAIL_ROOMS = [1100, 700];

/** The links to try in an e-mail, the fullest first. At least one: the whole link. */
export async function mailLinks(payload: RequestPayload): Promise<string[]> {
  const links = [await encodeRequestLink(payload)];
  for (const budget of MAIL_ROOMS) {
    const link = await requestLinkWithin(payload, budget);
    if (link !== undefined) links.push(link);
  }
  return [...new Set(links)];
}

/**
 * A decision as links, each for at most `maxIds` of the asks it answers. Together they answer all.
 * @throws RangeError for a decision beyond its bounds; within them it always fits
 */
export async function encodeDecisionLinks(
  decision: DecisionPayload,
  maxIds = 150,
): Promise<string[]> {
  const { ids } = decision;
  if (ids.length > maxIds) {
    const rest = { ...decision, ids: ids.slice(maxIds) };
    const first = { ...decision, ids: ids.slice(0, maxIds) };
    return [
      ...(await encodeDecisionLinks(first, maxIds)),
      ...(await encodeDecisionLinks(rest, maxIds)),
    ];
  }
  const code = await pack(payloadText(decision));
  if (code.length <= MAX_ENCODED) return [linkFor(decision.edition, code)];
  if (ids.length < 2) throw new RangeError('The decision is too big for a link.');
  return encodeDecisionLinks(decision, Math.ceil(ids.length / 2));
}

/** `newer-version`: made by a later Countersign; the reader must update. */
export type LinkProblem = 'empty' | 'not-a-link' | 'newer-version' | UnpackProblem | PayloadProblem;
export type ReadLink = { ok: true; payload: LinkPayload } | { ok: false; problem: LinkProblem };

/** The most text that is searched for links, in characters. */
const MAX_TEXT = 65_536;
async function open(code: string): Promise<ReadLink> {
  const unpacked = await unpack(code);
  if (!unpacked.ok) return unpacked;
  try {
    const json: unknown = JSON.parse(unpacked.text);
    return isWhole(json) ? readPayload(json) : { ok: false, problem: 'broken' };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}

/** @param tries how often a text may still be tried; hostile ones have thousands of lines */
async function read({ version, rest }: Found, tries: { left: number }): Promise<ReadLink> {
  if (version > LINK_VERSION) return { ok: false, problem: 'newer-version' };
  if (version < LINK_VERSION) return { ok: false, problem: 'broken' };
  let first: ReadLink | undefined;
  for (const code of candidates(rest)) {
    if (tries.left-- <= 0) break;
    const outcome = await open(code);
    // Only what is broken can be made whole by the next line.
    if (outcome.ok || !['broken', 'too-long'].includes(outcome.problem)) return outcome;
    // Too long after a line break is the text behind the link, and says nothing about the link.
    first ??= outcome;
  }
  return first ?? { ok: false, problem: 'broken' };
}

/** Enough for twenty whole links and two that are broken into as many lines as can be. */
const MAX_TRIES = 300;

/**
 * Every link in a text, in its order: an answer for many people is several links.
 * @returns at least one outcome and at most 20; never throws
 */
export async function readLinks(text: string): Promise<ReadLink[]> {
  if (text.length > MAX_TEXT) return [{ ok: false, problem: 'too-long' }];
  // Quoted-printable ends a broken line with "="; after the mark itself the "=" must stay.
  const cleanup = text.replace(INVISIBLE, '').replace(/(?<!countersign)=\r?\n/gi, '');
  if (cleanup.trim() === '') return [{ ok: false, problem: 'empty' }];
  const found = findLinks(cleanup);
  if (found.length === 0) return [{ ok: false, problem: 'not-a-link' }];
  const outcomes: ReadLink[] = [];
  const tries = { left: MAX_TRIES };
  for (const one of found) outcomes.push(await read(one, tries));
  return outcomes;
}

/**
 * The first readable link in a text: a link, its fragment, a bare `1.<payload>`, a link that a
 * mail program broke into lines or wrapped in its own, or a whole e-mail around it.
 * @returns the payload, or what is wrong with the first link; never throws
 */
export async function readLink(text: string): Promise<ReadLink> {
  const outcomes = await readLinks(text);
  const outcome = outcomes.find((one) => one.ok) ?? outcomes[0];
  return outcome ?? { ok: false, problem: 'not-a-link' };
}
