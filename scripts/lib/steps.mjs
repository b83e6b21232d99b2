// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  BUILDS,
  checkContentScriptSize,
  checkNothingIsExposed,
  checkReviewStaysOut,
} from './artefacts.mjs';
import { playwrightCounts, settle, vitestCounts } from './results.mjs';
import { root, run } from './run.mjs';

/** @typedef {import('./results.mjs').Counts & { output: string }} Outcome */
/**
 * One check. `needs`: steps whose result it uses. `lanes`: how many things it does at a
 * time. `wxt`: not two at a time, because both would write the generated types.
 * @typedef {{ name: string, about: string, needs: string[], lanes: number, wxt: boolean,
 *   browsers: ('chromium' | 'firefox')[], run: () => Promise<Outcome> }} Step
 */

const reports = join(root, '.output', 'reports');

/** The order is the order of starting: what is quick or fails most often comes first. */
export const STEPS = [
  step('lint', 'format and lint (Biome)', () =>
    commands([['biome', 'ci', '--colors=off', '--max-diagnostics=200', '.']]),
  ),
  step('boundaries', 'who imports whom (dependency-cruiser)', () =>
    commands([['npm', 'run', '--silent', 'boundaries']]),
  ),
  step('types', 'TypeScript', { wxt: true }, () =>
    commands([
      ['wxt', 'prepare'],
      ['tsc', '--noEmit'],
      ['tsc', '--noEmit', '-p', 'scripts'],
    ]),
  ),
  // It uses every core there is.
  step('unit', 'units and components (Vitest)', { lanes: 2 }, vitest),
  step('knip', 'files, exports and packages that nothing uses', () => commands([['knip']])),
  ...Object.entries(BUILDS).map(([name, { args }]) =>
    step(
      `build-${name}`,
      `.output/${name === 'e2e' ? 'chrome-mv3-e2e' : `${name}-mv3`}`,
      { wxt: true },
      () => commands([['wxt', 'build', ...args]]),
    ),
  ),
  step(
    'exposed',
    'no build has web-accessible resources',
    { needs: Object.keys(BUILDS).map((name) => `build-${name}`) },
    () => finding(checkNothingIsExposed),
  ),
  step(
    'review',
    'review code stays out of the scripts in pages',
    { needs: Object.keys(BUILDS).map((name) => `build-${name}`) },
    () => finding(checkReviewStaysOut),
  ),
  step('size', 'budget of the content scripts', { needs: ['build-chrome'] }, () =>
    finding(checkContentScriptSize),
  ),
  step('store', "the add-on store's linter", { needs: ['build-firefox'] }, () =>
    commands([
      [
        'web-ext',
        'lint',
        '--source-dir',
        BUILDS.firefox.folder,
        '--warnings-as-errors',
        '--boring',
        '--no-config-discovery',
      ],
    ]),
  ),
  // Three browsers: each waits now and then. Five at a time were seen to pass on two cores, too.
  playwright('chromium', 'the built extension in Chromium', ['build-chrome', 'build-e2e'], 3),
  // They need no build, but the longest comes first.
  playwright('pages', 'every recorded page against every reader', ['build-e2e'], 2),
  playwright('simulator', 'the stand-in for Atlassian itself', ['build-e2e'], 2),
  playwright('firefox', 'the built extension in Firefox', ['build-firefox'], 1),
];

/** Names that stand for several steps. */
export const GROUPS = {
  build: STEPS.map(({ name }) => name).filter((name) => name.startsWith('build-')),
  e2e: ['chromium', 'firefox'],
};

/**
 * @param {string} name
 * @param {string} about
 * @param {Partial<Step> | Step['run']} options
 * @param {Step['run']} [how]
 * @returns {Step}
 */
function step(name, about, options, how) {
  const given =
    typeof options === 'function' ? { run: options } : { ...options, ...(how && { run: how }) };
  const none = async () => ({ passed: 0, failed: 0, skips: [], output: '' });
  return { name, about, needs: [], lanes: 1, wxt: false, browsers: [], run: none, ...given };
}

/**
 * @param {string} project
 * @param {string} about
 * @param {string[]} needs
 * @param {number} workers
 * @returns {Step}
 */
function playwright(project, about, needs, workers) {
  const browser = project === 'firefox' ? 'firefox' : 'chromium';
  const lanes = Math.min(workers, 2);
  return step(project, about, { needs, lanes, browsers: [browser] }, async () => {
    const file = report(project);
    const args = ['test', `--project=${project}`, `--workers=${workers}`, '--reporter=list,json'];
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_FORCE_TTY: '0' };
    const { code, output } = await run('playwright', args, { env });
    return { ...settle(code, playwrightCounts(file)), output };
  });
}

/** @returns {Promise<Outcome>} */
async function vitest() {
  const file = report('unit');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code, output } = await run('vitest', args);
  return { ...settle(code, vitestCounts(file)), output };
}

/** A report of an earlier run must never be taken for this one's. @param {string} name */
function report(name) {
  const file = join(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * Commands one after the other, up to the first that fails.
 * @param {[string, ...string[]][]} list
 * @returns {Promise<Outcome>}
 */
async function commands(list) {
  let all = '';
  for (const [command, ...args] of list) {
    const { code, output } = await run(command, args);
    all += output;
    if (code !== 0) return { passed: 0, failed: 1, skips: [], output: all };
  }
  return { passed: 1, failed: 0, skips: [], output: all };
}

/**
 * @param {() => import('./artefacts.mjs').Finding} check
 * @returns {Promise<Outcome>}
 */
async function finding(check) {
  const { problems, note } = check();
  const failed = problems.length > 0 ? 1 : 0;
  return { passed: 1 - failed, failed, skips: [], note, output: problems.join('\n') };
}
