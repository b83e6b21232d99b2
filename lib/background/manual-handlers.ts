import { BY_HAND } from '../messages/manual.ts';
import { notBlocked } from '../storage/not-blocked.ts';
import { remembered } from '../storage/remembered.ts';
import type { Store } from '../storage/request-store.ts';
import type { Handlers } from './serve.ts';

/** What no reader knows for certain: requests by hand, and what a person said of a wording. */
export function handHandlers(
  store: Store,
): Pick<Handlers, 'startByHand' | 'perhapsSeen' | 'notBlocked'> {
  return {
    async startByHand() {
      const [name, draft] = await Promise.all([remembered.name(), store.draft(BY_HAND)]);
      return { ok: true, name, ...(draft ? { draft } : {}) };
    },
    async perhapsSeen({ edition, wording }) {
      return { ok: true, ask: !(await notBlocked.has(edition, wording)) };
    },
    async notBlocked({ edition, wording }) {
      await notBlocked.add(edition, wording);
      return { ok: true };
    },
  };
}
