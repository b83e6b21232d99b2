import { browser } from 'wxt/browser';
import { consents } from '../storage/consents.ts';
import { consentTabs } from './authorize-tabs.ts';
import { endBlock, recover } from './lead-away.ts';
import { notices } from './link-notices.ts';
import { repeatAlarm, setAlarm } from './schedule.ts';

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
