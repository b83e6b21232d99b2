import { browser } from 'wxt/browser';
import { type OtherHost, originsOf, pagesOf } from '../atlassian/custom-hosts.ts';
import { allHosts } from '../browser/custom-hosts.ts';

const ID = 'other-hosts';

/** True where the browser lets us into every origin of the host. */
export function isAllowed(host: OtherHost): Promise<boolean> {
  return browser.permissions.contains({ origins: originsOf(host) }).catch(() => false);
}

async function wantedPages(): Promise<string[]> {
  const hosts = await allHosts();
  const allowed = await Promise.all(hosts.map(isAllowed));
  const pages = hosts.filter((_, at) => allowed[at]).flatMap(pagesOf);
  return [...new Set(pages)].sort();
}

async function register(): Promise<void> {
  const matches = await wantedPages();
  const [standing] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (standing) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  if (standing && [...(standing.matches ?? [])].sort().join() === matches.join()) return;
  // Registered anew and not updated: Firefox forgets what an update leaves out.
  if (standing) await browser.scripting.unregisterContentScripts({ ids: [ID] });
  await browser.scripting.registerContentScripts([
    {
      id: ID,
      js: ['/consent-banner.js'],
      matches,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}

/**
 * Has the banner stand ready on the OAuth pages of the hosts that were added, and nowhere else.
 * One at a time: two lists at once would leave the older one. Never throws.
 */
export async function standOnHosts(): Promise<void> {
  await navigator.locks.request(ID, register).catch(() => undefined);
}

/**
 * Keeps it so: a list can change by policy, a permission can be taken back in the browser, and an
 * update of the extension forgets what was registered.
 */
export function watchHosts(): void {
  const again = () => {
    standOnHosts().catch(() => undefined);
  };
  browser.runtime.onInstalled.addListener(again);
  browser.runtime.onStartup.addListener(again);
  browser.permissions.onAdded.addListener(again);
  browser.permissions.onRemoved.addListener(again);
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') again();
  });
  again();
}
