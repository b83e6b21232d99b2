import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As in wxt.config.ts: JSX without Babel.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    allowOnly: !process.env['CI'],
    // A busy computer is slow, not wrong: what hangs is stopped, and nothing else.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    // `extends`: a project starts from nothing unless it is told to start from this file.
    projects: [
      {
        extends: true,
        test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'] },
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
