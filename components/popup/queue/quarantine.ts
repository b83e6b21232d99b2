import { signal } from '@preact/signals';
import type { PopupDeps } from '../popup-deps.ts';

/** Has records put aside that could not be read, each once, and counts them. */
export function createPutAside({ send }: Pick<PopupDeps, 'send'>) {
  const count = signal(0);
  const sent = new Set<string>();
  return {
    /** since the popup was opened */
    count,
    put(unreadable: readonly string[]): void {
      const ids = unreadable.filter((id) => id !== '' && id.length <= 100 && !sent.has(id));
      if (ids.length === 0) return;
      for (const id of ids) sent.add(id);
      // The count comes back from the background: another tab may have put the same ones aside.
      void send('quarantine', { ids }).then((answer) => {
        if (answer.ok) count.value += answer.count;
      });
    },
  };
}
