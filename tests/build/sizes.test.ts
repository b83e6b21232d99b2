import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

/** The store build, with one language. */
const BUILD = '.output/chrome-mv3';
const raw = (file: string) => statSync(join(BUILD, file)).size;
const gzipped = (file: string) => gzipSync(readFileSync(join(BUILD, file)), { level: 9 }).length;
const files = () =>
  readdirSync(BUILD, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(BUILD, file)).isFile(),
  );
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

/** All but the channels, and these: they were 66 kB when they came, without their screens. */
const WHOLE = 750_000 + 85_000;

/** Files that a page loads together, and the most that they may weigh, in bytes. */
const BUDGETS: Readonly<Record<string, { files: readonly string[]; most: number }>> = {
  detector: { files: ['consent-detector.js'], most: 2_520 },
  'the banner itself': { files: ['consent-banner.js'], most: 60_000 },
  'the guard itself': { files: ['consent-guard.js'], most: 25_000 },
  'what both read with': { files: ['page-reading.js'], most: 25_000 },
  'what all draw with': { files: ['page-ui.js'], most: 35_000 },
  'the notice itself': { files: ['link-notice.js'], most: 10_000 },
  'the panel itself': { files: ['admin-panel.js'], most: 12_000 },
  'the background itself': { files: ['background.js'], most: 140_000 },
  'the banner and all that comes with it': {
    files: ['page-ui.js', 'page-reading.js', 'consent-banner.js'],
    most: 110_000,
  },
};

function say(what: string, size: number, most: number) {
  process.stdout.write(
    `  ${what}: ${size.toLocaleString('en')} of ${most.toLocaleString('en')} B\n`,
  );
}

describe('the store build', () => {
  beforeAll(() => {
    if (!existsSync(join(BUILD, 'manifest.json'))) {
      throw new Error(`${BUILD} is missing: npm run build makes it.`);
    }
  });

  it('weighs at most 750 kB unpacked, and 85 kB more for requests that travel by themselves', () => {
    const total = sum(files().map(raw));
    say('unpacked', total, WHOLE);
    expect(total).toBeLessThanOrEqual(WHOLE);
  });

  it.each(Object.entries(BUDGETS))('keeps %s small', (what, { files, most }) => {
    const total = sum(files.map(raw));
    say(what, total, most);
    expect(total).toBeLessThanOrEqual(most);
  });

  it('has at most 3,072 B, gzipped, on pages where nothing is to be done', () => {
    const manifest: { content_scripts: { js: string[] }[] } = JSON.parse(
      readFileSync(join(BUILD, 'manifest.json'), 'utf8'),
    );
    const declared = [...new Set(manifest.content_scripts.flatMap(({ js }) => js))];
    expect(declared.length).toBeGreaterThan(0);
    const total = sum(declared.map(gzipped));
    say(`${declared.join(', ')} (gzip -9)`, total, 3_072);
    expect(total).toBeLessThanOrEqual(3_072);
  });

  /** Words that stand in each list once. */
  it.each([
    ['suffixes', 'myfritz'],
    ['look-alike letters', 'ꮯ'],
    ['vendors', 'datadoghq.com'],
    ['permissions', 'manage:jira-configuration'],
  ])('has one copy of the %s', (_, word) => {
    const scripts = files().filter((file) => file.endsWith('.js'));
    const found = scripts.filter((file) => readFileSync(join(BUILD, file), 'utf8').includes(word));
    expect(found).toHaveLength(1);
  });

  it('has the popup draw its first list without the lists of what is warned of', () => {
    const page = readFileSync(join(BUILD, 'popup.html'), 'utf8');
    expect(page.includes('/chunks/core-')).toBe(true);
    for (const late of ['lists', 'shared', 'pages', 'rest']) {
      expect(page.includes(`/chunks/${late}-`), late).toBe(false);
    }
  });

  it('starts the background from five files', () => {
    const imports = readFileSync(join(BUILD, 'background.js'), 'utf8').match(
      /(?<=["'])\.\/[\w./-]+\.js(?=["'])/g,
    );
    expect(imports?.length).toBeLessThanOrEqual(4);
  });

  it('has what reads pages in one script, which neither background nor first list load', () => {
    const loading = files().filter((file) =>
      /\bimport\s*["']\/page-reading\.js["']/.test(readFileSync(join(BUILD, file), 'utf8')),
    );
    expect(loading.length).toBeGreaterThan(0);
    for (const file of loading) expect(file).toMatch(/^chunks.(?:options|pages|rest)-/);
    const words = 'has blocked this domain';
    const found = files().filter((file) => readFileSync(join(BUILD, file), 'utf8').includes(words));
    expect(found).toEqual(['page-reading.js']);
  });
});
