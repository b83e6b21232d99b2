import { signal } from '@preact/signals';
import type { PopupDeps } from '../popup-deps.ts';

/** Has unreadable records quarantined, each once, and counts them. */
export function createQuarantine({ send }: Pick<PopupDeps, 'send'>) {
  const count = signal(0);
  const sent = new Set<string>();
  return {
    /** since the popup was opened */
    count,
    put(unreadable: readonly string[]): void {
      const ids = unreadable.filter((id) => id !== '' && id.length <= 100 && !sent.has(id));
      if (ids.length === 0) return;
      for (const id of ids) sent.add(id);
      // The background counts: another tab may have quarantined the same ones.
      void send('quarantine', { ids }).then((answer) => {
        if (answer.ok) count.value += answer.count;
      });
    },
  };
}
