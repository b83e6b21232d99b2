/*
 * Lines of a pasted text: what stands before and behind each of them, and which breaks between them
 * are a terminal's.
 */

/** Frames of terminal boxes and tables (U+2500–U+259F), and the dotted or solid bars beside text. */
const FRAME = /[\u2500-\u259f\u23bf\u2758-\u275a]/g;
const RULE = /^[\s+|=*_~#>-]+$/;
/** A quoted mail, a comment, a list, a diff, a prompt; a log's line number, container and time. */
const MARK =
  /^(?:[a-z]{0,3}>+|\|(?=\s)|(?:#{1,6}|\/{2,3}!?|\/?\*{1,2}|--|;{1,3}|%|[-+•·●❯$]|rem|dnl)(?=\s|$)|\d{1,6}(?::(?=\s)|\s{0,3}\|)|(?!(?:app|client)(?:[_-](?:id|name))?\s)[\w.-]{1,40}\s{1,4}\|(?=\s)|\[[\w:., +/-]{1,40}\](?=\s)|\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?\S{0,12}(?=\s))/i;

/** One line without its marks. */
interface Line {
  text: string;
  /** blanks in front of it, behind its marks */
  lead: number;
}

function bareLine(line: string): Line {
  let bare = line.replace(FRAME, ' ').trimEnd();
  const blanks = (text: string) => text.length - text.trimStart().length;
  let lead = blanks(bare);
  bare = bare.trimStart();
  if (/^[\s|]*$/.test(bare) || (RULE.test(bare) && /[=*_~+-]{3}/.test(bare))) {
    return { text: '', lead: 0 };
  }
  for (let depth = 0; depth < 8; depth += 1) {
    const mark = MARK.exec(bare)?.[0].length ?? 0;
    if (mark === 0) break;
    const rest = bare.slice(mark);
    lead = blanks(rest);
    bare = rest.trimStart();
  }
  if (bare.endsWith('*/')) bare = bare.slice(0, -2).trimEnd();
  while (bare.endsWith(' |')) bare = bare.slice(0, -1).trimEnd();
  return { text: bare, lead };
}

/** The words of every sentence that a reader knows: a word of theirs may be broken in two. */
const WORDS = new Set(
  `a access account accept add address admin administrator again allow allowed an another any app application approval
  are ask associated atlassian authorise authorize authorizing available awaiting been before blocked
  by callback can cancel choose client cloud cloudid code confluence connect contact context correct
  data denied description development does domain don error failed for from grant has have header
  id identity in incorrect information install installed invalid ip is isn it its jira large like list
  may mcp mismatch more must needs not of on only or org organisation organization owner parameters
  permission please privacy product provided reauthorise reauthorize redirect registered request requested
  requesting requests requires restricted retrieve rovo scopes select server settings site something
  support supported than that the their this to too try unauthorized uri url urls use user visit wait went which
  with without wrong you your`.split(/\s+/),
);
/** What stands before the name of a site, and is none itself. */
const BEFORE_SITE =
  /^(?:address|at|cloud|domain|host|hostname|instance|link|server|tenant|workspace)$/;

const SITE =
  /(?<![a-z0-9])[a-z0-9][a-z0-9.-]{0,251}\.(?:atlassian(?:-us-gov-mod)?\.net|jira\.com)(?!\.*[a-z0-9-])/gi;
const CLIENT = /\bclient[_ -]?id\W{1,6}([A-Za-z0-9_-]{1,31})$/i;
/** The shape of nearly every client id of Atlassian's (observed). */
const CLIENT_ID_CHARS = 32;

function isWord(a: string, b: string): boolean {
  const head = /(?<![a-z])[a-z]+$/i.exec(a)?.[0].toLowerCase() ?? '';
  const rest = /^[a-z]+/i.exec(b)?.[0].toLowerCase() ?? '';
  if (head && /^['’](?:s|t|re|ve|ll|d|m)(?![\w.'’-])/i.test(b)) return true;
  if (/n['’]$/i.test(a) && rest === 't') return true;
  if (!head || !rest) return false;
  return WORDS.has(head + rest) && !(WORDS.has(head) && WORDS.has(rest));
}

/** True where the break is inside a site's name. */
function isSite(a: string, b: string, full: boolean): boolean {
  const near = a.slice(-260);
  for (const found of (near + b.slice(0, 260)).matchAll(SITE)) {
    const end = found.index + found[0].length;
    if (found.index >= near.length || end <= near.length) continue;
    const rest = b.slice(0, end - near.length);
    // "sian.net": by itself it is no site.
    if (!/^[a-z0-9][a-z0-9-]*\.(?:atlassian|jira)/i.test(rest)) return true;
    const name = near.slice(found.index).toLowerCase();
    if (/["'`“‘«/=<(*]/.test(near.charAt(found.index - 1))) return true;
    return full && !WORDS.has(name) && !BEFORE_SITE.test(name);
  }
  return false;
}

function isAddress(a: string, b: string, full: boolean): boolean {
  if (/%[0-9a-f]?$/i.test(a) && /^[0-9a-f]{1,2}/i.test(b)) return true;
  if (/\b[a-z][a-z0-9+.-]{0,30}:\/?$/i.test(a) && /^\/{1,2}[\w[]/.test(b)) return true;
  if (/^\W?[a-z][a-z0-9+.-]*:\/\//i.test(b)) return false;
  if (/\b[a-z][a-z0-9+.-]{0,30}:\/\/$/i.test(a) && /^[\w[]/.test(b)) return true;
  if (!/:\/\/\S|%3a%2f%2f/i.test(a)) return false;
  // Where its host ends before the break, or cannot end there.
  if (/:\/\/[\w-]*\.?$/.test(a) && !/:\/\/localhost$/i.test(a)) return true;
  if (/:\/\/[\w.:-]+$/.test(a) && /^[\w.:-]*\/./.test(b)) return true;
  return /[&=%?]$/.test(a) || (full && /[&=%]|\+\w+\+/.test(b));
}

function isClient(line: string, b: string): boolean {
  const begun = CLIENT.exec(line.slice(-100))?.[1];
  const rest = /^[A-Za-z0-9_-]+/.exec(b)?.[0];
  return Boolean(begun && rest && begun.length + rest.length === CLIENT_ID_CHARS);
}

/** Of a line that grows with each that joins it, the end; of a long word, how it begins and ends. */
const lastWord = (line: string): string => {
  const end = line.slice(-8000);
  const word = end.slice(Math.max(end.lastIndexOf(' '), end.lastIndexOf('\t')) + 1);
  return word.length > 600 ? word.slice(0, 60) + word.slice(-400) : word;
};
const firstWord = (line: string): string => /^\S*/.exec(line)?.[0] ?? '';

/** More lines than one word is broken into, but for an address. */
const MAX_WRAPPED_LINES = 5;
/** A first word longer than this starts a line of its own for its length. */
const LONG_WORD_CHARS = 30;

/** The width at which a text is wrapped, and whether in the middle of words. */
interface Wrap {
  width: number;
  inWords: boolean;
  /** leading blanks that every line has */
  lead: number;
}

/** What one break says: `short`, `between`: made at a blank; `inside`: in a word; `full`: in either. */
function breakOf(line: Line, next: Line, wrap: Wrap): 'short' | 'between' | 'inside' | 'full' | '' {
  const a = lastWord(line.text);
  const b = firstWord(next.text);
  const budget = roomOf(line, wrap);
  if (budget > 1) return b.length < LONG_WORD_CHARS && b.length >= budget ? 'short' : '';
  if (budget === 1 || next.lead > wrap.lead) return '';
  if (isWord(a, b) || isSite(a, b, false)) return 'inside';
  return isBetween(a, b) ? 'between' : 'full';
}

/** Two whole words, or the end of one and the beginning of a quotation. */
function isBetween(a: string, b: string): boolean {
  if (/^[a-z]+[.,;!?]$/i.test(a) && /^[a-z]/i.test(b)) return true;
  const head = /(?<![a-z])[a-z]+$/i.exec(a)?.[0].toLowerCase() ?? '';
  const rest =
    /^[a-z]+(?![\w'’.-])/i
      .exec(b.replace(/(?<![.,;:!?"')}\]])[.,;:!?"')}\]]+$/, ''))?.[0]
      .toLowerCase() ?? '';
  return WORDS.has(head) && (WORDS.has(rest) || /^\\*["'“‘(]/.test(b));
}

const roomOf = ({ text, lead }: Line, wrap: Wrap): number =>
  wrap.width - text.length - lead + wrap.lead;

/**
 * A program that wraps at blanks leaves lines short where the next word did not fit; a terminal
 * fills each of them. Without either sign, two full lines are a terminal's.
 */
function wrapOf(lines: readonly Line[]): Wrap {
  const filled = lines.filter(({ text }) => text !== '');
  const lead = filled.reduce((least, line) => Math.min(least, line.lead), 1000);
  const lengths = filled.map(({ text, lead: own }) => text.length + own - lead);
  const [width = 20, rest = 20] = lengths.sort((a, b) => b - a);
  const wrap = inWords(lines, { width: Math.max(width, 20), lead, inWords: false });
  // One line may have got words in front of it since.
  return wrap.inWords
    ? wrap
    : inWords(lines, { width: Math.max(rest, 20), lead, inWords: false }, true);
}

/** @param certain a word broken in two must be among the signs */
function inWords(lines: readonly Line[], wrap: Wrap, certain = false): Wrap {
  const breaks = lines.slice(1).map((next, at) => {
    const line = lines[at];
    return line?.text && next.text ? breakOf(line, next, wrap) : '';
  });
  if (breaks.includes('short') || breaks.includes('between')) return wrap;
  const full = breaks.filter((one) => one === 'full').length;
  return { ...wrap, inWords: breaks.includes('inside') || (full > 1 && !certain) };
}

/**
 * The text with nothing before and behind its lines, and the words whole that were broken where a
 * line was full. A break between two words stays: to a reader it is a blank.
 */
export function joinWraps(text: string): string {
  const lines = text.split('\n').map(bareLine);
  const wrap = wrapOf(lines);
  const out: string[] = [];
  let whole = lines[0]?.text ?? '';
  for (let at = 1; at < lines.length; at += 1) {
    const taken = seam(whole, lines, at, wrap);
    if (taken === 0) {
      out.push(whole);
      whole = lines[at]?.text ?? '';
      continue;
    }
    whole += lines
      .slice(at, at + taken)
      .map((line) => line.text)
      .join('');
    at += taken - 1;
  }
  out.push(whole);
  return out.join('\n');
}

/** How many lines from `at` on belong to the word with which `whole` ends. */
function seam(whole: string, lines: readonly Line[], at: number, wrap: Wrap): number {
  const last = lines[at - 1];
  const next = lines[at];
  if (!last?.text || !next?.text) return 0;
  const budget = roomOf(last, wrap);
  if (wrap.inWords && budget <= 0) return next.lead > wrap.lead ? 0 : 1;
  const a = lastWord(whole);
  const b = firstWord(next.text);
  const isSign = /^["'”’.,;:!?)\]]+$/.test(b) || /^["'“‘(]$/.test(a);
  if (isSign || isWord(a, b) || isAddress(a, b, budget <= 1)) return 1;
  return severalLines(whole, lines, at, budget <= 1);
}

/** The same for what may be broken more than once: a site's name, a client id. */
function severalLines(whole: string, lines: readonly Line[], at: number, full: boolean): number {
  const a = lastWord(whole);
  let b = '';
  for (let count = 1; count <= MAX_WRAPPED_LINES; count += 1) {
    const text = lines[at + count - 1]?.text ?? '';
    b += firstWord(text);
    if (text === '') return 0;
    if (isClient(whole, b) || isSite(a, b, full)) return count;
    if (/\s/.test(text)) return 0;
  }
  return 0;
}
