import { characters } from 'confusables/dist/characters.js';
import { codeOf, RIGHTFUL } from '../../consent/text.ts';

/*
 * The table alone, from the CommonJS file: the package's ES build (1.1.1) carries an older table,
 * so a bundle would grade otherwise than Node.
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
  mark?: 'hidden' | 'mixed' | 'differs';
  /** of a letter that differs: `U+0456` */
  code?: string;
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

/** Two texts that look alike, each cut so that what differs is marked with its code. */
export interface Apart {
  own: NamePart[];
  other: NamePart[];
}

/** Longer texts are not drawn letter by letter. */
const DRAWN = 120;

type Same = (i: number, j: number) => boolean;

/** How many letters the rests from i and from j have in common, in order. */
function lengths(rows: number, columns: number, same: Same): (i: number, j: number) => number {
  const table = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1) {
    const row = table[i] ?? [];
    for (let j = columns - 1; j >= 0; j -= 1) {
      row[j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}

/** The places of the letters that both have (longest common subsequence), in each. */
function common(a: readonly string[], b: readonly string[]): [Set<number>, Set<number>] {
  const same: Same = (i, j) => a[i]?.toLowerCase() === b[j]?.toLowerCase();
  const at = lengths(a.length, b.length, same);
  const [inA, inB] = [new Set<number>(), new Set<number>()];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const both = same(i, j);
    if (both) {
      inA.add(i);
      inB.add(j);
    }
    const onward = at(i + 1, j) >= at(i, j + 1);
    if (both || onward) i += 1;
    if (both || !onward) j += 1;
  }
  return [inA, inB];
}

function markOthers(letters: readonly string[], alike: ReadonlySet<number>): NamePart[] {
  const parts: NamePart[] = [];
  letters.forEach((letter, at) => {
    const last = parts.at(-1);
    if (!alike.has(at)) {
      const code = codeOf(letter);
      const unseen = hiddenCharacters(letter).length > 0;
      parts.push({ text: unseen ? code : letter, mark: unseen ? 'hidden' : 'differs', code });
    } else if (last && !last.mark) last.text += letter;
    else parts.push({ text: letter });
  });
  return parts;
}

/** Tells a text from one that looks like it: what the two do not share is marked, letter by letter. */
export function tellApart(own: string, other: string): Apart {
  const [a, b] = [[...own].slice(0, DRAWN), [...other].slice(0, DRAWN)];
  const [inA, inB] = common(a, b);
  return { own: markOthers(a, inA), other: markOthers(b, inB) };
}
