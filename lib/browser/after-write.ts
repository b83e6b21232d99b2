import { showBadge } from './badge.ts';
import { watchPanel } from './panel.ts';
import { watchOwn } from './standing.ts';
import type { Store } from './store.ts';

/** What follows from a write: the badge, and the scripts that stand ready. */
export async function afterWrite(store: Store): Promise<void> {
  await Promise.all([showBadge(store), watchOwn(store), watchPanel(store)]);
}
