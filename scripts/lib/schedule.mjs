// @ts-check

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./steps.mjs').Outcome} Outcome */

/** Cores to keep busy: the smallest machine we care for has two. */
const LANES = 2;

/**
 * Runs steps side by side where they fit, in their order else, and each after what it needs. A
 * step whose needs failed is not run and counts as failed.
 * @param {Step[]} steps
 * @param {(step: Step) => Outcome | undefined} veto an outcome for a step that cannot run here
 * @param {(step: Step, outcome: Outcome, milliseconds: number) => void} onEnd
 */
export async function runSteps(steps, veto, onEnd) {
  const waiting = [...steps];
  /** @type {Map<Step, Promise<void>>} */
  const running = new Map();
  /** @type {Map<string, boolean>} whether a finished step failed */
  const failed = new Map();

  const finish = (/** @type {Step} */ step, /** @type {Outcome} */ outcome, milliseconds = 0) => {
    failed.set(step.name, outcome.failed > 0);
    running.delete(step);
    onEnd(step, outcome, milliseconds);
  };

  while (waiting.length + running.size > 0) {
    const index = waiting.findIndex((step) => isReady(step, running, failed));
    const [step] = index < 0 ? [] : waiting.splice(index, 1);
    if (!step) {
      await Promise.race(running.values());
      continue;
    }
    const broken = step.needs.filter((name) => failed.get(name));
    const outcome = broken.length > 0 ? notRun(broken) : veto(step);
    if (outcome) finish(step, outcome);
    else
      running.set(
        step,
        time(step).then((timed) => finish(step, ...timed)),
      );
  }
}

/**
 * @param {Step} step
 * @param {Map<Step, unknown>} running
 * @param {Map<string, boolean>} failed
 */
function isReady(step, running, failed) {
  const others = [...running.keys()];
  const lanes = others.reduce((sum, other) => sum + other.lanes, 0);
  const isFree = lanes + step.lanes <= LANES && !(step.wxt && others.some(({ wxt }) => wxt));
  return isFree && step.needs.every((name) => failed.has(name));
}

/**
 * A bug in a step is that step's failure, not the end of all others.
 * @param {Step} step
 * @returns {Promise<[Outcome, number]>}
 */
async function time(step) {
  const start = performance.now();
  const outcome = await step.run().catch((error) => failure(String(error?.stack ?? error)));
  return [outcome, performance.now() - start];
}

/** @param {string[]} broken */
function notRun(broken) {
  return { ...failure(`Not run, because this failed: ${broken.join(', ')}.`), note: 'not run' };
}

/** @param {string} output @returns {Outcome} */
export function failure(output) {
  return { passed: 0, failed: 1, skips: [], output };
}
