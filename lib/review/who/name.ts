import { characters } from 'confusables/dist/characters.js';
import { codeOf, RIGHTFUL } from '../../consent/hidden.ts';

/*
 * The table alone, from the CommonJS file: the package's ES build (1.1.1) carries an older table,
 * so a bundle would judge otherwise than Node.
 */
const LETTERS = new Map<string, string>();
for (const [base, alternatives] of characters) {
  for (const letter of alternatives) if (letter > '\u007f') LETTERS.set(letter, base);
}

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]/gu;
/**
 * What a name looks like: equal for two names that the eye takes for the same (0 and O, 1 and l,
 * rn and m, Cyrillic а and Latin a, accents). For comparing skeleton with skeleton, never to show.
 * The marks of other scripts (dakuten, vowel signs) are spelling and stay.
 */
export function skeleton(name: string): string {
  const letters = [...name.normalize('NFKC').replace(INVISIBLE, '')];
  return letters
    .map((letter) => LETTERS.get(letter) ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/0/g, 'o')
    .replace(/[1|i]/g, 'l')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** The words of a name: runs of letters, marks and digits. */
export const words = (name: string): string[] => name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
];

/**
 * True for a word in more than one alphabet of those that borrow each other's looks. Japanese,
 * Chinese and Korean mix scripts, and Latin, in one word as a matter of course.
 */
export const isMixed = (word: string): boolean =>
  SCRIPTS.filter((script) => script.test(word)).length > 1;

/** True for text with a letter that is not Latin: it cannot be held against a Latin host name. */
export const hasOtherScript = (text: string): boolean => /(?!\p{Script=Latin})\p{L}/u.test(text);

/** Group 1 is what may stand where it stands. */
const MARKS = new RegExp(`(${RIGHTFUL.source})|${INVISIBLE.source}`, 'gu');
const hiddenIn = (name: string) => [...name.matchAll(MARKS)].filter((found) => !found[1]);

/** `U+202E` for each invisible or direction-steering character that has no business in a name. */
export function hiddenCharacters(name: string): string[] {
  return [...new Set(hiddenIn(name).map((found) => codeOf(found[0])))];
}

/** A piece of a name as it is to be shown; `hidden` pieces say the code of what cannot be seen. */
export interface NamePart {
  text: string;
  mark?: 'hidden' | 'mixed';
}

/** A name cut for showing: nothing invisible left in it, what is odd marked. */
export function nameParts(name: string): NamePart[] {
  const parts: NamePart[] = [];
  let from = 0;
  for (const { 0: letter, index } of hiddenIn(name)) {
    parts.push(...visible(name.slice(from, index)), { text: codeOf(letter), mark: 'hidden' });
    from = index + letter.length;
  }
  return [...parts, ...visible(name.slice(from))];
}

function visible(text: string): NamePart[] {
  const parts: NamePart[] = [];
  for (const piece of text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const last = parts.at(-1);
    if (isMixed(piece)) parts.push({ text: piece, mark: 'mixed' });
    else if (last && !last.mark) last.text += piece;
    else parts.push({ text: piece });
  }
  return parts;
}
