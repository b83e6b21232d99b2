/** Jira's wiki markup, which Service Management takes: as little of it as Countersign writes and reads. */

/**
 * One line of text with nothing in it that makes links, images, macros or mentions. Two backslashes
 * would break the line, so there one is written as an entity.
 */
export const escaped = (line: string): string =>
  line.replaceAll('\\', '&#92;').replace(/[{}[\]!|]/g, '\\$&');

/**
 * JSON as a block of code. A brace inside its strings is written in another way, or somebody's reason
 * could end the block; those of JSON itself are followed by a quote or by another brace.
 */
export const codeOf = (json: string): string =>
  `{code:json}\n${json.replace(/\{(?!["}])/g, '\\u007b')}\n{code}`;

const OPEN = '{code';
const CLOSE = '{code}';
const MAX_TEXT = 65_536;
const MAX_BLOCKS = 10;

/** The texts of the blocks of code, in their order. */
export function codesIn(markup: string): string[] {
  const text = markup.slice(0, MAX_TEXT);
  const found: string[] = [];
  let at = 0;
  while (found.length < MAX_BLOCKS) {
    const open = text.indexOf(OPEN, at);
    // Somebody's own words have it escaped: no block begins there.
    if (text[open - 1] === '\\') {
      at = open + 1;
      continue;
    }
    const start = open < 0 ? -1 : text.indexOf('}', open);
    const end = start < 0 ? -1 : text.indexOf(CLOSE, start);
    if (end < 0) break;
    found.push(text.slice(start + 1, end).trim());
    at = end + CLOSE.length;
  }
  return found;
}
