import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { devDependencies } from '../../package.json';

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const FOLDERS = new Set(
  FILES.flatMap((file) => [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index))),
);
const NAMES = new Set(FILES.map((file) => file.replace(/.*\//, '')));
const DOCS = FILES.filter(
  (file) => /^(?:docs\/[^/]+|[^/]+)\.md$/.test(file) && file !== 'CHANGELOG.md',
);

/** Files that are not in the tree: built, made by a reader's own command, or somebody else's. */
const NOT_HERE = new Set([
  'admin-panel.js',
  'admin-watch.js',
  'consent-banner.js',
  'consent-guard.js',
  'consent-result.html',
  'link-notice.js',
  'options.html',
  'policies.json',
  'popup.html',
  'tests/pages/perhaps-klingon',
]);

const PATH = /^(?:components|docs|entrypoints|lib|public|scripts|tests|\.github)(?:\/|$)/;
const FILE = /^[\w.-]+\.(?:cjs|css|html|js|json|mjs|mts|svg|ts|tsx|yml)$/;

/** What `{a,b}` stands for. */
function spread(path: string): string[] {
  const [, before, choices, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  if (choices === undefined) return [path];
  return choices.split(',').flatMap((one) => spread(`${before}${one.trim()}${after}`));
}

const isThere = (path: string): boolean =>
  FILES.includes(path) ||
  FOLDERS.has(path) ||
  (path.includes('*') && FILES.some((file) => matchesGlob(file, path)));

/** A path may leave out the first folders: `warnings/warned.ts`. */
function exists(named: string): boolean {
  const path = named.replace(/\/$/, '');
  if (NOT_HERE.has(path)) return true;
  if (PATH.test(path)) return spread(path).every(isThere);
  if (!path.includes('/')) return NAMES.has(path);
  return FILES.some((file) => file.endsWith(`/${path}`));
}

/** Paths and file names of this repository in backticks; placeholders and commands are none. */
function namedIn(text: string): string[] {
  const prose = text.replace(/^```.*?^```/gms, '');
  return (
    [...prose.matchAll(/`([^`\n]+)`/g)]
      .map(([, code = '']) => code)
      .filter((code) => !/[<>…\s:]/.test(code))
      // A package may be called like a file.
      .filter((code) => !Object.hasOwn(devDependencies, code))
      .filter((code) => PATH.test(code) || FILE.test(code.replace(/^(?:[\w-]+\/)+/, '')))
  );
}

const missing = (text: string): string[] => namedIn(text).filter((path) => !exists(path));

/** Where the links of a page lead, within the repository. */
function linkedFrom(doc: string): string[] {
  const folder = doc.replace(/[^/]*$/, '');
  return [...readFileSync(doc, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
    .map((target) => new URL(target, `file:///${folder}`).pathname.slice(1));
}

test.each(DOCS)('%s names only files that exist', (doc) => {
  expect(missing(readFileSync(doc, 'utf8'))).toEqual([]);
});

test.each(DOCS)('%s links only to files that exist', (doc) => {
  expect(linkedFrom(doc).filter((path) => !isThere(path))).toEqual([]);
});

test('a name that is not in the tree is found', () => {
  const text = '`lib/messages.ts`, `lib/gone/`, `gone.ts`, `requests/gone.ts`, `lib/*/gone*.ts`';
  expect(missing(text)).toEqual(['lib/gone/', 'gone.ts', 'requests/gone.ts', 'lib/*/gone*.ts']);
  expect(missing('`lib/messages/{records,page}.ts` `warnings/warned.ts` `npm run lib/x`')).toEqual(
    [],
  );
});

test('the picture of the architecture is current', () => {
  const made = spawnSync(process.execPath, ['scripts/architecture-picture.mjs', '--print'], {
    encoding: 'utf8',
  });
  // If not: node scripts/architecture-picture.mjs
  expect(made.stdout).toBe(readFileSync('docs/images/architecture.svg', 'utf8'));
});
