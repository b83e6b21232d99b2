import { signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** Dropping asks of the open request, and putting them back. */
export function createAsksModel(
  { send }: Pick<PopupDeps, 'send'>,
  open: () => ApprovalRequest | undefined,
  changed: (request: ApprovalRequest) => void,
) {
  /** what was last done here: another object each time */
  const feedback = signal<{ what: 'dropped' | 'put-back' | Problem } | undefined>(undefined);
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
    drop: (asks: readonly string[]) => tell(asks, true),
    putBack: (asks: readonly string[]) => tell(asks, false),
    forget() {
      feedback.value = undefined;
    },
  };
}

export type AsksModel = ReturnType<typeof createAsksModel>;
