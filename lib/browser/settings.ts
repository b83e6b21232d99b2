import { storage } from '#imports';
import { readSettings, type Settings } from '../requests/settings.ts';

const settingsItem = storage.defineItem<unknown>('local:settings', { version: 1, fallback: null });

/** The reviewer's settings. Owned by the background. */
export const settings = {
  async read(): Promise<Settings> {
    return readSettings(await settingsItem.getValue());
  },
  write: (value: Settings): Promise<void> => settingsItem.setValue(value),
};
