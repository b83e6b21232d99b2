import { browser } from 'wxt/browser';
import { adminEdition, isAtlassianSite } from '../atlassian/hosts.ts';
import { ADMIN_MATCHES } from '../atlassian/matches.ts';
import { cloudIdOf } from '../browser/cloud-id.ts';
import { pageFragment } from '../popup-url.ts';
import { present } from '../present.ts';
import { PANEL_ITEMS, type PanelQueue, panelItem } from '../review/panel-item.ts';
import { overridesOf } from '../review/scopes/level-overrides.ts';
import type { Store } from '../storage/request-store.ts';
import { sitesWaiting, waitingFor } from '../storage/site-queue.ts';
import { levelList } from '../storage/stored-rules.ts';
import { settings, siteIds } from '../storage/stored-settings.ts';
import { draw, registerPanel } from './content-scripts.ts';
import { isCustomDomain } from './hosts-handlers.ts';
import type { Handlers } from './serve.ts';

/**
 * What the panel shows on the Connected apps page with this cloud id. Which page it is, is the
 * script's word: a script of the page can go to any address of its host anyway, so nothing would
 * be won by asking the tab. The host counts, and that is the browser's word.
 */
async function queueOf(url: URL, cloudId: string): Promise<PanelQueue | undefined> {
  const edition = adminEdition(url);
  const { panel } = await settings.read();
  if (!edition || !panel) return undefined;
  const site = await siteIds.siteOf(cloudId);
  if (site !== undefined) {
    const waiting = await waitingFor(edition, site);
    const own = overridesOf((await levelList.read()).levels);
    const items = waiting.slice(0, PANEL_ITEMS).map((one) => panelItem(one, own));
    return waiting.length > 0 ? { site, items, waiting: waiting.length } : undefined;
  }
  const known = await siteIds.known();
  const unmatched = (await sitesWaiting(edition)).filter((one) => !known.has(one)).length;
  return unmatched > 0 ? { unmatched } : undefined;
}

/** True for a site that can be asked for its cloud id. */
const isLookedUp = async (site: string): Promise<boolean> =>
  isAtlassianSite(site) || (await isCustomDomain(site));

/** The panel on Atlassian's Connected apps pages, and matching sites with such pages. */
export function panelHandlers(): Pick<
  Handlers,
  'panelPage' | 'panelQueue' | 'panelOpen' | 'panelOff' | 'unmatchedSites' | 'matchSite'
> {
  return {
    async panelPage({ cloudId }, { tabId, url }) {
      const shown =
        tabId !== undefined &&
        (await queueOf(url, cloudId)) !== undefined &&
        (await draw(tabId, 'admin-panel'));
      return shown ? { ok: true } : { ok: false, problem: 'not-open' };
    },

    async panelQueue({ cloudId }, { url }) {
      const queue = await queueOf(url, cloudId);
      return { ok: true, ...present({ queue }) };
    },

    async panelOpen(what, { tabId, url }) {
      if (!adminEdition(url)) return { ok: false, problem: 'not-allowed' };
      const fragment = pageFragment(
        'id' in what ? { kind: 'request', id: what.id } : { kind: what.page },
      );
      await browser.tabs.create({
        url: `${browser.runtime.getURL('/popup.html')}${fragment}`,
        ...(tabId === undefined ? {} : { openerTabId: tabId }),
      });
      return { ok: true };
    },

    async panelOff() {
      await settings.write({ ...(await settings.read()), panel: false });
      return { ok: true };
    },

    async unmatchedSites() {
      const [sites, known] = await Promise.all([sitesWaiting(), siteIds.known()]);
      const left = [...new Set(sites)].filter((site) => !known.has(site)).sort();
      const asked = await Promise.all(left.map(isLookedUp));
      return { ok: true, sites: left.filter((_site, at) => asked[at]) };
    },

    async matchSite({ site }) {
      const origins = [`https://${site}/*`];
      if (!(await browser.permissions.contains({ origins }).catch(() => false))) {
        return { ok: false, problem: 'no-site-permission' };
      }
      const cloudId = await cloudIdOf(site, await isCustomDomain(site));
      if (cloudId) await siteIds.learn(site, cloudId);
      return { ok: true, matched: cloudId !== undefined };
    },
  };
}

/**
 * Has pages of Administration that are open already look again: the first request may have come in
 * on one of them, and what a panel shows may have been decided elsewhere. A second injection of the
 * script is how they are told; a tab that sleeps may take its time over it.
 */
export async function lookAgain(): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...ADMIN_MATCHES], discarded: false });
  const ids = tabs.flatMap(({ id }) => id ?? []);
  await Promise.all(ids.map((id) => draw(id, 'admin-watch')));
}

/**
 * Has the script that looks for Connected apps pages stand ready while requests wait and the panel is
 * wanted.
 */
export async function watchPanel(store: Store): Promise<void> {
  // One after the other: of two at once, the one that looked first must not have the last word.
  const { wanted, changed } = await navigator.locks.request('countersign-panel', async () => {
    const { panel } = await settings.read();
    const ready = panel && (await store.counts(1)).waiting > 0;
    return { wanted: ready, changed: await registerPanel(ready) };
  });
  // Nobody waits for it: what was written is written, whatever those tabs are doing.
  if (wanted || changed) lookAgain().catch(() => undefined);
}
