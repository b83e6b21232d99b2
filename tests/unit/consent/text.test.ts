import { describe, expect, it } from 'vitest';
import { fold, plain } from '../../../lib/consent/text.ts';

describe('fold', () => {
  it.each([
    ['upper case', 'YOUR Site Admin', 'your site admin'],
    ['full-width letters', 'Ａｄｍｉｎ　ｍｕｓｔ', 'admin must'],
    ['blanks of every width', 'a\u00a0b\u2003c\u2800d\t\n e', 'a b c d e'],
    ['zero-width characters', 'ad\u200bm\u2060i\ufeffn', 'admin'],
    ['soft hyphens', 'autho\u00adrize', 'authorize'],
    ['bidi controls', '\u2066ad\u202emin\u2069\u200f', 'admin'],
    ['variation selectors and fillers', 'a\ufe0fd\u3164m\u115fin', 'admin'],
    ['tag characters of two code units', 'ad\u{e0041}\u{e007f}min', 'admin'],
    ['controls', 'ad\0\u0007min', 'admin'],
  ])('gives one spelling for %s', (_what, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it.each([...'\'"`´‘’‚‛“”„‟′″‹›«»「」『』〝〞＂＇｀｢｣'])(
    'writes the quote %s as an apostrophe',
    (mark) => {
      expect(fold(`x ${mark}y${mark} z`)).toBe("x 'y' z");
    },
  );

  it('changes nothing the second time', () => {
    const once = fold('Ｙｏｕｒ «\u00a0Site\u200b ´Admin´ ﬁ İ ﾃﾞ »');
    expect(fold(once)).toBe(once);
  });

  it('leaves letters of other alphabets as they are', () => {
    expect(fold('аcme')).not.toBe('acme');
  });
});

describe('plain', () => {
  it('gives one line with nothing invisible in it and keeps the case', () => {
    expect(plain('  Ledger\u202e \n Sync\u200b! ', 120)).toBe('Ledger Sync!');
  });

  it('keeps a text of exactly the length allowed', () => {
    expect(plain('abcde', 5)).toBe('abcde');
  });

  it('cuts a longer one and says so', () => {
    expect(plain('abcdef', 5)).toBe('abcd…');
  });

  it('never cuts a character in two', () => {
    expect(plain('abc😀def', 5)).toBe('abc…');
  });

  it('keeps markup as text', () => {
    expect(plain('<img src=x onerror=alert(1)>', 120)).toBe('<img src=x onerror=alert(1)>');
  });
});
