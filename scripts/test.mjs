// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowsers } from './lib/browsers.mjs';
import { countCpu } from './lib/cpu.mjs';
import { countsOf, notRun, sum } from './lib/results.mjs';
import { root } from './lib/run.mjs';
import { runMain, Stop, say } from './lib/say.mjs';
import { ensurePackages, ensureTypes } from './lib/setup.mjs';
import { choose, GROUPS, needsOf, runnerOf, runSteps, STEPS } from './lib/steps.mjs';

const HELP = `npm test [-- step …]

Sets up what is missing, then runs all checks, or only those named and what they need.
A failing step is printed in full. Exit code 1 if any failed or was not run.

Steps:
${STEPS.map((name) => `  ${name}`).join('\n')}
Groups:
${Object.entries(GROUPS)
  .map(([name, steps]) => `  ${name}: ${steps.join(' ')}`)
  .join('\n')}`;

const reports = join(root, '.output', 'reports');

/** How the steps that ran ended. @type {Map<string, 'passed' | 'failed'>} */
const ended = new Map();
/** Why steps cannot run at all. */
let trouble = '';
let whyNoFirefox = '';

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  const steps = choose(args);
  const cpu = countCpu();
  // A report of an earlier run must never be taken for this one's.
  rmSync(reports, { recursive: true, force: true });
  const stop = () => {
    trouble ||= 'it was interrupted';
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await runAll(steps);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    trouble ||= 'see above';
  }
  say('');
  const total = sum(steps.map(account));
  for (const line of total.skips) say(`skipped  ${line}`);
  for (const line of total.notRun) say(`not run  ${line}`);
  for (const line of total.failures) say(`failed   ${line}`);
  const spent = await cpu();
  if (spent !== undefined) {
    say(`CPU: ${Math.round(spent).toLocaleString('en-US')} s user + system, children included`);
  }
  const skipped = total.skips.length > 0 ? `, ${total.skips.length} skipped` : '';
  say(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
});

/**
 * Two at a time; then, also two at a time, those with a browser: each waits now and then.
 * @param {string[]} steps
 */
async function runAll(steps) {
  const inBrowser = steps.filter((name) => runnerOf(name) === 'playwright');
  await ensurePackages();
  // The steps that need the types fail by themselves; the others still tell what they find.
  await ensureTypes().catch((error) => say(error.message));
  await runThose(
    steps.filter((name) => !inBrowser.includes(name)),
    2,
  );
  if (inBrowser.length === 0 || trouble) return;
  const found = await ensureBrowsers();
  whyNoFirefox = found.whyNoFirefox;
  const ready = inBrowser.filter((name) => brokenNeeds(name).length === 0);
  await runThose(
    ready.filter((name) => name !== 'firefox' || found.firefox),
    2,
  );
}

/**
 * @param {string[]} names
 * @param {number} parallel
 */
async function runThose(names, parallel) {
  for (const [name, how] of await runSteps(names, parallel)) ended.set(name, how);
}

/** @param {string} name */
function brokenNeeds(name) {
  return needsOf(name).filter((need) => ended.get(need) !== 'passed');
}

/** Says how a step ended, in a line. @param {string} name */
function account(name) {
  const how = ended.get(name);
  const broken = brokenNeeds(name);
  if (!how && name === 'firefox' && whyNoFirefox && broken.length === 0) {
    say(`skip     ${name}`);
    const skips = [`all of firefox (${whyNoFirefox})`];
    return { passed: 0, failed: 0, skips, notRun: [], failures: [] };
  }
  if (!how) {
    say(`NOT RUN  ${name}`);
    const why = broken.length > 0 ? `needs ${broken.join(', ')}` : trouble;
    return notRun(`all of ${name}${why && ` (${why})`}`);
  }
  const counts = countsOf(runnerOf(name), join(reports, `${name}.json`), how === 'passed');
  const { passed, failed } = counts;
  say(`${failed > 0 ? 'FAIL' : 'ok  '}     ${name}: ${passed} passed, ${failed} failed`);
  return {
    ...counts,
    skips: counts.skips.map(led),
    notRun: counts.notRun.map(led),
    failures: counts.failures.map(led),
  };
  /** @param {string} line */
  function led(line) {
    return `${name}: ${line}`;
  }
}
