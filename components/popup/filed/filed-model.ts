import { signal } from '@preact/signals';
import type { FiledView } from '../../../lib/messages/channels.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** What came of trying again or calling off; `too-late`: it is being sent. */
export interface FiledNote {
  requestId: string;
  problem: Problem;
}

export type FiledDeps = Pick<PopupDeps, 'send' | 'requestHost'>;
export type FiledModel = ReturnType<typeof createFiledModel>;

/** Where requests are filed in Jira, and what is on its way there. */
export function createFiledModel({ send, requestHost }: FiledDeps) {
  const all = signal<readonly FiledView[]>([]);
  const note = signal<FiledNote | undefined>(undefined);
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const turn = asked;
    const answer = await send('filedRequests', {});
    if (turn === asked && answer?.ok) all.value = answer.filed ?? [];
  }

  async function tell(requestId: string, asking: ReturnType<typeof send>): Promise<void> {
    const answer = await asking;
    note.value = answer.ok ? undefined : { requestId, problem: answer.problem };
    await load();
  }

  return {
    note,
    load,
    of: (requestId: string): readonly FiledView[] =>
      all.value.filter((one) => one.requestId === requestId),
    /** Tries it again; called within a click, where the permission is what lacks. */
    async retry({ requestId, entry = '', problem, site }: FiledView): Promise<void> {
      const needs = problem === 'no-permission';
      // First of all: a permission can only be asked for within the click.
      const allowed = !needs || (await requestHost(site).catch(() => false));
      if (allowed) await tell(requestId, send('retrySend', { entry }));
      else note.value = { requestId, problem: 'no-site-permission' };
    },
    /** Calls it off, unless it may have arrived. */
    cancel: ({ requestId, entry = '' }: FiledView): Promise<void> =>
      tell(requestId, send('cancelSend', { entry })),
  };
}
