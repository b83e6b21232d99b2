// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * What a step comes to. `skips`: tests that say why they do not run here. `notRun`: what should have
 * run and did not, which is among the failed. `failures`: which tests failed, and why in a few lines.
 * @typedef {{ passed: number, failed: number, skips: string[], notRun: string[], failures: string[] }} Counts
 */

/** @returns {Counts} */
const nothing = () => ({ passed: 0, failed: 0, skips: [], notRun: [], failures: [] });

/**
 * The counts of a step that ran.
 * @param {string | undefined} runner the program that ran it
 * @param {string} report the JSON report of that program, if it is a runner of tests
 * @param {boolean} isGood whether it ended well
 * @returns {Counts}
 */
export function countsOf(runner, report, isGood) {
  if (runner !== 'vitest' && runner !== 'playwright') {
    return { ...nothing(), passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
  }
  const content = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const counts = runner === 'vitest' ? vitestCounts(content) : playwrightCounts(content);
  const ran = counts.passed + counts.failed + counts.skips.length;
  // It ended badly without a failed test: a file that does not load, a crash, no tests at all.
  if (counts.failed === 0 && (!isGood || ran === 0)) counts.failed = 1;
  return counts;
}

/**
 * The counts of a step, or a test, that did not run and should have.
 * @param {string} what
 * @returns {Counts}
 */
export function notRun(what) {
  return { ...nothing(), failed: 1, notRun: [what] };
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skips: all.flatMap(({ skips }) => skips),
    notRun: all.flatMap((counts) => counts.notRun),
    failures: all.flatMap((counts) => counts.failures),
  };
}

/**
 * The counts of one test. Skipped is only what says why; whatever else did not run (the runner was
 * stopped, what it needs failed, somebody skips without a reason) should have run.
 * @param {string} name
 * @param {'passed' | 'failed' | 'none'} result
 * @param {string | undefined} reason
 * @param {string} [error]
 * @returns {Counts}
 */
function test(name, result, reason, error = '') {
  if (result === 'failed') return { ...nothing(), failed: 1, failures: [brief(name, error)] };
  if (result !== 'none') return { ...nothing(), [result]: 1 };
  return reason ? { ...nothing(), skips: [`${name} (${reason})`] } : notRun(name);
}

/** Of an error as a terminal shows it: the first lines with words in them. */
const MOST_LINES = 10;

/** @param {string} name @param {string} error */
function brief(name, error) {
  const plain = stripVTControlCharacters(error);
  const lines = plain.split('\n').filter((line) => line.trim() !== '');
  return [name, ...lines.slice(0, MOST_LINES).map((line) => `    ${line.slice(0, 200)}`)].join(
    '\n',
  );
}

/**
 * Vitest's report leaves out the note of `context.skip(note)`: a test that is skipped for a reason
 * says it in `context.task.meta.reason` as well.
 * @param {{ testResults?: { status: string, assertionResults: { status: string, fullName: string,
 *   failureMessages?: string[], meta?: { reason?: string } }[] }[] }} report
 */
function vitestCounts({ testResults = [] }) {
  const files = testResults.map((file) => {
    const tests = file.assertionResults.map(({ status, fullName, meta, failureMessages }) => {
      const result = status === 'passed' || status === 'failed' ? status : 'none';
      return test(fullName, result, meta?.reason, failureMessages?.[0]);
    });
    const counts = sum(tests);
    // A file that does not load has no tests to fail.
    if (file.status === 'failed' && counts.failed === 0) counts.failed = 1;
    return counts;
  });
  return sum(files);
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ errors?: { message?: string }[] }} Run
 * @typedef {{ status: string, annotations: Annotation[], results?: Run[] }} Test
 * @typedef {{ title: string, tests: Test[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * There are no retries, so a flaky test is a failed one.
 * @param {{ suites?: Suite[] }} report
 * @param {string} [above] the titles of the suites it is in
 * @returns {Counts}
 */
function playwrightCounts({ suites = [] }, above = '') {
  const all = suites.map((suite) => {
    const path = `${above}${suite.title} › `;
    const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
      tests.map(({ status, annotations, results = [] }) => {
        const result = status === 'expected' ? 'passed' : status === 'skipped' ? 'none' : 'failed';
        const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
        const [error] = results.flatMap(({ errors = [] }) => errors);
        return test(path + title, result, skip?.description, error?.message);
      }),
    );
    return sum([...own, playwrightCounts(suite, path)]);
  });
  return sum(all);
}
