import { signal } from '@preact/signals';
import { type Overview, overview } from '../../../lib/review/overview.ts';
import { readReviewed } from '../detail/detail-model.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** The overview: read when it is opened, and not before. */
export function createOverviewModel({ queue, now }: Pick<PopupDeps, 'queue' | 'now'>) {
  const shown = signal<Overview | 'failed' | undefined>(undefined);
  return {
    shown,
    async load() {
      try {
        shown.value = overview(await readReviewed(await queue), now());
      } catch {
        shown.value = 'failed';
      }
    },
  };
}
