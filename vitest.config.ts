import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** They count the blocks of code that run, which the engine does only for what is loaded after. */
const counted = readdirSync('tests/unit', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('tests/unit', file))
  .filter((file) => readFileSync(file, 'utf8').includes("/work.ts'"));

/** Storage and background, on a database in memory and a browser that stands in. */
const BACKGROUND = 'tests/unit/{storage,background}/**/*.test.ts';
const support = (file: string) =>
  fileURLToPath(new URL(`tests/unit/support/${file}`, import.meta.url));

export default defineConfig({
  // As in wxt.config.ts: JSX without Babel.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    allowOnly: !process.env['CI'],
    // A busy computer is slow, not wrong: what hangs is stopped, and nothing else.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 300_000 } },
    // The files of a thread share what they load, and jsdom: made anew for each, that was most of
    // the work. A file leaves nothing behind: what it renders it cleans up.
    pool: 'threads',
    // By itself it leaves one processor to whoever watches.
    maxWorkers: '100%',
    isolate: false,
    // `extends`: a project starts from nothing unless it is told to start from this file.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          exclude: [...counted, BACKGROUND],
        },
      },
      {
        extends: true,
        resolve: {
          alias: {
            'wxt/browser': support('fake-browser.ts'),
            '#imports': support('imports.ts'),
          },
        },
        test: {
          name: 'background',
          environment: 'node',
          setupFiles: ['tests/unit/support/fresh.ts'],
          include: [BACKGROUND],
        },
      },
      {
        extends: true,
        test: { name: 'work', environment: 'node', include: counted, isolate: true },
      },
      {
        extends: true,
        test: { name: 'build', environment: 'node', include: ['tests/build/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          setupFiles: ['tests/components/patience.ts'],
          include: ['tests/components/**/*.test.tsx'],
        },
      },
    ],
  },
});
