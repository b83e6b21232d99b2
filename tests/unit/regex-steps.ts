import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Too many: whoever counts gives up here. */
const MOST_STEPS = 1_000_000;
class TooMany extends Error {}

type Next = (at: number) => boolean;
type Leaf = AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;

const isLeaf = ({ type }: AST.Node): boolean =>
  ['Character', 'CharacterClass', 'CharacterSet', 'ExpressionCharacterClass'].includes(type);

/**
 * A matcher that goes the way of every backtracking engine, letter by letter, and counts its steps: what
 * a clock would measure, and the same on every computer.
 */
class Counter {
  steps = 0;
  private text: string[] = [];
  private readonly captured = new Map<AST.CapturingGroup, string[]>();
  private readonly known = new Map<string, Map<string, boolean>>();
  private readonly flags: string;
  private readonly pattern: AST.Pattern;

  constructor({ source, flags }: RegExp) {
    this.flags = flags.replace(/[gyd]/g, '');
    this.pattern = parse(source, flags);
  }

  /** Looks for every match in a text, as `replace` with the flag g does. */
  search(text: string): number {
    this.steps = 0;
    this.text = /[uv]/.test(this.flags) ? [...text] : text.split('');
    try {
      for (let at = 0; at <= this.text.length; ) {
        let end = -1;
        const found = this.any(this.pattern.alternatives, at, (to) => {
          end = to;
          return true;
        });
        at = found ? Math.max(end, at + 1) : at + 1;
      }
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
    }
    return this.steps;
  }

  private step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new TooMany();
  }

  private is(raw: string, char: string | undefined): boolean {
    if (char === undefined) return false;
    let chars = this.known.get(raw);
    if (!chars) {
      chars = new Map();
      this.known.set(raw, chars);
    }
    let known = chars.get(char);
    if (known === undefined) {
      known = new RegExp(`^(?:${raw})$`, this.flags.replace('m', '')).test(char);
      chars.set(char, known);
    }
    return known;
  }

  private any(alternatives: readonly AST.Alternative[], at: number, next: Next): boolean {
    return alternatives.some(({ elements }) => this.all(elements, 0, at, next));
  }

  private all(elements: readonly AST.Element[], first: number, at: number, next: Next): boolean {
    const element = elements[first];
    return element
      ? this.one(element, at, (to) => this.all(elements, first + 1, to, next))
      : next(at);
  }

  private one(node: AST.Element, at: number, next: Next): boolean {
    this.step();
    switch (node.type) {
      case 'Assertion':
        return this.responseBlocks(node, at) && next(at);
      case 'Quantifier':
        return isLeaf(node.element)
          ? this.run(node, at, next)
          : this.times(node, node.element as AST.Element, at, 0, next);
      case 'Group':
        return this.any(node.alternatives, at, next);
      case 'CapturingGroup':
        return this.any(node.alternatives, at, (to) => {
          const before = this.captured.get(node);
          this.captured.set(node, this.text.slice(at, to));
          if (next(to)) return true;
          this.captured.set(node, before ?? []);
          return false;
        });
      case 'Backreference':
        return this.again(node, at, next);
      default:
        return this.is((node as Leaf).raw, this.text[at]) && next(at + 1);
    }
  }

  /** What a group matched, once more: one group, by its number or its name. */
  private again({ resolved }: AST.Backreference, at: number, next: Next): boolean {
    const letters = Array.isArray(resolved) ? [] : (this.captured.get(resolved) ?? []);
    const same = letters.every((letter, index) => {
      this.step();
      return letter === this.text[at + index];
    });
    return same && next(at + letters.length);
  }

  /** One kind of letter, so and so often. */
  private run(how: AST.Quantifier, at: number, next: Next): boolean {
    const more = (count: number) => {
      this.step();
      return count < how.max && this.is(how.element.raw, this.text[at + count]);
    };
    let count = 0;
    while (count < how.min) {
      if (!more(count)) return false;
      count += 1;
    }
    if (!how.greedy) {
      while (!next(at + count)) {
        if (!more(count)) return false;
        count += 1;
      }
      return true;
    }
    while (more(count)) count += 1;
    while (count >= how.min) {
      if (next(at + count)) return true;
      count -= 1;
    }
    return false;
  }

  private times(
    how: AST.Quantifier,
    element: AST.Element,
    at: number,
    count: number,
    next: Next,
  ): boolean {
    const more = () =>
      count < how.max &&
      this.one(element, at, (to) => to > at && this.times(how, element, to, count + 1, next));
    if (count < how.min) return more();
    return how.greedy ? more() || next(at) : next(at) || more();
  }

  private responseBlocks(node: AST.Assertion, at: number): boolean {
    const word = (char: string | undefined) => this.is('\\w', char);
    const multi = this.flags.includes('m');
    switch (node.kind) {
      case 'start':
        return at === 0 || (multi && this.text[at - 1] === '\n');
      case 'end':
        return at === this.text.length || (multi && this.text[at] === '\n');
      case 'word':
        return (word(this.text[at - 1]) !== word(this.text[at])) !== node.negate;
      case 'lookahead':
        return this.any(node.alternatives, at, () => true) !== node.negate;
      default: {
        // As far back as any of ours looks, and each letter of it is a step.
        const before = this.text.slice(Math.max(0, at - 40), at).join('');
        this.steps += before.length;
        const ends = `(?:${node.alternatives.map(({ raw }) => raw).join('|')})$`;
        return new RegExp(ends, this.flags).test(before) !== node.negate;
      }
    }
  }
}

