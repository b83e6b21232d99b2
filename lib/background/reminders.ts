import { nextReminder, type OpenToggle, readToggles } from '../requests/reminders.ts';
import { keptItem } from '../storage/kept-item.ts';
import { setAlarm } from './schedule.ts';

const togglesItem = keptItem<unknown>('openToggles', []);

const read = async (): Promise<OpenToggle[]> => readToggles(await togglesItem.getValue());

/**
 * Where "User installed apps" is open, as the reviewer told. Kept, because it has to be
 * remembered over killed workers and restarts; owned by the background.
 */
export const openToggles = {
  read,
  /** changes the list, one change after the other, and sets the alarm for what is next */
  change<T>(edit: (list: readonly OpenToggle[]) => { list: OpenToggle[]; result: T }): Promise<T> {
    return navigator.locks.request('countersign-open-toggles', async () => {
      const before = await read();
      const { list, result } = edit(before);
      // First what must not be lost; an alarm that is missing is made at the next look.
      if (JSON.stringify(list) !== JSON.stringify(before)) await togglesItem.setValue(list);
      // Alarms may be lost with a restart, so each look at the list sets it anew.
      await setAlarm('open-toggle', nextReminder(list));
      return result;
    });
  },
};
