import { describe, expect, it } from 'vitest';
import { quote } from '../../../lib/consent/quote.ts';
import { fold } from '../../../lib/consent/text.ts';

/** What stands in `text` for `words`, found in the folded text. */
function found(text: string, words: string): string {
  const from = fold(text).indexOf(words);
  return quote(text, from, from + words.length);
}

describe('quote', () => {
  it('gives the words back as they stood', () => {
    expect(found('Note: Your  Site “Admin” must', "site 'admin'")).toBe('Site “Admin”');
  });

  it.each([
    ['half-width letters that join', 'ﾃﾞｰﾀ ﾊﾞｯｸ '],
    ['letters that become several', '㌔ ﷺ ﬁ … ½ '],
    ['letters that grow in lower case', 'İİİ '],
    ['accents that bring a blank along', 'x ¨ ´ ¸ '],
    ['blanks at the end of lines', 'a \n \n b \u200b\n '],
    ['invisible characters of two code units', '\u{e0041}'.repeat(99)],
    ['letters of two code units', '𝒜𝒷😀 '],
    ['a blank at the beginning', '\n \n'],
  ])('does not slip after %s', (_what, before) => {
    expect(found(`${before}Your ADMIN must`, 'your admin')).toBe('Your ADMIN');
  });

  it('leaves out what is invisible inside the words', () => {
    expect(found('Your ad\u200b\u{e0041}min must', 'your admin')).toBe('Your admin');
  });

  it('keeps the last letter where invisible characters stand before it', () => {
    expect(found(`Your admi${'\u{e0041}'.repeat(50)}n!`, 'your admin')).toBe('Your admin');
  });

  it('takes words that stand on several lines', () => {
    expect(found('x \n Your \n\n admin \n must', 'your admin must')).toBe('Your admin must');
  });

  it('takes letters of two code units whole', () => {
    expect(found('x 𝐘our 𝐚dmi𝐧 y', 'your admin')).toBe('𝐘our 𝐚dmi𝐧');
  });

  it('is bounded', () => {
    expect(quote('a'.repeat(900), 0, 900)).toHaveLength(400);
    expect(quote('a'.repeat(900), 0, 900, 120)).toHaveLength(120);
  });

  it('gives nothing for nothing', () => {
    expect(quote('abc', 1, 1)).toBe('');
  });
});
