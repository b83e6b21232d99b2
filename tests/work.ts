/**
 * Work, counted instead of timed: the same on every machine, whatever else it does. Counted are the
 * characters and elements that go through the engine's own functions; each step of our own code is
 * counted by the engine (see `blocks` of whoever uses this).
 */

type Weigh = (self: unknown, args: readonly unknown[], result: unknown) => number;

const sizeOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : 1;
const whole: Weigh = (self) => sizeOf(self);
const made: Weigh = (_self, _args, result) => sizeOf(result);
/** As far as an expression had to look: to the end of what it found, else to the end of the text. */
const looked: Weigh = (self, [text], result) => {
  const found = result as RegExpExecArray | boolean | null;
  const end = sizeOf(text);
  if (found && found !== true) return found.index + found[0].length - before(self as RegExp, found);
  return end;
};
/** Where a search that goes on from the one before began: what lies there was counted then. */
const starts = new WeakMap<RegExp, number>();
const before = (self: RegExp, found: RegExpExecArray): number =>
  self.global || self.sticky ? Math.min(starts.get(self) ?? 0, found.index) : 0;
const within: Weigh = (self) => (self as ParentNode).querySelectorAll('*').length;

const STRINGS = ['normalize', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'split'];
const MORE_STRINGS = ['match', 'search', 'includes', 'indexOf', 'lastIndexOf', 'trim'];
const FINDERS = ['querySelector', 'querySelectorAll', 'getElementsByTagName'];

/** Every function whose cost is not in our own code, and what one call of it weighs. */
function weighed(): [object | undefined, readonly string[], Weigh][] {
  const page = globalThis as Partial<typeof globalThis>;
  return [
    [String.prototype, [...STRINGS, ...MORE_STRINGS], whole],
    [String.prototype, ['slice', 'substring', 'repeat'], made],
    [RegExp.prototype, ['exec', 'test'], looked],
    [Array.prototype, ['join', 'slice', 'concat'], made],
    [Array.prototype, ['includes', 'indexOf', 'sort', 'reverse'], whole],
    [page.Node?.prototype, ['textContent'], made],
    [page.HTMLElement?.prototype, ['innerText'], made],
    [page.Element?.prototype, FINDERS, within],
    [page.Document?.prototype, FINDERS, within],
    [page.Element?.prototype, ['checkVisibility', 'matches', 'closest', 'getAttribute'], () => 1],
  ];
}

/**
 * What `run` hands to the engine's own functions, in characters and elements. One of them inside
 * another (`replace` runs `exec`) is counted with the outer one.
 */
export function handed(run: () => void): number {
  let total = 0;
  let isInside = false;
  const undo: (() => void)[] = [];
  const counting = (real: (...args: unknown[]) => unknown, weigh: Weigh) =>
    function (this: unknown, ...args: unknown[]): unknown {
      if (isInside) return real.apply(this, args);
      isInside = true;
      try {
        if (this instanceof RegExp) starts.set(this, this.lastIndex);
        const result = real.apply(this, args);
        total += weigh(this, args, result);
        return result;
      } finally {
        isInside = false;
      }
    };
  for (const [owner, names, weigh] of weighed()) {
    for (const name of owner ? names : []) {
      const old = Object.getOwnPropertyDescriptor(owner, name);
      if (!owner || !old) continue;
      const { value, get } = old;
      const change = get ? { get: counting(get, weigh) } : { value: counting(value, weigh) };
      undo.push(() => Object.defineProperty(owner, name, old));
      Object.defineProperty(owner, name, { ...old, ...change });
    }
  }
  try {
    run();
  } finally {
    for (const back of undo) back();
  }
  return total;
}
