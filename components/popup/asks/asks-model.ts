import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** Dropping some of a request's asks, and putting them back. */
export interface AsksView {
  /** what was last done here: another object each time */
  said: ReadonlySignal<{ what: 'dropped' | 'put-back' | Problem } | undefined>;
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
  const said = signal<AsksView['said']['value']>(undefined);
  async function tell(asks: readonly string[], dropped: boolean) {
    const asked = open();
    if (!asked) return;
    const heard = await send('dropAsks', { id: asked.id, asks: [...asks], dropped });
    if (open()?.id !== asked.id) return;
    if (heard.ok) changed(heard.request);
    said.value = { what: !heard.ok ? heard.problem : dropped ? 'dropped' : 'put-back' };
  }
  return {
    said,
    drop: (asks) => tell(asks, true),
    putBack: (asks) => tell(asks, false),
    forget() {
      said.value = undefined;
    },
  };
}
