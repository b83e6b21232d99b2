import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** Dropping some of a request's asks, and putting them back. */
export interface AsksView {
  /** what was last done here: another object each time */
  feedback: ReadonlySignal<{ what: 'dropped' | 'put-back' | Problem } | undefined>;
  /** @param asks their ids */
  drop(asks: readonly string[]): Promise<void>;
  putBack(asks: readonly string[]): Promise<void>;
}

export interface AsksModel extends AsksView {
  forget(): void;
}

/** Dropping asks of the open request, and putting them back. */
export function createAsksModel(
  { send }: Pick<PopupDeps, 'send'>,
  open: () => ApprovalRequest | undefined,
  changed: (request: ApprovalRequest) => void,
): AsksModel {
  const feedback = signal<AsksView['feedback']['value']>(undefined);
  async function tell(asks: readonly string[], dropped: boolean) {
    const asked = open();
    if (!asked) return;
    const response = await send('dropAsks', { id: asked.id, asks: [...asks], dropped });
    if (open()?.id !== asked.id) return;
    if (response.ok) changed(response.request);
    feedback.value = { what: !response.ok ? response.problem : dropped ? 'dropped' : 'put-back' };
  }
  return {
    feedback,
    drop: (asks) => tell(asks, true),
    putBack: (asks) => tell(asks, false),
    forget() {
      feedback.value = undefined;
    },
  };
}
