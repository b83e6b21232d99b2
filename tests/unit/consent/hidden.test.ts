import { describe, expect, it } from 'vitest';
import { hiddenInside, plain } from '../../../lib/consent/text.ts';

const inside = (name: string, after = '') => hiddenInside(name + after, plain(name, 1000));

describe('what is hidden inside a name', () => {
  it.each([
    ['Draw\u202eariJ rof', 'U+202E'],
    ['Dr\u200baw\u00adfor', 'U+200B U+00AD'],
    ['D\u200b\u200braw', 'U+200B'],
    ['Draw\u{e0041}s', 'U+E0041'],
    ['Dr\u200daw', 'U+200D'],
    [
      `a${[...'\u200b\u200c\u200d\u2060\u202a\u202b\u202c'].join('b')}c`,
      'U+200B U+200C U+200D U+2060 U+202A',
    ],
  ])('is told of %j', (name, codes) => expect(inside(name)).toBe(codes));

  it.each([
    'Draw for Jira',
    '\u2068Draw\u2069',
    '\u200e Draw \u200f',
    '👩\u200d💻 Code',
    'کتاب\u200cخانه',
    'ノート　帳',
    '',
  ])('is nothing in %j', (name) => expect(inside(name)).toBeUndefined());

  it('does not count what comes after the name', () => {
    expect(inside('Draw', '\u2069 is re\u200bquesting access')).toBeUndefined();
    expect(inside('Dr\u200baw', ' is requ\u202eesting')).toBe('U+200B');
  });
});

it('an override of the direction counts in front of a name, too; marks that set it apart do not', () => {
  expect(inside('\u202eamgiF')).toBe('U+202E');
  expect(inside('\u202damgiF')).toBe('U+202D');
  expect(inside('\u2068Figma\u2069')).toBeUndefined();
});
