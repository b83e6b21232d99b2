import type { Store } from '../storage/request-store.ts';
import { showBadge } from './badge.ts';
import { watchOwn } from './content-scripts.ts';
import { watchPanel } from './panel.ts';

/** What follows from a write: the badge, and the scripts that stand ready. */
export async function afterWrite(store: Store): Promise<void> {
  await Promise.all([showBadge(store), watchOwn(store), watchPanel(store)]);
}
