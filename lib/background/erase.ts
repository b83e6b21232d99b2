import { browser } from 'wxt/browser';
import { OBSERVED_HOSTS } from '../atlassian/matches.ts';
import type { Store } from '../storage/request-store.ts';
import { consentTabs } from './authorize-tabs.ts';
import { unregister } from './content-scripts.ts';
import { EXPIRY_ALARM } from './expiry.ts';
import { forgetHosts } from './hosts-handlers.ts';
import { responseBlocks } from './response-blocks.ts';

/**
 * A consent page of ours is closed: once its rule is gone, an Accept pressed there would reach the
 * app. What an app led to itself stays.
 */
async function closeGuarded(): Promise<void> {
  for (const tabId of await consentTabs.tabs()) {
    const about = await consentTabs.of(tabId);
    if (about?.digest !== undefined) await browser.tabs.remove(tabId).catch(() => undefined);
  }
}

/** Hosts that were allowed at a click say which apps and sites there were. */
async function giveBackHosts(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const given = origins.filter((origin) => !OBSERVED_HOSTS.includes(origin));
  for (const origin of given) {
    // What the browser counts among those we were installed with cannot be given back.
    await browser.permissions.remove({ origins: [origin] }).catch(() => false);
  }
}

async function clearAlarms(): Promise<void> {
  const names = (await browser.alarms.getAll()).map(({ name }) => name);
  // The daily look at the clock belongs to the extension, and says nothing of anybody.
  const others = names.filter((name) => name !== EXPIRY_ALARM);
  await Promise.all(others.map((name) => browser.alarms.clear(name)));
}

/** Undefined without the permission; the browser's type does not say so. */
async function clearNotifications(): Promise<void> {
  const api: typeof browser.notifications | undefined = browser.notifications;
  const shown = (await api?.getAll()) ?? {};
  await Promise.all(Object.keys(shown).map((id) => api?.clear(id)));
}

/** Leaves nothing of anybody in this browser: no record, name, setting, rule, script or mark. */
export async function eraseEverything(store: Store): Promise<void> {
  // Before the store: it tells which hosts there were.
  await forgetHosts();
  await store.erase();
  await closeGuarded();
  await responseBlocks.keepOnly([]);
  // All of it, so that nothing that is added one day can be forgotten here.
  await Promise.all([browser.storage.session.clear(), browser.storage.local.clear()]);
  await Promise.all([unregister(), clearAlarms(), clearNotifications(), giveBackHosts()]);
}
