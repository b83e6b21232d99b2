// @ts-check
import { ensureBrowsers } from './lib/browsers.mjs';
import { countCpu } from './lib/cpu.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runMain, Stop, say, seconds } from './lib/say.mjs';
import { failure, runSteps } from './lib/schedule.mjs';
import { checkNode, ensureForBuilding } from './lib/setup.mjs';
import { GROUPS, STEPS } from './lib/steps.mjs';

/** @typedef {import('./lib/steps.mjs').Step} Step */
/** @typedef {import('./lib/steps.mjs').Outcome} Outcome */

const list = (/** @type {[string, string][]} */ rows) =>
  rows.map(([name, about]) => `  ${name.padEnd(14)}${about}`).join('\n');

const HELP = `npm test [-- step …]

Sets up what is missing, then runs all checks, or only those named and what they need.
Passing steps are one line each; a failing one is printed in full. Exit code 1 if any failed.

Steps:
${list(STEPS.map(({ name, about }) => [name, about]))}
Groups:
${list(Object.entries(GROUPS).map(([name, steps]) => [name, steps.join(' ')]))}`;

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  const steps = choose(args);
  const cpu = countCpu();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const veto = await prepare(steps);
  /** @type {string[]} */
  const missingLines = [];
  await runSteps(steps, veto, (step, outcome, milliseconds) => {
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skips.length;
    for (const { name, reason } of outcome.skips)
      missingLines.push(`skipped  ${step.name}: ${name} (${reason})`);
    for (const name of outcome.notRun ?? []) missingLines.push(`not run  ${step.name}: ${name}`);
    report(step, outcome, milliseconds);
  });
  for (const line of missingLines) say(line);
  const spent = await cpu();
  if (spent !== undefined) {
    say(`CPU: ${Math.round(spent).toLocaleString('en-US')} s user + system, children included`);
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  say(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
});

/**
 * The steps named, and all that they need, in the usual order; without names all of them.
 * @param {string[]} names
 */
function choose(names) {
  if (names.length === 0) return STEPS;
  /** @type {Set<string>} */
  const wanted = new Set();
  const add = (/** @type {string} */ name) => {
    const group = /** @type {Record<string, string[]>} */ (GROUPS)[name];
    const step = STEPS.find((candidate) => candidate.name === name);
    if (!group && !step) throw new Stop(`There is no step named ${name}.\n\n${HELP}`);
    for (const inner of group ?? step?.needs ?? []) add(inner);
    if (step) wanted.add(name);
  };
  for (const name of names) add(name);
  return STEPS.filter(({ name }) => wanted.has(name));
}

/**
 * Sets up as much as the steps need. Without packages nothing can run. Trouble with the types or
 * a browser is left to the steps that need them, so that the others still tell what they find.
 * @param {Step[]} steps
 * @returns {Promise<(step: Step) => Outcome | undefined>}
 */
async function prepare(steps) {
  checkNode();
  try {
    await ensurePackages();
  } catch (error) {
    say(/** @type {Error} */ (error).message);
    return () => failure('Not run: the packages could not be installed.');
  }
  await ensureForBuilding().catch((error) => say(String(error.message)));
  if (!steps.some(({ browsers }) => browsers.length > 0)) return () => undefined;
  try {
    const found = await ensureBrowsers();
    return ({ name, browsers }) => {
      if (!browsers.includes('firefox') || found.firefox) return undefined;
      return {
        passed: 0,
        failed: 0,
        skips: [{ name: `all of ${name}`, reason: found.whyNoFirefox }],
        output: '',
      };
    };
  } catch (error) {
    const reason = String(/** @type {Error} */ (error).message);
    return ({ browsers }) => (browsers.length > 0 ? failure(`Not run: ${reason}`) : undefined);
  }
}

/**
 * @param {Step} step
 * @param {Outcome} outcome
 * @param {number} milliseconds
 */
function report(step, { passed, failed, skips, note, output }, milliseconds) {
  const word = failed > 0 ? 'FAIL' : passed === 0 && skips.length > 0 ? 'skip' : 'ok';
  const parts = [
    word.padEnd(4),
    step.name.padEnd(14),
    seconds(milliseconds).padStart(6),
    note ?? '',
  ];
  say(parts.join('  ').trimEnd());
  if (failed > 0) say(`\n${output.trim()}\n`);
}
