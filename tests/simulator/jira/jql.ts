import { type Indexed, type Issue, isDone, type JiraWorld } from './world.ts';

/** As much of JQL as Countersign says. */
type Test = (indexed: Indexed, issue: Issue) => boolean;

export interface Query {
  test: Test;
  /** A restriction stands before ORDER BY. */
  bounded: boolean;
  projects: string[];
  ids: string[];
  descending: boolean;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|(!=|>=|=|~|[(),])|([^\s"=!~>(),]+))/y;

interface Token {
  text: string;
  quoted: boolean;
}

function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = jql.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(text.slice(at, at + 20));
    const [, quoted, sign, word] = match;
    const isQuoted = quoted !== undefined;
    const value = isQuoted ? quoted.replace(/\\(.)/g, '$1') : (sign ?? word ?? '');
    tokens.push({ text: value, quoted: isQuoted });
  }
  return tokens;
}

/** Guess: a hyphen parts words, and a phrase in quotes is words in a row. */
const wordsOf = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

class Parser {
  readonly projects: string[] = [];
  readonly ids: string[] = [];
  #at = 0;
  readonly #tokens: Token[];
  readonly #world: JiraWorld;

  constructor(tokens: Token[], world: JiraWorld) {
    this.#tokens = tokens;
    this.#world = world;
  }

  get rest(): Token[] {
    return this.#tokens.slice(this.#at);
  }

  #next(): string {
    const token = this.#tokens[this.#at++];
    if (!token) throw new SyntaxError('end');
    return token.text;
  }

  #is(word: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.quoted === false && token.text.toUpperCase() === word;
  }

  #take(word: string): boolean {
    const is = this.#is(word);
    if (is) this.#at++;
    return is;
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw new SyntaxError(this.#tokens[this.#at]?.text ?? 'end');
  }

  any(): Test {
    const all = [this.#every()];
    while (this.#take('OR')) all.push(this.#every());
    return (indexed, issue) => all.some((test) => test(indexed, issue));
  }

  #every(): Test {
    const all = [this.#one()];
    while (this.#take('AND')) all.push(this.#one());
    return (indexed, issue) => all.every((test) => test(indexed, issue));
  }

  #one(): Test {
    if (this.#take('(')) {
      const inner = this.any();
      this.#expect(')');
      return inner;
    }
    const field = this.#next();
    if (this.#take('IN')) return this.#in(field);
    return this.#compare(field, this.#next(), this.#next());
  }

  #in(field: string): Test {
    if (field !== 'id') throw new SyntaxError(field);
    this.#expect('(');
    const ids: string[] = [];
    do ids.push(this.#next());
    while (this.#take(','));
    this.#expect(')');
    this.ids.push(...ids);
    return (_indexed, { id }) => ids.includes(id);
  }

  #compare(field: string, sign: string, value: string): Test {
    switch (`${field} ${sign}`) {
      case 'project =':
        this.projects.push(value);
        return (_indexed, { project }) => project.key === value || project.id === value;
      case 'labels =':
        return ({ labels }) => labels.includes(value);
      case 'summary ~':
        return ({ summary }) => wordsOf(summary).includes(wordsOf(value));
      case 'statusCategory !=':
        if (value !== 'Done') throw new SyntaxError(value);
        return ({ status }) => !isDone(status);
      case 'updated >=': {
        const [, count, unit = ''] = /^-(\d+)([mhd])$/.exec(value) ?? [];
        const span = UNITS[unit];
        if (span === undefined) throw new SyntaxError(value);
        const since = this.#world.clock - Number(count) * span;
        return ({ updated }) => updated >= since;
      }
      default:
        throw new SyntaxError(field);
    }
  }
}

/** @throws SyntaxError that names where it stopped */
export function parseJql(jql: string, world: JiraWorld): Query {
  const tokens = tokensOf(jql);
  const order = tokens.findIndex(
    ({ text, quoted }, at) =>
      !quoted && text.toUpperCase() === 'ORDER' && tokens[at + 1]?.text.toUpperCase() === 'BY',
  );
  const where = order < 0 ? tokens : tokens.slice(0, order);
  const by = order < 0 ? [] : tokens.slice(order + 2);
  const descending = by[1]?.text.toUpperCase() === 'DESC';
  const bounded = where.length > 0;
  if (!bounded) return { test: () => true, bounded, projects: [], ids: [], descending };
  const parser = new Parser(where, world);
  const test = parser.any();
  const [left] = parser.rest;
  if (left) throw new SyntaxError(left.text);
  return { test, bounded, projects: parser.projects, ids: parser.ids, descending };
}
