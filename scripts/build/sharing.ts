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

/** What every entry needs: WXT's stubs. And what is too small for a file. */
const ANYWAY = /virtual:wxt-(?:html-)?plugins|\/lib\/review\/queue-list\.ts$/;

/**
 * Which modules that several entries need go into which file: each file more is a wait at a start.
 * So the background starts from three, its own, what it shares, and the lists; and the popup's first
 * list, which must not wait for the lists, from what is shared and what pages share.
 */
export function sharing() {
  let sets: Record<'shared' | 'lists' | 'pages', { has(id: string): boolean }> | undefined;
  const group = (name: 'shared' | 'lists' | 'pages', priority: number) => ({
    name(id: string, graph: { getModuleInfo: Ask }) {
      const ask: Ask = (one) => graph.getModuleInfo(one);
      if (!sets) {
        const started = loads(ask, resolve('entrypoints/background.ts'), WARNED);
        const lists = loads(ask, resolve(`.${WARNED}`));
        const pages = loads(ask, resolve('entrypoints/popup/main.tsx'));
        sets = { shared: { has: (one) => started.has(one) || ANYWAY.test(one) }, lists, pages };
      }
      return sets[name].has(id) ? name : null;
    },
    debugName: name,
    minShareCount: 2,
    priority,
  });
  // What the lists need is shared first: a group takes along all that its modules import.
  return [group('shared', 3), group('lists', 2), group('pages', 1)];
}
