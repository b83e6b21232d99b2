// @ts-check

/** One line for the person at the terminal. @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** A duration in words: `0.4 s`, `12 s`. @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(milliseconds < 9_950 ? 1 : 0)} s`;
}

/**
 * A reason to stop that the person can act upon: shown as it is, without a stack.
 */
export class Stop extends Error {}

/**
 * Runs a script's main function: a Stop is a sentence, anything else is a bug with its stack.
 * @param {() => Promise<number | void>} main answers the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const text =
      error instanceof Stop ? error.message : String(/** @type {Error} */ (error)?.stack ?? error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
