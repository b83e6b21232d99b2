import { browser } from 'wxt/browser';

/**
 * The alarms by name. The browser keeps them over updates: under another name, one of before would
 * ring for nobody.
 * - `expiry`: the daily look at the clock (cleanup.ts)
 * - `tidy`: while there is something to take away again (cleanup.ts)
 * - `open-toggle`: the next reminder of what is open (reminder-handlers.ts)
 * - `outbox`, `look`: when something is to be told to a channel, or looked at there (channels.ts)
 */
export type AlarmName = 'expiry' | 'tidy' | 'open-toggle' | 'outbox' | 'look';

/** Does the work of each alarm; one listener for all of them. Call at the start of the background. */
export function watchAlarms(work: Readonly<Record<AlarmName, () => Promise<void>>>): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (Object.hasOwn(work, name)) work[name as AlarmName]().catch(() => undefined);
  });
}

/** Rings again and again. Left alone where it does: made anew at each wake-up, it would never ring. */
export async function repeatAlarm(name: AlarmName, periodInMinutes: number): Promise<void> {
  if (await browser.alarms.get(name)) return;
  await browser.alarms.create(name, { periodInMinutes });
}

/** Rings once, in the place of what was set before; undefined: not at all. */
export async function setAlarm(name: AlarmName, when: number | undefined): Promise<void> {
  if (when === undefined) await browser.alarms.clear(name);
  else await browser.alarms.create(name, { when });
}

/** Clears every alarm but this one. */
export async function clearAlarmsBut(kept: AlarmName): Promise<void> {
  const names = (await browser.alarms.getAll()).map(({ name }) => name);
  const others = names.filter((name) => name !== kept);
  await Promise.all(others.map((name) => browser.alarms.clear(name)));
}
