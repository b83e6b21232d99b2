/**
 * Characters that take no room or only steer direction: zero-width marks, bidi controls, soft
 * hyphens, variation selectors, fillers, tag characters. Atlassian's own pseudo-locale pads its
 * texts with such characters (observed), and hostile pages use them to hide a wording.
 * Written out, not as \p{…}: the table behind a property costs more heap than the detector.
 */
export const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code units are meant
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is taken out
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|\udb40[\udc00-\udfff]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]/g;

const QUOTES =
  /["`´\u2018-\u201f\u2032-\u2037\u2039\u203a\u00ab\u00bb\u300c-\u300f\u301d-\u301f\uff02\uff07\uff40\uff62\uff63]/g;

/**
 * One spelling for every way the same words can be written: all quotes as ' (first: NFKC makes a
 * blank and an accent out of ´), NFKC, no invisible characters, runs of white space as one blank,
 * lower case.
 */
export function fold(text: string): string {
  return text
    .replace(QUOTES, "'")
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s\u2800]+/g, ' ')
    .toLowerCase();
}

/** Text from outside made fit to be shown and kept: one line, nothing invisible, bounded. */
export function plain(text: string, max: number): string {
  const line = text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  return `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
