import { createRequire } from 'node:module';

const bare = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');

/**
 * The letters of `confusables` that `skeleton()` (lib/review/warnings/name.ts) can meet and that the
 * table makes a difference to. What Unicode's own forms make of a letter is made of it there anyway.
 */
export function neededLetters(
  characters: Iterable<readonly [string, Iterable<string>]>,
): [base: string, letters: string][] {
  const bases = new Map<string, string>();
  for (const [base, letters] of characters) {
    for (const letter of letters) if (letter > '\u007f') bases.set(letter, base);
  }
  const needed = new Map<string, string>();
  for (const [letter, base] of bases) {
    if (letter.normalize('NFKC') !== letter || bare(letter) === bare(base)) continue;
    needed.set(base, (needed.get(base) ?? '') + letter);
  }
  return [...needed];
}

/** The code that makes the table: a line each, the base and its letters. */
export function lettersCode(needed: readonly (readonly [string, string])[]): string {
  if (needed.some((one) => /[ ,]/.test(one.join('')))) throw new Error('A letter parts lines.');
  const lines = JSON.stringify(needed.map((one) => one.join(' ')).join());
  return `${lines}.split(',').map((line) => line.split(' '))`;
}

/** Puts the letters that are needed in the place of the whole table. */
export const fewerLetters = {
  name: 'fewer-letters',
  load(id: string) {
    if (!/\/confusables\/dist\/characters\.js$/.test(id)) return;
    const needed = neededLetters(createRequire(id)(id).characters);
    return `export const characters = ${lettersCode(needed)};`;
  },
};
