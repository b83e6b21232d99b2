import { describe, expect, it, vi } from 'vitest';
import { answerTo, TRIES } from '../../../entrypoints/consent-guard/ask.ts';
import type { Answers } from '../../../lib/messages.ts';

type Answer = Answers['guardLook'];

const FOUND = { ok: true, held: true } as Answer;
const NOBODY: Answer = { ok: false, problem: 'no-worker' };
const NOTHING: Answer = { ok: false, problem: 'unknown-request' };
const never = () => new Promise<never>(() => undefined);

/** Answers with each of these in turn, and with the last one for ever. */
function asking(...answers: (Answer | undefined)[]) {
  return vi.fn(async () => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    return next ?? never();
  });
}
const atOnce = async () => undefined;

describe('what the guard is told of its page', () => {
  it.each([
    ['what is under way', FOUND],
    ['that nothing is under way', NOTHING],
  ])('is taken at the first word: %s', async (_what, said) => {
    const [ask, silent] = [asking(said), vi.fn()];
    expect(await answerTo(ask, atOnce, silent)).toBe(said);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(silent).not.toHaveBeenCalled();
  });

  it.each<Answer>([
    NOBODY,
    { ok: false, problem: 'storage-failed' },
    { ok: false, problem: 'not-allowed' },
    { ok: false, problem: 'too-late' },
  ])('is never taken from $problem: it asks again', async (said) => {
    const [ask, silent] = [asking(said, said, FOUND), vi.fn()];
    expect(await answerTo(ask, atOnce, silent)).toBe(FOUND);
    expect(ask).toHaveBeenCalledTimes(3);
    expect(silent).not.toHaveBeenCalled();
  });

  it('counts however late it comes, and silence is said once', async () => {
    const none = Array<Answer>(TRIES + 4).fill(NOBODY);
    const [ask, silent] = [asking(...none, NOTHING), vi.fn()];
    expect(await answerTo(ask, atOnce, silent)).toBe(NOTHING);
    expect(silent).toHaveBeenCalledTimes(1);
  });

  it('is asked for again where nobody says yes or no at all', async () => {
    const [ask, silent] = [asking(undefined, undefined, FOUND), vi.fn()];
    expect(await answerTo(ask, atOnce, silent)).toBe(FOUND);
  });

  it('is taken from an earlier asking, too, which was answered late', async () => {
    let late: (answer: Answer) => void = () => undefined;
    const first = new Promise<Answer>((resolve) => {
      late = resolve;
    });
    const ask = vi.fn(() => (ask.mock.calls.length === 1 ? first : never()));
    const silent = vi.fn(() => late(FOUND));
    expect(await answerTo(ask, atOnce, silent)).toBe(FOUND);
    expect(silent).toHaveBeenCalledTimes(1);
  });
});
