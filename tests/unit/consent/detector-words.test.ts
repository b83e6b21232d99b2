import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { describe, expect, it } from 'vitest';
import { BLOCKS } from '../../../lib/consent/causes.ts';
import { saysBlocked, worthIt } from '../../../lib/consent/detect.ts';
import { viewOf } from '../../../lib/consent/page-view.ts';
import {
  SIMILAR_SCREEN_WORDS,
  type SimilarScreenWords,
} from '../../../lib/consent/similar-screen-wordings.ts';
import { BLOCK_WORDINGS } from '../../../lib/consent/wordings.ts';
import { dice } from '../samples.ts';

/**
 * The detector asks with two lists of plain words, which must not be narrower than the expressions
 * of the readers. Texts are made out of each expression: whatever it matches has to be in both.
 */

const SAMPLES = 3000;

const pick = <T>(all: readonly T[], roll: () => number): T => {
  const one = all[Math.floor(roll() * all.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

function ofClass(node: AST.CharacterClass, roll: () => number): string {
  // Of all that it may be, what says least.
  if (node.negate) return 'x';
  const one = pick(node.elements, roll);
  if (one.type === 'Character') return String.fromCodePoint(one.value);
  if (one.type === 'CharacterClassRange') return String.fromCodePoint(one.min.value);
  return ' ';
}

/** A text that the expression may match; what it only looks at (`(?=…)`, `\b`) is left out. */
function textOf(node: AST.Node, roll: () => number): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return textOf(pick(node.alternatives, roll), roll);
    case 'Alternative':
      return node.elements.map((element) => textOf(element, roll)).join('');
    case 'Quantifier': {
      const times = Math.min(node.max, node.min + Math.floor(roll() * 2));
      return Array.from({ length: times }, () => textOf(node.element, roll)).join('');
    }
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterClass':
      return ofClass(node, roll);
    case 'CharacterSet':
      return node.kind === 'space' ? ' ' : pick([' ', 'x'], roll);
    default:
      return '';
  }
}

/** What the expression matches; a code of the error page's address is no word of a consent page. */
function matchesOf(words: RegExp): string[] {
  const pattern = new RegExpParser().parsePattern(words.source);
  const roll = dice(1);
  const texts = Array.from({ length: SAMPLES }, () => textOf(pattern, roll));
  const matched = texts.flatMap((text) => words.exec(text)?.[0] ?? []);
  return [...new Set(matched)].filter((text) => !/^[a-z]+_[a-z_]+$/.test(text));
}

const lettersOf = (text: string): string => text.replace(/[^a-z]+/g, '');

/** The longest run of letters that all of the texts have, or each text's own where that is short. */
function sharedLetters(texts: readonly string[]): string {
  const all = texts.map(lettersOf);
  const first = all[0] ?? '';
  for (let length = first.length; length >= 12; length -= 1) {
    for (let from = 0; from + length <= first.length; from += 1) {
      const part = first.slice(from, from + length);
      if (all.every((one) => one.includes(part))) return part;
    }
  }
  return [...new Set(all)].slice(0, 5).join('|');
}

const sharedWords = (texts: readonly string[]): string[] =>
  (texts[0]?.match(/[a-z]{3,}/g) ?? []).filter((word) => texts.every((one) => one.includes(word)));

const FILE = 'lib/consent/wordings.ts';
const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent';

interface Words {
  name: string;
  words: RegExp;
  /** what a page must say besides */
  and?: SimilarScreenWords['and'];
}
const WORDINGS: Words[] = [
  ...BLOCK_WORDINGS.map(({ reader, words }) => ({ name: reader, words })),
  ...SIMILAR_SCREEN_WORDS.filter(({ places }) => places.includes('consent')).map(
    ({ cause, ...rule }) => ({ name: cause, ...rule }),
  ),
];

describe.each(WORDINGS)('the detector knows the words of $name', ({ name, words, and }) => {
  const texts = matchesOf(words).filter((text) => {
    const page = viewOf({ address: CONSENT, text });
    return page && (!and || and(page));
  });

  it('by their letters', () => {
    expect(texts.length, `no text made out of ${words} is matched by it`).toBeGreaterThan(0);
    const missed = texts.filter((text) => !saysBlocked(text));
    const add = `"${missed[0]}" (${name}) does not wake the detector. Add to DETECTOR_LETTERS in ${FILE}: ${sharedLetters(missed)}`;
    expect(missed.length, add).toBe(0);
  });

  it('by a word', () => {
    const missed = texts.filter((text) => !worthIt(text, false));
    const add = `"${missed[0]}" (${name}) is not looked at by the detector. Add to detectorWords in ${FILE} the rarest of: ${sharedWords(missed).join(', ')}`;
    expect(missed.length, add).toBe(0);
  });
});

describe('every wording of the block', () => {
  it('has a name of its own, and a cause that older builds know', () => {
    const readers = BLOCK_WORDINGS.map(({ reader }) => reader);
    expect(new Set(readers).size).toBe(readers.length);
    for (const { reader, cause } of BLOCK_WORDINGS) {
      expect(BLOCKS, `${reader}: take one of the causes that are there`).toContain(cause);
    }
  });

  it.each(BLOCK_WORDINGS)(
    'spans no name, because reports keep it: $reader',
    ({ reader, words }) => {
      const open = matchesOf(new RegExp(words.source.replace(/\\b/g, ''))).filter((text) =>
        /x/.test(text),
      );
      expect(
        open,
        `${reader}: \`words\` in ${FILE} must not match any text (., [^…], \\w, \\S)`,
      ).toEqual([]);
    },
  );
});
