import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const BUILDS = ['chrome-mv3', 'edge-mv3', 'firefox-mv3', 'chrome-mv3-e2e'];

/** What the scripts that run on every page of the consent hosts may weigh together, gzipped. */
const BUDGET = 3_072;

/** What the review code alone carries, by words that stand in it. */
const REVIEW = [
  { what: 'the list of domains (tldts)', word: 'blogspot' },
  { what: 'the table of permissions', word: 'manage:jira-configuration' },
];

function read(build: string, file: string): string {
  return readFileSync(join('.output', build, file), 'utf8');
}

function manifestOf(build: string): Manifest {
  return JSON.parse(read(build, 'manifest.json'));
}

interface Manifest {
  web_accessible_resources?: unknown[];
  content_scripts?: { js?: string[]; css?: string[] }[];
}

describe.each(BUILDS)('%s', (build) => {
  it('has nothing web-accessible, which a page could probe for', () => {
    expect(manifestOf(build).web_accessible_resources ?? []).toEqual([]);
  });

  // What helps to judge a request is for the popup, its worker and the background; scripts in pages
  // stay small. They and the background lie at the top, and what our own pages load lies below. The
  // background has the lists inside a function that a rule about to approve calls: at each of its
  // many starts they would be built for nothing.
  it.each(REVIEW)('has $what in the worker and the background alone', ({ word }) => {
    const top = readdirSync(join('.output', build)).filter((file) => file.endsWith('.js'));
    const carrying = top.filter((file) => read(build, file).includes(word));
    expect(carrying.filter((file) => file !== 'background.js')).toEqual([]);
    // Where it should be it must be found, or the word says nothing any more.
    const assets = readdirSync(join('.output', build, 'assets'));
    const worker = assets.find((file) => file.startsWith('queue.worker')) ?? 'queue.worker.js';
    expect(read(build, join('assets', worker)).includes(word)).toBe(true);
  });
});

it('has small content scripts: they load before anybody needs them', () => {
  const declared = manifestOf('chrome-mv3').content_scripts ?? [];
  const files = [...new Set(declared.flatMap(({ js = [], css = [] }) => [...js, ...css]))];
  expect(files).not.toEqual([]);
  const sizes = files.map((file) => {
    return { file, bytes: gzipSync(read('chrome-mv3', file), { level: 9 }).length };
  });
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, JSON.stringify(sizes, null, 2)).toBeLessThanOrEqual(BUDGET);
});
