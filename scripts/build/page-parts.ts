import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { PARTS } from '../../lib/background/script-files.ts';

/** What has to be in the page before a script; other scripts need nothing. */
const partsOf = (script: string): readonly string[] =>
  Object.entries(PARTS).find(([name]) => name === script)?.[1] ?? [];

/** Where a part puts its modules: `page-ui` in `countersignUi`. */
const globalOf = (part: string) =>
  part.replace(/^page-(.)/, (_, letter: string) => `countersign${letter.toUpperCase()}`);

/**
 * Takes the modules out of a script that are in the page already: those which a part's entry imports
 * by `import * as`. Scripts of pages cannot import, but they share their global object. What such a
 * module exports by `default` is not found this way: export it by name.
 * @param script name of the entry
 */
export function withoutParts(script: string): Plugin {
  const known = new Map<string, string>();
  return {
    name: 'without-parts',
    enforce: 'pre',
    async buildStart() {
      for (const part of partsOf(script)) {
        const entry = resolve('entrypoints', `${part}.ts`);
        const imports = readFileSync(entry, 'utf8').matchAll(/^import \* as (\w+) from '(.+)';$/gm);
        for (const [, name, from = ''] of imports) {
          const found = await this.resolve(from, entry);
          if (!found) throw new Error(`${part} imports ${from}, which is nowhere.`);
          known.set(found.id, `${globalOf(part)}.${name}`);
        }
      }
    },
    async resolveId(source, importer) {
      if (known.size === 0 || !importer) return;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && known.has(found.id) ? { id: found.id, external: true } : undefined;
    },
    outputOptions(options) {
      return { ...options, globals: (id) => known.get(id) ?? '' };
    },
  };
}

/** The libraries in `page-ui` that our own pages need as well. */
const LIBRARIES: Readonly<Record<string, string>> = {
  '@preact/signals': 'signals',
  preact: 'preact',
  'preact/hooks': 'hooks',
  'preact/jsx-runtime': 'jsx',
  'preact/jsx-dev-runtime': 'jsx',
};
const SHIM = '\0page-ui/';
const USED = '\0used/';

/** What JSX is turned into, which stands in no source. */
const OF_JSX = ['Fragment', 'jsx', 'jsxDEV', 'jsxs'];

/** All of our source, in which no library is imported whole. */
const sources = (): string[] =>
  ['components', 'entrypoints', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );

/** The names that sources import of a library; types are none. */
export function namesOf(library: string, from: readonly string[]): string[] {
  if (library.includes('/jsx-')) return OF_JSX;
  const imports = new RegExp(`^import \\{([^}]*)\\} from '${library}';$`, 'gm');
  const names = from
    .flatMap((source) => [...source.matchAll(imports)].flatMap(([, list = '']) => list.split(',')))
    .map((name) => name.trim().replace(/ as \w+$/, ''))
    .filter((name) => name && !name.startsWith('type '));
  return [...new Set(names)].sort();
}

/** Leaves out of `page-ui` what no source of ours imports of the libraries. */
export const usedOfLibraries: Plugin = {
  name: 'used-of-libraries',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    const entry = resolve('entrypoints/page-ui.ts');
    if (importer?.startsWith(USED)) return this.resolve(source, entry, { skipSelf: true });
    return importer === entry && LIBRARIES[source] ? USED + source : undefined;
  },
  load(id) {
    if (!id.startsWith(USED)) return;
    const library = id.slice(USED.length);
    return `export { ${namesOf(library, sources()).join(', ')} } from '${library}';`;
  },
};

/** Has our own pages load `page-ui` too, and takes out of them what they draw with. */
export const uiInPages: Plugin = {
  name: 'ui-in-pages',
  apply: 'build',
  enforce: 'pre',
  resolveId: (source) => (LIBRARIES[source] ? SHIM + source : undefined),
  load(id) {
    if (!id.startsWith(SHIM)) return;
    const library = id.slice(SHIM.length);
    const named = namesOf(library, sources()).join(', ');
    return `export const { ${named} } = globalThis.countersignUi.${LIBRARIES[library]};`;
  },
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      { tag: 'script', attrs: { src: '/page-ui.js', defer: true }, injectTo: 'head-prepend' },
    ],
  },
};

/**
 * Has a page that brings its first look along paint it before its style sheets have come: its script
 * lets them count (entrypoints/popup/main.tsx). Its list is read meanwhile.
 */
export const paintFirst: Plugin = {
  name: 'paint-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      if (!html.includes('<style>')) return [];
      return {
        html: html.replaceAll('<link rel="stylesheet"', '<link rel="stylesheet" media="not all"'),
        // Waits for nothing, and nothing waits for it.
        tags: [
          {
            tag: 'script',
            attrs: { src: '/first-rows.js', async: true },
            injectTo: 'head-prepend',
          },
        ],
      };
    },
  },
};

/** What reads a page, of which the background needs nothing; each has its name in `page-reading`. */
const READING: Readonly<Record<string, string>> = {
  'page-view': 'pageView',
  'page-text': 'pageText',
  quote: 'quote',
  'readers/block': 'block',
  'readers/similar-screen': 'similarScreen',
  'similar-screen-wordings': 'similarScreenWordings',
  wordings: 'wordings',
};
const READ = '\0page-reading/';
const READING_SCRIPT = '/page-reading.js';

/** The names that a module of ours exports; types are none. */
export const exportsOf = (source: string): string[] =>
  [...source.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(
    ([, name = '']) => name,
  );

/** Has those of our own pages that read what a page said load `page-reading`, once they need it. */
export const readingInPages: Plugin = {
  name: 'reading-in-pages',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source === READING_SCRIPT) return { id: source, external: true };
    if (!importer || !source.startsWith('.')) return;
    const found = await this.resolve(source, importer, { skipSelf: true });
    const [, name = ''] = /\/lib\/consent\/([\w/-]+)\.ts$/.exec(found?.id ?? '') ?? [];
    return READING[name] ? READ + name : undefined;
  },
  load(id) {
    if (!id.startsWith(READ)) return;
    const name = id.slice(READ.length);
    const names = exportsOf(readFileSync(`lib/consent/${name}.ts`, 'utf8')).join(', ');
    return `import '${READING_SCRIPT}';
export const { ${names} } = globalThis.countersignReading.${READING[name]};`;
  },
};
