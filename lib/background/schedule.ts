import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import { consents } from '../storage/consents.ts';
import { expireAll } from '../storage/expiry.ts';
import { keptItem } from '../storage/kept-item.ts';
import { settings } from '../storage/stored-settings.ts';
import { consentTabs, endBlock, recover } from './authorize-tabs.ts';
import { notices } from './content-scripts.ts';
import { notify } from './notify.ts';

/**
 * The alarms by name. The browser keeps them over updates: under another name, one of before would
 * ring for nobody.
 * - `expiry`: the daily look at the clock
 * - `tidy`: while there is something to take away again
 * - `open-toggle`: the next reminder of what is open (panel-handlers.ts)
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

const EVERY_MINUTES = 5;

/** A connection from the app's own page is over long before this, in milliseconds. */
const ACCOMPANIED = 60 * 60_000;

/** Nothing is held for such a tab, so nothing else says that its time is over. */
async function endAccompanied(tabId: number, now: number): Promise<void> {
  const about = await consentTabs.of(tabId);
  const fresh = about?.digest !== undefined || (about && now - about.at < ACCOMPANIED);
  if (!fresh) await consentTabs.end(tabId);
}

/**
 * Takes away what has outlived its need: rules that hold answers, guards and notices of tabs that
 * are gone, and with them the scripts that stood ready. The alarm ends with the last of them.
 */
export async function cleanup(now = Date.now()): Promise<void> {
  await recover();
  const tabs = new Set((await browser.tabs.query({})).flatMap(({ id }) => id ?? []));
  for (const tabId of await consentTabs.tabs()) {
    if (tabs.has(tabId)) await endAccompanied(tabId, now);
    else await consentTabs.end(tabId);
  }
  const over = (await consents.held()).filter(({ until }) => until <= now);
  for (const consent of over) await endBlock(consent, false);
  await consentTabs.settle();
  await consentTabs.sweep();
  const left = [
    (await consents.held()).length,
    await notices.sweep(now, tabs),
    (await consentTabs.tabs()).length,
  ];
  // Alarms may be gone after a restart of the browser, and what is left outlives it.
  if (left.every((count) => count === 0)) await setAlarm('tidy', undefined);
  else await scheduleCleanup();
}

/** Something was put up that will have to be taken away again. */
export async function scheduleCleanup(): Promise<void> {
  await repeatAlarm('tidy', EVERY_MINUTES);
}

/** Tidies up when the browser or a new version starts; in between its alarm does. */
export function watchCleanup(): void {
  const look = () => {
    cleanup().catch(() => undefined);
  };
  browser.runtime.onStartup.addListener(look);
  browser.runtime.onInstalled.addListener(() => {
    recover(true).then(look, () => undefined);
  });
}

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
