import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

/** Files that stand for their rooms. */
const STUBS = [
  'components/ui/Button.tsx',
  'entrypoints/popup/main.tsx',
  'lib/atlassian/hosts.ts',
  'lib/background/after-write.ts',
  'lib/browser/read-tab.ts',
  'lib/browser/send.ts',
  'lib/channels/destination.ts',
  'lib/consent/text.ts',
  'lib/messages/page.ts',
  'lib/requests/schema.ts',
  'lib/review/search.ts',
  'lib/storage/request-reader.ts',
  'lib/storage/request-store.ts',
];

/** Which rules each file of such a tree breaks. */
function broken(files: Record<string, string>): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-rooms-'));
  try {
    const stubs = STUBS.map((name) => [name, 'export const stub = 1;\n'] as const);
    for (const [name, text] of [...stubs, ...Object.entries(files)]) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const bin = resolve('node_modules/.bin/depcruise');
    const what = ['--output-type', 'json', 'lib', 'components', 'entrypoints'];
    const args = [bin, '--config', resolve('.dependency-cruiser.cjs'), ...what];
    // It ends with the number of violations as its status.
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const found = new Map<string, string[]>();
    for (const { from, rule } of (JSON.parse(stdout) as Output).summary.violations) {
      found.set(from, [...(found.get(from) ?? []), rule.name]);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Output {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

/** A file that imports another of the tree, or a package. */
function importing(from: string, what: string, kind = '{ stub }'): Record<string, string> {
  const target = STUBS.includes(what) ? relative(dirname(from), what) : what;
  const path = STUBS.includes(what) && !target.startsWith('.') ? `./${target}` : target;
  return { [from]: `import ${kind} from '${path}';\nexport const used = stub;\n` };
}

const FORBIDDEN = [
  ['lib/report/x.ts', 'preact', 'no-ui'],
  ['lib/report/x.ts', 'lib/storage/request-store.ts', 'report-imports'],
  ['entrypoints/consent-guard/x.ts', 'lib/storage/request-store.ts', 'content-scripts'],
  ['entrypoints/consent-banner/x.ts', 'lib/storage/request-reader.ts', 'content-scripts'],
  ['entrypoints/share-link.ts', 'lib/browser/read-tab.ts', 'content-scripts'],
  ['entrypoints/admin-watch.ts', 'idb', 'content-scripts'],
  ['lib/requests/x.ts', 'lib/messages/page.ts', 'requests-imports'],
  ['lib/storage/x.ts', 'wxt/browser', 'no-extension-api'],
  ['lib/storage/x.ts', 'webextension-polyfill', 'no-extension-api'],
  ['lib/storage/x.ts', 'lib/background/after-write.ts', 'storage-imports'],
  ['components/ui/x.tsx', 'lib/browser/send.ts', 'components-imports'],
  ['components/ui/x.tsx', '#imports', 'no-extension-api'],
  ['lib/atlassian/x.ts', 'lib/consent/text.ts', 'atlassian-imports'],
  ['lib/consent/x.ts', 'lib/requests/schema.ts', 'consent-imports'],
  ['lib/review/x.ts', 'lib/channels/destination.ts', 'review-imports'],
  ['lib/channels/x.ts', 'lib/review/search.ts', 'channels-imports'],
  ['lib/messages/x.ts', 'lib/storage/request-reader.ts', 'messages-imports'],
  ['lib/browser/x.ts', 'lib/background/after-write.ts', 'browser-imports'],
  ['lib/background/x.ts', 'components/ui/Button.tsx', 'background-imports'],
  ['lib/background/x.ts', 'entrypoints/popup/main.tsx', 'background-imports'],
  ['entrypoints/popup/x.ts', 'lib/storage/request-store.ts', 'pages'],
  ['entrypoints/options/x.ts', 'lib/background/after-write.ts', 'pages'],
  ['lib/requests/x.ts', 'zod', 'zod-mini'],
] as const;

/** Each in a file of its own: once with the value, once with the type alone. */
const PLANTED = FORBIDDEN.map(([from, what, rule], at) => {
  const [stem = '', end = ''] = from.split('.');
  const isEntry = from.startsWith('entrypoints/');
  // An entry is known by its name, so its file goes into a folder of that name.
  const value = isEntry && !from.endsWith('/x.ts') ? `${stem}/${at}.ts` : `${stem}${at}.${end}`;
  return { value, type: value.replace(`${at}.`, `${at}-type.`), what, rule };
});

const CIRCLE = {
  'lib/review/one.ts': `import type { Two } from './two.ts';\nexport type One = Two;\n`,
  'lib/review/two.ts': `import type { One } from './one.ts';\nexport type Two = One;\n`,
};

const FINE = [
  ['lib/storage/fine.ts', 'lib/requests/schema.ts'],
  ['lib/background/fine.ts', 'lib/storage/request-store.ts'],
  ['lib/background/fine-too.ts', 'wxt/browser'],
  ['components/ui/fine.tsx', 'lib/review/search.ts'],
  ['components/ui/fine-too.tsx', 'preact'],
  ['entrypoints/consent-banner/fine.ts', 'lib/browser/send.ts'],
  ['entrypoints/popup/fine.ts', 'lib/storage/request-reader.ts'],
  ['lib/requests/fine.ts', 'zod/mini'],
] as const;

let found: Map<string, string[]>;

beforeAll(() => {
  const planted = PLANTED.flatMap(({ value, type, what }) => [
    importing(value, what),
    importing(type, what, 'type { stub }'),
  ]);
  const fine = FINE.map(([from, what]) => importing(from, what));
  found = broken(Object.assign({}, ...planted, ...fine, CIRCLE));
});

test.each(PLANTED)('$value must not import $what, nor its types', ({ value, type, rule }) => {
  expect(found.get(value)).toContain(rule);
  expect(found.get(type)).toContain(rule);
});

test('files may not import each other, not even types', () => {
  expect(found.get('lib/review/one.ts')).toEqual(['no-circles']);
});

test.each(FINE)('%s may import %s', (from) => {
  expect(found.get(from)).toBeUndefined();
});
