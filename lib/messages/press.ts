import { ulid } from 'ulid';
import type { Failed, Problem } from '../messages/types.ts';
import type { Answers, MessageData, MessageName } from '../messages.ts';

type Send = <N extends MessageName>(name: N, data: MessageData<N>) => Promise<Answers[N] | Failed>;

/** The messages that carry the press of a button. */
type Pressed = {
  [N in MessageName]: MessageData<N> extends { press?: string | undefined }
    ? string extends keyof MessageData<N>
      ? never
      : 'press' extends keyof MessageData<N>
        ? N
        : never
    : never;
}[MessageName];

const PRESSED: Record<Pressed, true> = {
  decideRequest: true,
  decideMany: true,
  undoDecision: true,
  reopenRequest: true,
  assignRequest: true,
  unassignRequest: true,
  withdrawRequest: true,
  dropAsks: true,
};

/** Answers after which it may have been done all the same. */
const UNSURE: ReadonlySet<Problem> = new Set(['no-worker', 'storage-failed', 'storage-full']);

/**
 * Sends each press of a button under an id of its own. Where the answer was lost, pressing once more
 * sends the same id, and what was done is not done twice; another press about the same request is a new one.
 */
export function withPress(send: Send, newId: () => string = ulid): Send {
  const unanswered = new Map<string, { what: string; press: string }>();
  return async (name, data) => {
    if (!Object.hasOwn(PRESSED, name)) return send(name, data);
    const { id, ids = [id] } = data as { id?: string; ids?: string[] };
    const subject = ids.join();
    const what = JSON.stringify([name, data]);
    const before = unanswered.get(subject);
    const press = before?.what === what ? before.press : newId();
    unanswered.set(subject, { what, press });
    const response = await send(name, { ...data, press });
    const sure = response.ok || !UNSURE.has(response.problem);
    if (sure && unanswered.get(subject)?.press === press) unanswered.delete(subject);
    return response;
  };
}
