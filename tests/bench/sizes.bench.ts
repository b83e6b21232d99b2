import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from '@playwright/test';
import { counted, HEAD, report } from './support/report.ts';

const BUILD = resolve('.output/chrome-mv3');
/** What the scripts that run before anybody needs them may weigh together, gzipped. */
const BUDGET = 3072;

interface Manifest {
  content_scripts?: { js?: string[]; css?: string[] }[];
}

test('sizes of the built files', () => {
  const files = readdirSync(BUILD, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(BUILD.length + 1));
  const sizes = new Map(files.map((file) => [file, sizeOf(file)]));
  const rows = [...sizes].sort(([, a], [, b]) => b.gzip - a.gzip);
  const number = (value: number) => value.toLocaleString('en');
  const sum = (key: 'raw' | 'gzip') => rows.reduce((total, [, size]) => total + size[key], 0);
  report('1a-files', 'Built files, in bytes', [
    ['file', 'raw', 'gzip -9'],
    ...rows.map(([file, { raw, gzip }]) => [file, number(raw), number(gzip)]),
    ['all files', number(sum('raw')), number(sum('gzip'))],
  ]);

  const manifest = JSON.parse(readFileSync(join(BUILD, 'manifest.json'), 'utf8')) as Manifest;
  const declared = (manifest.content_scripts ?? []).flatMap(({ js = [], css = [] }) => [
    ...js,
    ...css,
  ]);
  if (declared.length === 0) throw new Error('The manifest declares no content scripts.');
  const weights = [...new Set(declared)].map((file) => sizes.get(file)?.gzip ?? Number.NaN);
  const weight = weights.reduce((total, size) => total + size, 0);
  report(
    '1b-content-scripts',
    'Content scripts that the manifest declares, gzip -9',
    [HEAD, counted('all of them', weight, 'B', BUDGET)],
    [`They are: ${[...new Set(declared)].join(', ')}.`],
  );
});

function sizeOf(file: string): { raw: number; gzip: number } {
  const bytes = readFileSync(join(BUILD, file));
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}
