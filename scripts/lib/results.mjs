// @ts-check
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ name: string, reason: string }} Skip */
/**
 * `notRun`: the tests that should have run and did not; they are among the failed.
 * @typedef {{ passed: number, failed: number, skips: Skip[], notRun?: string[], note?: string }} Counts
 */

/**
 * What a run of Vitest or Playwright comes to. A run that ended badly without a failed test (a
 * file that does not load, a crash, no tests at all) is one failure.
 * @param {number} code the runner's exit code
 * @param {Counts} counts
 * @returns {Counts}
 */
export function settle(code, counts) {
  const ran = counts.passed + counts.failed + counts.skips.length;
  const unexplained = counts.failed === 0 && (code !== 0 || ran === 0) ? 1 : 0;
  const failed = counts.failed + unexplained;
  const missing = counts.notRun?.length ? `, ${counts.notRun.length} of them not run` : '';
  return { ...counts, failed, note: `${ran} test${ran === 1 ? '' : 's'}${missing}` };
}

/** Nothing has been counted yet. @returns {Required<Omit<Counts, 'note'>>} */
const nothing = () => ({ passed: 0, failed: 0, skips: [], notRun: [] });

/**
 * A test without a result. Skipped is only what says why; whatever else did not run (the runner
 * was stopped, what it needs failed, somebody skips without a reason) should have run: it failed.
 * @param {ReturnType<typeof nothing>} counts
 * @param {string} name
 * @param {string | undefined} reason
 */
function withoutResult(counts, name, reason) {
  if (reason) counts.skips.push({ name, reason });
  else {
    counts.failed += 1;
    counts.notRun.push(name);
  }
}

/**
 * Counts in Vitest's JSON report. It leaves out the note of `context.skip(note)`: a test that is
 * skipped for a reason says it in `context.task.meta.reason` as well.
 * @param {string} file
 * @returns {Counts}
 */
export function vitestCounts(file) {
  const counts = nothing();
  for (const { assertionResults, status: whole } of read(file)?.testResults ?? []) {
    const before = counts.failed;
    for (const { status, fullName, meta } of assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else withoutResult(counts, fullName, meta?.reason);
    }
    // A file that does not load has no tests to fail.
    if (whole === 'failed' && counts.failed === before) counts.failed += 1;
  }
  return counts;
}

/**
 * Counts in Playwright's JSON report. There are no retries, so a flaky test is a failed one.
 * @param {string} file
 * @returns {Counts}
 */
export function playwrightCounts(file) {
  const counts = nothing();
  /** @type {Suite[]} */
  const suites = read(file)?.suites ?? [];
  for (const { title, tests } of suites.flatMap((suite) => specs(suite, []))) {
    for (const { status, annotations } of tests) {
      if (status === 'expected') counts.passed += 1;
      else if (status !== 'skipped') counts.failed += 1;
      else withoutResult(counts, title, why(annotations));
    }
  }
  return counts;
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ title: string, tests: { status: string, annotations: Annotation[] }[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * All specs of a suite, their titles led by those of the suites they are in.
 * @param {Suite} suite
 * @param {string[]} above
 * @returns {Spec[]}
 */
function specs(suite, above) {
  const path = [...above, suite.title];
  const own = (suite.specs ?? []).map((spec) => ({
    ...spec,
    title: [...path, spec.title].join(' › '),
  }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specs(inner, path))];
}

/** @param {Annotation[]} annotations */
function why(annotations) {
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  return skip?.description;
}

/**
 * @param {string} file
 * @returns {any} undefined where the runner did not come so far as to write it
 */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
