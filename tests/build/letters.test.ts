import { runInNewContext } from 'node:vm';
import { characters } from 'confusables/dist/characters.js';
import { describe, expect, it, vi } from 'vitest';
import { skeleton } from '../../lib/review/warnings/name.ts';
import { lettersCode, neededLetters } from '../../scripts/build/letters.ts';

/** Every letter of the table, alone and among others, and all of a script or two besides. */
const names = [...characters.values()].flatMap((letters) =>
  [...letters].flatMap((letter) => [
    letter,
    `a${letter}n`,
    `${letter}\u0301`,
    `r${letter}${letter}`,
  ]),
);
for (let code = 0x80; code < 0x2000; code += 1) names.push(String.fromCodePoint(code));

describe('the letters that are needed', () => {
  it('make of every name what the whole table makes of it', async () => {
    const whole = names.map(skeleton);
    vi.resetModules();
    const shipped = JSON.parse(
      runInNewContext(`JSON.stringify(${lettersCode(neededLetters(characters))})`),
    );
    vi.doMock('confusables/dist/characters.js', () => ({ characters: shipped }));
    const built = await import('../../lib/review/warnings/name.ts');
    vi.doUnmock('confusables/dist/characters.js');
    expect(built.skeleton).not.toBe(skeleton);
    expect(names.map(built.skeleton)).toEqual(whole);
  });
});
