import { remembered } from '../storage/remembered.ts';
import type { Store } from '../storage/request-store.ts';
import { settings } from '../storage/stored-settings.ts';
import { afterWrite } from './after-write.ts';
import { lookAtClock } from './expiry.ts';
import type { Handlers } from './serve.ts';

/** What the extension's own pages may ask about the reviewer's settings. */
export function settingsHandlers(
  store: Store,
): Pick<Handlers, 'readSettings' | 'nameReviewer' | 'saveSettings'> {
  return {
    async readSettings() {
      const [value, reviewer] = await Promise.all([settings.read(), remembered.reviewer()]);
      return { ok: true, settings: value, reviewer };
    },
    async nameReviewer({ name }) {
      const reviewer = name.trim();
      await remembered.setReviewer(reviewer);
      return { ok: true, reviewer };
    },
    async saveSettings({ settings: value }) {
      await settings.write(value);
      // Less time than before takes effect at once, and not at some moment of the next day.
      await lookAtClock(store);
      await afterWrite(store);
      return { ok: true, settings: value };
    },
  };
}
