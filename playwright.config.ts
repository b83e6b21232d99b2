import { defineConfig } from '@playwright/test';
import { chromiumPath, ONE_FOR_ALL_SITES } from './tests/e2e/support/browsers.ts';

// The browser of the fixtures; tests with the extension start their own (tests/e2e/support).
const executablePath = chromiumPath();

export default defineConfig({
  fullyParallel: true,
  workers: 2,
  // A busy computer is slow, not wrong: what hangs is stopped, and nothing else.
  expect: { timeout: 300_000 },
  retries: 0,
  timeout: 1_800_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    // A trace costs a quarter of the work: --trace=retain-on-failure where one is wanted.
    trace: 'off',
    launchOptions: { args: [...ONE_FOR_ALL_SITES], ...(executablePath ? { executablePath } : {}) },
  },
  // One output folder each: a run empties its own and leaves the traces of the others.
  projects: [
    {
      name: 'pages',
      testDir: 'tests/pages',
      outputDir: 'test-results/pages',
    },
    { name: 'simulator', testDir: 'tests/simulator', outputDir: 'test-results/simulator' },
    {
      name: 'chromium',
      testDir: 'tests/e2e',
      testIgnore: '**/*.firefox.spec.ts',
      outputDir: 'test-results/chromium',
    },
    {
      name: 'firefox',
      testDir: 'tests/e2e',
      testMatch: '**/*.firefox.spec.ts',
      outputDir: 'test-results/firefox',
    },
    {
      name: 'bench',
      testDir: 'tests/bench',
      testMatch: '**/*.bench.ts',
      outputDir: 'test-results/bench',
    },
  ],
});
