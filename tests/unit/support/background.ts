import start from '../../../entrypoints/background.ts';
import type { MessageSender } from '../../../lib/background/serve.ts';
import type { Failed } from '../../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../../lib/messages.ts';
import { EXTENSION, events, ORIGIN, world } from './fake-browser.ts';
import { until } from './quiet.ts';

/** Who sends, as the browser says it. */
export const POPUP: MessageSender = { id: EXTENSION, url: `${ORIGIN}/popup.html` };
export const page = (url: string, tabId = 7): MessageSender => ({
  id: EXTENSION,
  url,
  frameId: 0,
  tab: { id: tabId, url },
});
export const CONSENT = page('https://api.atlassian.com/oauth2/authorize/server/consent?context=x');
export const INTAKE = page('https://admin.atlassian.com/');
export const STAGE = page(
  'https://mcp.atlassian.com/v1/authorize?client_id=claude0000&redirect_uri=https%3A%2F%2Fclaude.ai%2Fcb',
);

/** Starts the background as it is shipped, and waits for its badge. */
export async function startBackground(): Promise<void> {
  const { shown } = world.badge;
  (start as unknown as { main: () => void }).main();
  await until(() => world.badge.shown > shown);
}

/** Sends anything, and waits for the answer. */
export function sendRaw(message: unknown, sender: MessageSender = POPUP): Promise<unknown> {
  return new Promise((answer) => {
    events.message.emit(message, sender, answer);
  });
}

export function send<N extends MessageName>(
  name: N,
  data: MessageData<N>,
  sender: MessageSender = POPUP,
): Promise<Answers[N] | Failed> {
  return sendRaw({ name, data }, sender) as Promise<Answers[N] | Failed>;
}

/** The same, where it has to be done. */
export async function ask<N extends MessageName>(
  name: N,
  data: MessageData<N>,
  sender: MessageSender = POPUP,
): Promise<Extract<Answers[N], { ok: true }>> {
  const answer = (await sendRaw({ name, data }, sender)) as { ok: boolean; problem?: string };
  if (!answer.ok) throw new Error(`${name}: ${answer.problem}`);
  return answer as never;
}

/** Rings an alarm. */
export function ring(name: string): void {
  events.alarm.emit({ name });
}
