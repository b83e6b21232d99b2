/**
 * Characters that take no space or only steer direction: zero-width marks, bidi controls, soft
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
    .replace(/[\s\x85\u2800]+/g, ' ')
    .toLowerCase();
}

/** An address without the signs of the sentence that it ends. */
export function bareEnd(address: string): string {
  const bare = address.replace(/(?<![.,;:!)\]>])[.,;:!)\]>]+$/, '');
  // An IPv6 address ends in a bracket of its own.
  return /^[a-z][a-z0-9+.-]{0,20}:\/\/\[[0-9a-f:.]+$/i.test(bare) ? `${bare}]` : bare;
}

/** Text from outside made fit to be shown and kept: one line, nothing invisible, bounded. */
export function plain(text: string, max: number): string {
  const line = text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  return `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Emoji are joined and colored by invisible characters, and so are some scripts' letters. */
export const RIGHTFUL =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)[\ufe0e\ufe0f\u200d]+|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Khmer}])[\u200c\u200d]/gu;

const STEPS = new RegExp(`(${INVISIBLE.source})|\\S`, 'g');
/** A warning names a few; more of them say nothing more. */
const MAX_HIDDEN_CODES = 5;

/** These turn letters round, and set nothing apart: no page has a use for them before a name. */
const OVERRIDE = /[\u202d\u202e]/;

/** `U+202E` for a character that cannot be shown. */
export const codeOf = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * The invisible and direction-steering characters inside a name, before `plain` takes them out.
 * Those before its first and after its last letter are not counted: pages set names they put into
 * a sentence apart with such marks. Overrides of the direction are counted before it, too.
 * @param text begins with the name, as it came
 * @param name the same name through `plain`, not cut
 * @returns up to five codes, `U+200B U+202E`; undefined where there are none
 */
export function hiddenInside(text: string, name: string): string | undefined {
  let left = name.replace(/\s/g, '').length;
  const whole = left;
  const found = new Set<string>();
  let pending: string[] = [];
  for (const [letter, hidden] of text.replace(RIGHTFUL, '').matchAll(STEPS)) {
    if (hidden) {
      if (left < whole || OVERRIDE.test(hidden)) pending.push(codeOf(hidden));
      continue;
    }
    for (const code of pending) found.add(code);
    pending = [];
    left -= letter.length;
    if (left <= 0) break;
  }
  return found.size > 0 ? [...found].slice(0, MAX_HIDDEN_CODES).join(' ') : undefined;
}
