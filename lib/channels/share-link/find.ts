import { MAX_ENCODED } from './pack.ts';

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
export interface Found {
  version: number;
  rest: string;
}

/** The links of a text, in its order, at most 20; a mark without a version has an empty rest. */
export function findLinks(text: string): Found[] {
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
export function* candidates(rest: string): Generator<string> {
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
