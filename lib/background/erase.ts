import { browser } from 'wxt/browser';
import { OBSERVED_HOSTS } from '../atlassian/matches.ts';
import type { Store } from '../storage/request-store.ts';
import { consentTabs } from './authorize-tabs.ts';
import { unregister } from './content-scripts.ts';
import { forgetHosts } from './hosts-handlers.ts';
import { dismissAll } from './notify.ts';
import { responseBlocks } from './response-blocks.ts';
import { clearAlarmsBut } from './schedule.ts';

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

/** Leaves nothing of anybody in this browser: no record, name, setting, rule, script or mark. */
export async function eraseEverything(store: Store): Promise<void> {
  // Before the store: it tells which hosts there were.
  await forgetHosts();
  await store.erase();
  await closeGuarded();
  await responseBlocks.keepOnly([]);
  // All of it, so that nothing that is added one day can be forgotten here.
  await Promise.all([browser.storage.session.clear(), browser.storage.local.clear()]);
  // The daily look at the clock belongs to the extension, and says nothing of anybody.
  const alarms = clearAlarmsBut('expiry');
  await Promise.all([unregister(), alarms, dismissAll(), giveBackHosts()]);
}
