import { resolve } from 'node:path';

interface Module {
  importedIds: readonly string[];
}
type Ask = (id: string) => Module | null;

/** Where the lists begin that are unpacked only when somebody asks what a person is warned of. */
const WARNED = '/lib/review/warnings/warned.ts';

/** All that a module loads, itself too; what is loaded late by `import()` is left out. */
function loads(ask: Ask, from: string, except = ''): Set<string> {
  const known = new Set<string>();
  const rest = [from];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (known.has(id) || (except && id.endsWith(except))) continue;
    known.add(id);
    rest.push(...(ask(id)?.importedIds ?? []));
  }
  return known;
}

/**
 * Which modules that the background shares with others go into which file, so that it starts from
 * three: its own, what it shares, and the lists. The popup's first list must not wait for those.
 */
export function sharing() {
  let sets: Record<'shared' | 'lists', Set<string>> | undefined;
  const group = (name: 'shared' | 'lists', priority: number) => ({
    name(id: string, graph: { getModuleInfo: Ask }) {
      const ask: Ask = (one) => graph.getModuleInfo(one);
      sets ??= {
        shared: loads(ask, resolve('entrypoints/background.ts'), WARNED),
        lists: loads(ask, resolve(`.${WARNED}`)),
      };
      // WXT's own stub is in every entry.
      const isStub = name === 'shared' && id.includes('virtual:wxt-plugins');
      return isStub || sets[name].has(id) ? name : null;
    },
    debugName: name,
    minShareCount: 2,
    priority,
  });
  // What the lists need is shared first: a group takes along all that its modules import.
  return [group('shared', 2), group('lists', 1)];
}
