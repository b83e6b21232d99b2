import { browser } from 'wxt/browser';
import type { Failed } from '../messages/types.ts';
import type { Answers, MessageData, MessageName } from '../messages.ts';

/**
 * Sends a message to the background and gives its answer; never throws. `no-worker` means that
 * nobody answered: the extension was updated under an open page, or is being restarted.
 */
export async function send<N extends MessageName>(
  name: N,
  data: MessageData<N>,
): Promise<Answers[N] | Failed> {
  try {
    const answer = (await browser.runtime.sendMessage({ name, data })) as Answers[N] | undefined;
    return answer ?? { ok: false, problem: 'no-worker' };
  } catch {
    return { ok: false, problem: 'no-worker' };
  }
}
