import { browser } from 'wxt/browser';
import { consentEdition } from '../atlassian/hosts.ts';
import { authorising } from './authorising.ts';
import { holds } from './holds.ts';
import { notices } from './notices.ts';

const ALARM = 'tidy';
const EVERY_MINUTES = 5;

/** The page of ours that stands where the app's page would be. */
export const OUTCOME = '/authorised.html' as const;

/** The guarded consent in this tab had its time: no Accept may be pressed there once it is let go. */
async function endConsent(tabId: number): Promise<void> {
  const about = await authorising.of(tabId);
  if (!about) return;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (tab?.url && consentEdition(new URL(tab.url))) {
    await browser.tabs.update(tabId, { url: browser.runtime.getURL(OUTCOME) });
  }
  await authorising.end(tabId);
}

/** A connection from the app's own page is over long before this, in milliseconds. */
const ACCOMPANIED = 60 * 60_000;

/** Nothing is held for such a tab, so nothing else says that its time is over. */
async function endAccompanied(tabId: number, now: number): Promise<void> {
  const about = await authorising.of(tabId);
  const fresh = about?.digest !== undefined || (about && now - about.at < ACCOMPANIED);
  if (!fresh) await authorising.end(tabId);
}

/**
 * Takes away what has outlived its need: rules that hold answers, guards and notices of tabs that
 * are gone, and with them the scripts that stood ready. The alarm ends with the last of them.
 */
async function tidy(now: number): Promise<void> {
  const tabs = new Set((await browser.tabs.query({})).flatMap(({ id }) => id ?? []));
  const [over, guarded] = await Promise.all([holds.over(now), authorising.tabs()]);
  for (const tabId of guarded) {
    if (!tabs.has(tabId)) await authorising.end(tabId);
    else if (over.includes(tabId)) await endConsent(tabId);
    else await endAccompanied(tabId, now);
  }
  await authorising.settle();
  const left = [
    await holds.sweep(now),
    await notices.sweep(now, tabs),
    (await authorising.tabs()).length,
  ];
  if (left.every((count) => count === 0)) await browser.alarms.clear(ALARM);
}

/** Something was put up that will have to be taken away again. */
export async function tidySoon(): Promise<void> {
  if (await browser.alarms.get(ALARM)) return;
  await browser.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES });
}

/** Tidies up while there is something to tidy, and when the browser or a new version starts. */
export function watchTidy(): void {
  const look = () => {
    tidy(Date.now()).catch(() => undefined);
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) look();
  });
  browser.runtime.onStartup.addListener(look);
  browser.runtime.onInstalled.addListener(look);
}
