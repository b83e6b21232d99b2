import { INVISIBLE } from './text.ts';

/** Emoji are joined and coloured by invisible characters, and so are some scripts' letters. */
export const RIGHTFUL =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)[\ufe0e\ufe0f\u200d]+|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Khmer}])[\u200c\u200d]/gu;

const STEPS = new RegExp(`(${INVISIBLE.source})|\\S`, 'g');
/** A warning names a few; more of them say nothing more. */
const MOST = 5;

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
  return found.size > 0 ? [...found].slice(0, MOST).join(' ') : undefined;
}
