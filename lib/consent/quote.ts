import { fold, plain } from './text.ts';

/** The first `end` code units of `text`, one more where that would cut a character in two. */
function upTo(text: string, end: number): string {
  const isCut = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return text.slice(0, isCut ? end + 1 : end);
}

/** The least number of code units of `line` that fold to `length` characters. */
function reachInLine(line: string, length: number): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fold(upTo(line, middle)).length < length) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same for a whole text, line by line: nothing but blanks ever joins across a line's end. */
function reach(text: string, length: number): number {
  let at = 0;
  let folded = 0;
  let blank = false;
  for (const line of text.split(/(?=\n)/)) {
    const piece = fold(line);
    if (blank && piece.startsWith(' ')) folded -= 1;
    if (folded + piece.length >= length) return at + reachInLine(line, length - folded);
    folded += piece.length;
    at += line.length;
    if (piece) blank = piece.endsWith(' ');
  }
  return at;
}

/** Where a query begins, also in an address that was encoded or has lost its question mark. */
const QUERY = /[?#\ufe56\ufe5f\uff03\uff1f]|%(?:25){0,4}(?:3f|23)|[&;][\w.-]{1,40}=/i;

/** One word without its query and a user's password, if it is an address. */
function withoutQuery(word: string): string {
  const at = word.search(QUERY);
  const before = at < 0 ? word : word.slice(0, at);
  const scheme = /\b[a-z][a-z0-9+.-]{1,20}:\/\//i.exec(before);
  // Of one without a scheme a value must show it: "Node.js?" is a name.
  const isAddress = scheme ?? (/[./:]/.test(before) && word.slice(at).includes('='));
  if (!isAddress) return word;
  return before.replace(/(?<=:\/\/[^\s/\\:@]{0,64}:)[^\s/\\@]{1,500}@/, '…@');
}

/** The text without what stands behind its addresses, of any scheme: there the secrets are. */
export function withoutQueries(text: string): string {
  return text.replace(/[^\s<>"'`]+/g, withoutQuery);
}

const MAIL = /[^\s@]{1,64}@[\w.-]{1,255}/g;
const LONG_WORD = /[\w+/=-]{16,}/g;

/** One line without queries, e-mail addresses, and long words with digits: tokens sooner than language. */
export const withoutOpaque = (text: string, max: number): string =>
  plain(
    withoutQueries(text)
      .replace(MAIL, '…')
      .replace(LONG_WORD, (word) => (/\d/.test(word) ? '…' : word)),
    max,
  );

/**
 * The words as they stood on the page for a match in the folded text. Folding character by
 * character does not give the same: letters join, and blanks come and go. So whole beginnings of
 * a line are folded until one is just long enough.
 * @param from, to positions in `fold(text)`
 * @returns at most `max` characters, one line, nothing invisible, no address's query
 */
export function quote(text: string, from: number, to: number, max = 400): string {
  if (to <= from) return '';
  const start = reach(text, from + 1) - 1;
  return plain(withoutQueries(upTo(text, reach(text, to)).slice(start)), max);
}
