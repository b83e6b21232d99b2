import { signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { PopupDeps } from '../popup-deps.ts';
import type { TakingView } from '../view.ts';

export interface TakingModel extends TakingView {
  forget(): void;
}

/** Taking the open request in hand, and giving it back. */
export function createTakingModel(
  { send }: Pick<PopupDeps, 'send'>,
  open: () => ApprovalRequest | undefined,
  changed: (request: ApprovalRequest) => void,
): TakingModel {
  const said = signal<'taken' | 'given-back' | Problem | undefined>(undefined);
  async function ask(
    act: (id: string) => ReturnType<typeof send<'takeRequest'>>,
    done: 'taken' | 'given-back',
  ) {
    const asked = open();
    if (!asked) return;
    const heard = await act(asked.id);
    if (open()?.id !== asked.id) return;
    if (heard.ok) changed(heard.request);
    said.value = heard.ok ? done : heard.problem;
  }
  return {
    said,
    take: (name) =>
      ask((id) => send('takeRequest', name === undefined ? { id } : { id, name }), 'taken'),
    giveBack: () => ask((id) => send('giveBackRequest', { id }), 'given-back'),
    forget() {
      said.value = undefined;
    },
  };
}
