import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const BUILDS = ['chrome-mv3', 'edge-mv3', 'firefox-mv3', 'chrome-mv3-e2e'];

/** What the review code alone carries, by words that stand in it. */
const REVIEW = [
  { what: 'the list of domains', word: 'myfritz' },
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

  // What helps to judge a request is for the popup, its worker and the background, which share it in
  // chunks. Scripts in pages lie at the top and stay small.
  it.each(REVIEW)('has $what in a chunk that no script in pages knows', ({ word }) => {
    const carrying = (folder: string) =>
      readdirSync(join('.output', build, folder))
        .filter((file) => file.endsWith('.js'))
        .filter((file) => read(build, join(folder, file)).includes(word));
    expect(carrying('.')).toEqual([]);
    // Where it should be it must be found, or the word says nothing any more.
    expect(carrying('chunks')).toHaveLength(1);
  });

  it('has the popup’s worker do without the extension API: in Firefox it has none', () => {
    const known = new Set<string>();
    const walk = (file: string) => {
      if (known.has(file)) return;
      known.add(file);
      const imports = read(build, file).matchAll(/from\s*["'](\.{1,2}\/[\w./-]+\.js)["']/g);
      for (const [, to = ''] of imports) walk(join(dirname(file), to));
    };
    walk('queue-worker.js');
    expect(known.size).toBeGreaterThan(1);
    const api = [...known].filter((file) =>
      /\bbrowser\.runtime\b|\bchrome\.runtime\b/.test(read(build, file)),
    );
    expect(api).toEqual([]);
  });
});
