import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import { expireAll } from '../storage/expiry.ts';
import { keptItem } from '../storage/kept-item.ts';
import { settings } from '../storage/stored-settings.ts';
import { notify } from './notify.ts';
import { repeatAlarm } from './schedule.ts';

const DAY_IN_MINUTES = 1440;
const lookedItem = keptItem<unknown>('expiryLooked', 0);

/** A notification, where the person has allowed them; without it there is the mark in the list. */
async function remind(count: number): Promise<void> {
  if (count === 0) return;
  const title = say('expiry_remindTitle');
  const message = say('expiry_remind', String(count));
  await notify([{ id: 'half-time', title, message }]);
}

/** Looks at the clock: expires what is over, and reminds once of what is halfway there. */
export async function lookAtClock(): Promise<void> {
  const { expireAfterDays } = await settings.read();
  const last = await lookedItem.getValue();
  const now = Date.now();
  const before = typeof last === 'number' ? last : 0;
  const { halfOver } = await expireAll(expireAfterDays, { before, now });
  await lookedItem.setValue(now);
  await remind(halfOver);
}

/** Once a day, and when the browser starts: a computer may be off for weeks. */
export function watchExpiry(): void {
  const look = () => {
    lookAtClock().catch(() => undefined);
  };
  browser.runtime.onStartup.addListener(look);
  browser.runtime.onInstalled.addListener(look);
  // Alarms may be gone after a restart of the browser.
  repeatAlarm('expiry', DAY_IN_MINUTES).catch(() => undefined);
}
