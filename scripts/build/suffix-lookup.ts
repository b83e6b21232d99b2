/** How many letters a rule shares with the one before it, as one character. No rule is written with these. */
export const SHARED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#%&()+,/:;<=>?@[]^_{}~';

/** The letter that stands for the first of the words; those of the others follow it. */
export const FIRST_WORD = 0x100;

interface Found {
  publicSuffix: string | null;
  isIcann: boolean | null;
  isPrivate: boolean | null;
}

/**
 * Looks suffixes up in the list as `shortSuffixes` and `withWords` write it; put in the place of tldts's own look-up.
 * For hosts as `new URL()` gives them, and private suffixes always count. Nothing is unpacked before
 * it is asked for, and then one top-level domain alone: the background starts often and asks seldom.
 */
export function suffixLookup(list: string, words: readonly string[]) {
  const known = new Map<string, Map<string, boolean>>();

  /** The rules below a top-level domain, and of each whether it is private. */
  function rulesOf(top: string): Map<string, boolean> {
    const before = known.get(top);
    if (before) return before;
    const rules = new Map<string, boolean>();
    const at = list.indexOf(` ${top}|`);
    const parts = at < 0 ? [] : list.slice(at + 1, list.indexOf(' ', at + 1)).split('|');
    for (const [part, short] of parts.slice(1).entries()) {
      const text = short.replace(
        /[\u0100-\u01ff]/g,
        (letter) => words[letter.charCodeAt(0) - FIRST_WORD] ?? '',
      );
      let rule = '';
      for (const [piece] of text.matchAll(/[^a-z0-9.*-][a-z0-9.*-]+/g)) {
        rule = rule.slice(0, SHARED.indexOf(piece.charAt(0))) + piece.slice(1);
        rules.set(rule, part === 1);
      }
    }
    known.set(top, rules);
    return rules;
  }

  return (hostname: string, _options: unknown, found: Found): boolean => {
    const labels = hostname.split('.').reverse();
    const [top = '', ...below] = labels;
    const rules = rulesOf(top);
    const isRule = (rule: string) => rules.get(rule);
    const take = (count: number, isPrivate: boolean | undefined) => {
      found.publicSuffix = labels.slice(0, count).reverse().join('.');
      found.isPrivate = isPrivate === true;
      found.isIcann = isPrivate === false;
    };
    for (let count = below.length; count > 0; count -= 1) {
      const parent = below.slice(0, count - 1);
      const label = below[count - 1] ?? '';
      const exception = isRule([...parent, `-${label}`].join('.'));
      if (exception !== undefined) {
        take(count, exception);
        return true;
      }
      const rule =
        isRule([...parent, label].join('.')) ?? (label && isRule([...parent, '*'].join('.')));
      if (typeof rule === 'boolean') {
        take(count + 1, rule);
        return false;
      }
    }
    take(1, undefined);
    return false;
  };
}
