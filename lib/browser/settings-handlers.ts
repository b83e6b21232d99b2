import { afterWrite } from './after-write.ts';
import { lookAtClock } from './expiry.ts';
import type { Handlers } from './serve.ts';
import { settings } from './settings.ts';
import type { Store } from './store.ts';

/** What the extension's own pages may ask about the reviewer's settings. */
export function settingsHandlers(store: Store): Pick<Handlers, 'readSettings' | 'saveSettings'> {
  return {
    async readSettings() {
      return { ok: true, settings: await settings.read() };
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
