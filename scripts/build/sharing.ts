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

/** What every entry needs: WXT's stubs. */
const STUBS = /virtual:wxt-(?:html-)?plugins/;
/** What is too small for a file. */
const ANYWAY = /\/lib\/review\/queue-list\.ts$/;

type Name = 'core' | 'look' | 'shared' | 'lists' | 'pages';

/**
 * Which modules that several entries need go into which file: each file more is a wait at a start.
 * The popup's first look loads what it has in common with the background (`core`) and with other
 * pages (`look`), and none of the rest. The background starts from `core`, `shared` and the lists.
 */
export function sharing() {
  let sets: Record<Name, { has(id: string): boolean }> | undefined;
  const group = (name: Name, priority: number) => ({
    name(id: string, graph: { getModuleInfo: Ask }) {
      const ask: Ask = (one) => graph.getModuleInfo(one);
      if (!sets) {
        const started = loads(ask, resolve('entrypoints/background.ts'), WARNED);
        const look = loads(ask, resolve('entrypoints/popup/main.tsx'));
        sets = {
          core: { has: (one) => STUBS.test(one) || (look.has(one) && started.has(one)) },
          look,
          shared: { has: (one) => started.has(one) || ANYWAY.test(one) },
          lists: loads(ask, resolve(`.${WARNED}`)),
          pages: loads(ask, resolve('entrypoints/popup/rest.tsx')),
        };
      }
      return sets[name].has(id) ? name : null;
    },
    debugName: name,
    minShareCount: 2,
    priority,
  });
  // What others need is shared first: a group takes along all that its modules import.
  return [
    group('core', 5),
    group('look', 4),
    group('shared', 3),
    group('lists', 2),
    group('pages', 1),
  ];
}