function parse(source: string, flags: string): AST.Pattern {
  const mode = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
  return new RegExpParser().parsePattern(source, 0, source.length, mode);
}

const LETTERS = [...'a0-. \t\n/:=@<_,;\'"!([%+?#', 'A', 'é', '日', '\u200b', '\u0300', '\u00a0'];

/** Letters that a leaf takes: of different kinds, because what overlaps is what makes work. */
function taken(leaf: AST.Node, flags: string): string[] {
  const one = new RegExp(`^(?:${leaf.raw})$`, flags.replace(/[gymd]/g, ''));
  return LETTERS.filter((char) => one.test(char)).slice(0, 4);
}

/** A text that a part takes; empty where none was found. */
function sample(node: AST.Node, flags: string): string {
  switch (node.type) {
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'Quantifier':
      return sample(node.element, flags).repeat(Math.max(node.min, node.max > 0 ? 1 : 0));
    case 'Group':
    case 'CapturingGroup':
      return sample(node.alternatives[0] as AST.Node, flags);
    case 'Alternative':
      return node.elements.map((element) => sample(element, flags)).join('');
    default:
      return isLeaf(node) ? (taken(node, flags)[0] ?? '') : '';
  }
}

/** What stands before a part, on the way to it. */
function before(node: AST.Node, flags: string): string {
  const { parent } = node;
  if (!parent) return '';
  const here =
    parent.type === 'Alternative'
      ? parent.elements
          .slice(0, parent.elements.indexOf(node as AST.Element))
          .map((element) => sample(element, flags))
          .join('')
      : '';
  return before(parent, flags) + here;
}

function quantifiers(node: AST.Node): AST.Quantifier[] {
  const inner: AST.Node[] = [];
  if ('alternatives' in node) inner.push(...(node.alternatives as AST.Node[]));
  if ('elements' in node) inner.push(...(node.elements as AST.Node[]));
  if (node.type === 'Quantifier') inner.push(node.element);
  const found = inner.flatMap(quantifiers);
  return node.type === 'Quantifier' && node.max > 7 ? [node, ...found] : found;
}

const ENDS = ['\u0000', '\n'];

/** Texts of about so many letters that a pattern should find hard, made of what it is made of. */
function* attacks({ source, flags }: RegExp, length: number): Generator<string> {
  const fill = (unit: string, room = length) =>
    unit === '' ? '' : unit.repeat(Math.max(1, Math.floor(room / unit.length)));
  const pumps = new Set<string>();
  for (const one of quantifiers(parse(source, flags))) {
    const head = before(one, flags);
    const units = isLeaf(one.element) ? taken(one.element, flags) : [sample(one.element, flags)];
    for (const unit of units) {
      pumps.add(unit);
      for (const end of ENDS) {
        yield head + fill(unit) + end;
        yield fill(head + unit) + end;
      }
      yield fill(head);
    }
  }
  const all = [...pumps].slice(0, 4);
  for (const a of all) {
    for (const b of all) {
      yield `${fill(a, length / 2)}${fill(b, length / 2)}\u0000`;
      yield `${fill(a + b)}\u0000`;
    }
  }
}

/** The most steps that any of those texts takes. */
function worst(regex: RegExp, length: number): number {
  const counter = new Counter(regex);
  let most = 0;
  for (const text of attacks(regex, length)) {
    most = Math.max(most, counter.search(text));
    if (most > MOST_STEPS) break;
  }
  return most;
}

const LENGTH = 600;

/** True where twice the text makes much more than twice the work. */
export function isSlow(regex: RegExp): boolean {
  const twice = worst(regex, 2 * LENGTH);
  // So many for each letter are what a bounded repetition costs; where all letters count, it is hundreds.
  if (twice < 64 * 2 * LENGTH) return false;
  return twice > MOST_STEPS || twice > 2.6 * worst(regex, LENGTH);
}
