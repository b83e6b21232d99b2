import { readSettings, type Settings } from '../requests/settings.ts';
import { keptItem } from './kept-item.ts';

const settingsItem = keptItem<unknown>('settings', null);

/** The reviewer's settings. Owned by the background. */
export const settings = {
  async read(): Promise<Settings> {
    return readSettings(await settingsItem.getValue());
  },
  write: (value: Settings): Promise<void> => settingsItem.setValue(value),
};
