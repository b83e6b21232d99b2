// @ts-check

/** One line for the person at the terminal. @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** A reason to stop that the person can act upon: shown as it is, without a stack. */
export class Stop extends Error {}

/**
 * Runs a script's main function: a Stop is a sentence, anything else is a bug with its stack.
 * @param {() => Promise<number | void>} main answers the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const { message, stack } = /** @type {Error} */ (error);
    process.stderr.write(`${error instanceof Stop ? message : (stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
