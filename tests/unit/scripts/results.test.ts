import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countsOf } from '../../../scripts/lib/results.mjs';

// Inside the project, so that the runners find their packages.
mkdirSync('.output', { recursive: true });
const folder = mkdtempSync(join('.output', 'results-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a real runner over these files; answers what the account makes of its report. */
function account(
  runner: 'playwright' | 'vitest',
  files: Record<string, string>,
  args: string[],
): ReturnType<typeof countsOf> {
  const place = mkdtempSync(join(folder, `${runner}-`));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const report = join(place, 'report.json');
  const env: NodeJS.ProcessEnv = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  // The runner must not take itself for a worker of the one that runs this test.
  for (const name of Object.keys(env)) if (/^(VITEST|NODE_ENV$|TEST$)/.test(name)) delete env[name];
  const { status } = spawnSync(join('node_modules', '.bin', runner), args.concat(place), { env });
  return countsOf(runner, report, status === 0);
}

describe('the account of a run of Playwright', () => {
  const config = ['test', '--workers=1', '--reporter=json', '--config'];
  const head = "import { test } from '@playwright/test';\n";

  it('calls what never came to its turn not run, and counts it as failed', () => {
    const counts = account(
      'playwright',
      {
        'playwright.config.ts': 'export default { maxFailures: 1 };',
        'some.spec.ts': `${head}
          test('passes', () => undefined);
          test('says why', () => test.skip(true, 'no such browser'));
          test('does not say why', () => test.skip());
          test('fails', () => { throw new Error('no'); });
          test('never starts', () => undefined);
          test('never starts either', () => undefined);`,
      },
      config,
    );
    expect(counts).toMatchObject({ passed: 1, failed: 4 });
    expect(counts.skips).toEqual(['some.spec.ts › says why (no such browser)']);
    expect(counts.notRun).toEqual([
      'some.spec.ts › does not say why',
      'some.spec.ts › never starts',
      'some.spec.ts › never starts either',
    ]);
    expect(counts.failures).toHaveLength(1);
    expect(counts.failures[0]).toMatch(/^some\.spec\.ts › fails\n {4}Error: no\n[\s\S]+> \d+ \|/);
  });

  it('and so what a failed set-up keeps from running', () => {
    const counts = account(
      'playwright',
      {
        'playwright.config.ts': 'export default {};',
        'some.spec.ts': `${head}
          test.describe.serial('in a row', () => {
            test('fails', () => { throw new Error('no'); });
            test('needs the first', () => undefined);
          });`,
      },
      config,
    );
    expect(counts).toMatchObject({ passed: 0, failed: 2, skips: [] });
    expect(counts.notRun).toEqual(['some.spec.ts › in a row › needs the first']);
  });
});

describe('the account of a run of Vitest', () => {
  it('calls what never came to its turn not run, and counts a file that does not load', () => {
    const counts = account(
      'vitest',
      {
        'some.test.js': `import { beforeAll, describe, it } from 'vitest';
          it('passes', () => undefined);
          it('says why', (context) => {
            context.task.meta.reason = 'no such thing';
            context.skip();
          });
          it.skip('does not say why', () => undefined);
          it('fails', () => { throw new Error('too bad'); });
          describe('without its set-up', () => {
            beforeAll(() => { throw new Error('no'); });
            it('never starts', () => undefined);
          });`,
        'other.test.js': "throw new Error('does not load');",
      },
      ['run', '--reporter=json', '--outputFile.json=report.json', '--root'],
    );
    expect(counts).toMatchObject({ passed: 1, failed: 4 });
    expect(counts.failures).toHaveLength(1);
    expect(counts.failures[0]).toMatch(/^fails\n {4}Error: too bad\n/);
    expect(counts.skips).toEqual(['says why (no such thing)']);
    expect(counts.notRun).toEqual(['does not say why', 'without its set-up never starts']);
  });

  it('a runner that wrote nothing is one failure, however it ended', () => {
    const none = join(folder, 'none.json');
    expect(countsOf('vitest', none, false)).toMatchObject({ passed: 0, failed: 1 });
    expect(countsOf('playwright', none, true)).toMatchObject({ passed: 0, failed: 1 });
  });
});

it('a step without tests counts as one', () => {
  expect(countsOf('biome', '', true)).toMatchObject({ passed: 1, failed: 0 });
  expect(countsOf('biome', '', false)).toMatchObject({ passed: 0, failed: 1 });
});
