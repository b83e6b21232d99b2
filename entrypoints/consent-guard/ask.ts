import type { Answers } from '../../lib/messages.ts';

type Answer = Answers['guardLook'];

/** After so many askings without an answer the person is told; a worker that starts takes one. */
export const TRIES = 3;
/** An asking that nobody answered by then is asked again, in milliseconds; it may still be answered. */
const PATIENCE = 2000;
const SHORTEST = 250;
const LONGEST = 5000;

/**
 * Only these two say what this page is: something is under way in its tab, or nothing is. All else
 * says that nobody knows: no worker, a store that cannot be read, a page that is not yet shown
 * (prerendered) or is just being taken away.
 */
const isAnswer = (answer: Answer): boolean => answer.ok || answer.problem === 'unknown-request';

/**
 * Asks until it is answered, less and less often.
 * @param pause waits so many milliseconds
 * @param silent called once, where nobody has answered for a while
 */
export function answerTo(
  ask: () => Promise<Answer>,
  pause: (ms: number) => Promise<unknown>,
  silent: () => void,
): Promise<Answer> {
  return new Promise((resolve) => {
    let answered = false;
    const once = async () => {
      const answer = await ask();
      if (!isAnswer(answer)) return;
      answered = true;
      resolve(answer);
    };
    const go = async () => {
      for (let tries = 1; ; tries += 1) {
        await Promise.race([once(), pause(PATIENCE)]);
        if (answered) return;
        if (tries === TRIES) silent();
        await pause(Math.min(SHORTEST * 2 ** tries, LONGEST));
        if (answered) return;
      }
    };
    go().catch(() => undefined);
  });
}
