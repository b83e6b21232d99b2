import { browser } from 'wxt/browser';
import { adminEdition, isAtlassianSite } from '../atlassian/hosts.ts';
import { ADMIN_MATCHES } from '../atlassian/matches.ts';
import { say } from '../browser/i18n.ts';
import type { Toggles } from '../messages/page.ts';
import { pageFragment, readPageFragment } from '../popup-url.ts';
import { present } from '../present.ts';
import { auditOf, type Note, withReviewerName } from '../requests/moves.ts';
import {
  closed,
  later,
  nextReminder,
  type OpenToggle,
  opened,
  readToggles,
  remind,
} from '../requests/reminders.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { PANEL_ITEMS, type PanelQueue, panelItem } from '../review/panel-item.ts';
import { overridesOf } from '../review/scopes/level-overrides.ts';
import { keptItem } from '../storage/kept-item.ts';
import { sitesWaiting, waitingFor } from '../storage/request-reader.ts';
import type { Store, Write } from '../storage/request-store.ts';
import { levelList } from '../storage/stored-rules.ts';
import { remembered, settings, siteIds } from '../storage/stored-settings.ts';
import { draw, registerPanel } from './content-scripts.ts';
import { isCustomDomain } from './hosts-handlers.ts';
import { dismiss, notify, onNotificationClick } from './notify.ts';
import { setAlarm } from './schedule.ts';
import type { Handlers } from './serve.ts';
import { cloudIdOf } from './site-fetch.ts';

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

const togglesItem = keptItem<unknown>('openToggles', []);

const read = async (): Promise<OpenToggle[]> => readToggles(await togglesItem.getValue());

/**
 * Where "User installed apps" is open, as the reviewer told. Kept, because it has to be
 * remembered over killed workers and restarts; owned by the background.
 */
export const openToggles = {
  read,
  /** changes the list, one change after the other, and sets the alarm for what is next */
  change<T>(edit: (list: readonly OpenToggle[]) => { list: OpenToggle[]; result: T }): Promise<T> {
    return navigator.locks.request('countersign-open-toggles', async () => {
      const before = await read();
      const { list, result } = edit(before);
      // First what must not be lost; an alarm that is missing is made at the next look.
      if (JSON.stringify(list) !== JSON.stringify(before)) await togglesItem.setValue(list);
      // Alarms may be lost with a restart, so each look at the list sets it anew.
      await setAlarm('open-toggle', nextReminder(list));
      return result;
    });
  },
};

const NOTICE = 'open-toggle:';
/** One notification for each site: a second reminder takes the place of the first. */
const noticeId = ({ requestId }: Pick<OpenToggle, 'requestId'>) => `${NOTICE}${requestId}`;

const noticeOf = (one: OpenToggle) => ({
  id: noticeId(one),
  title: say('toggle_strip'),
  message: say('toggle_remind', one.site || say('status_someSite')),
});

/**
 * Reminds of what is due, and sees to it that the next reminder comes.
 * @param again also of what was reminded of before
 */
export async function lookAtToggles(again = false): Promise<void> {
  const due = await openToggles.change((list) => {
    const { due, after } = remind(list, Date.now(), again);
    return { list: after, result: due };
  });
  await notify(due.map(noticeOf));
}

/** A reminder leads to the request, and to the strip above it that says what to do. */
function openRequest(notice: string): void {
  const address = readPageFragment(`#request=${notice.slice(NOTICE.length)}`);
  if (!notice.startsWith(NOTICE) || address.kind !== 'request') return;
  const url = `${browser.runtime.getURL('/popup.html')}${pageFragment(address)}` as const;
  browser.tabs.create({ url }).catch(() => undefined);
}

/** Reminds at each start, too: of the browser once more of everything that is open. */
export function watchToggles(): void {
  const lookNow = (again: boolean) => {
    lookAtToggles(again).catch(() => undefined);
  };
  browser.runtime.onStartup.addListener(() => lookNow(true));
  onNotificationClick(openRequest);
  lookNow(false);
}

/** The request as it is, with a line in the audit log. */
function noted(request: ApprovalRequest, note: Note, name: string): Write {
  const { status } = request;
  const audit = auditOf(request, { move: note, from: status, actor: 'reviewer', at: Date.now() });
  return withReviewerName({ request, audit }, name);
}

/** "User installed apps", opened for a moment: what only the extension's own pages may say of it. */
export function toggleHandlers(
  store: Store,
): Pick<Handlers, 'toggleOpened' | 'toggleClosed' | 'toggleLater' | 'readToggles'> {
  const toggles = async (): Promise<Toggles & { ok: true }> => {
    const [open, { remindMinutes }] = await Promise.all([openToggles.read(), settings.read()]);
    return { ok: true, open, minutes: remindMinutes };
  };
  const note = async (id: string, what: Note) => {
    const name = await remembered.reviewer();
    await store.changeOne(id, (found) => ({
      writes: found ? [noted(found, what, name)] : [],
      result: undefined,
    }));
  };
  return {
    async toggleOpened({ id }) {
      const request = await store.one(id);
      if (!request?.review) return { ok: false, problem: 'unknown-request' };
      if (request.status !== 'approved') return { ok: false, problem: 'not-open' };
      const { remindMinutes } = await settings.read();
      const news = await openToggles.change((list) => {
        const after = opened(list, request, Date.now(), remindMinutes);
        return { list: after, result: after.length > list.length };
      });
      if (news) await note(id, 'toggle-opened');
      return toggles();
    },

    async toggleClosed({ id }) {
      const gone = await openToggles.change((list) => {
        const after = closed(list, id);
        return { list: after, result: after.length < list.length };
      });
      if (gone) {
        await dismiss(noticeId({ requestId: id }));
        await note(id, 'toggle-closed');
      }
      return toggles();
    },

    async toggleLater({ id }) {
      const { remindMinutes } = await settings.read();
      await openToggles.change((list) => ({
        list: later(list, id, Date.now(), remindMinutes),
        result: undefined,
      }));
      await dismiss(noticeId({ requestId: id }));
      return toggles();
    },

    readToggles: toggles,
  };
}
