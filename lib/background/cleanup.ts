import { browser } from 'wxt/browser';
import { consents } from '../storage/consents.ts';
import { consentTabs } from './authorize-tabs.ts';
import { endBlock, recover } from './lead-away.ts';
import { notices } from './link-notices.ts';

const ALARM = 'tidy';
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
async function cleanup(now: number): Promise<void> {
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
  if (left.every((count) => count === 0)) await browser.alarms.clear(ALARM);
}

/** Something was put up that will have to be taken away again. */
export async function scheduleCleanup(): Promise<void> {
  if (await browser.alarms.get(ALARM)) return;
  await browser.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES });
}

/** Tidies up while there is something to tidy, and when the browser or a new version starts. */
export function watchCleanup(): void {
  const look = () => {
    cleanup(Date.now()).catch(() => undefined);
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) look();
  });
  browser.runtime.onStartup.addListener(look);
  browser.runtime.onInstalled.addListener(() => {
    recover(true).then(look, () => undefined);
  });
}
