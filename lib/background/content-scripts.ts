import { browser } from 'wxt/browser';
import { type OtherHost, originsOf, pagesOf } from '../atlassian/custom-hosts.ts';
import { ADMIN_MATCHES, CONSENT_MATCHES, SHARE_LINK_MATCHES } from '../atlassian/matches.ts';
import { allHosts } from '../browser/custom-hosts.ts';
import type { Notice, RequesterView } from '../messages/types.ts';
import { liveAsks } from '../requests/asks.ts';
import { connectPage } from '../requests/connect-page.ts';
import { target } from '../requests/moves.ts';
import type { ApprovalRequest, Decision } from '../requests/schema.ts';
import type { Store } from '../storage/request-store.ts';
import { type Drawing, PARTS } from './script-files.ts';

/** A person's own requests are few; more than this many are no longer searched. */
export const OWN = 500;

/** The request as a script on a page may know it: nothing of other people in it. */
export function requesterView(request: ApprovalRequest): RequesterView {
  // What the reviewer calls a rule is nothing for a page.
  const { rule: _, ...decision } = request.decision ?? {};
  const page = connectPage(request);
  return {
    id: request.id,
    status: request.status,
    appName: request.app.name,
    site: request.site,
    createdAt: request.createdAt,
    people: liveAsks(request.requesters).length,
    ...(request.decision && { decision: decision as Decision }),
    ...(request.grantedAt && { grantedAt: request.grantedAt }),
    // Nothing moves an expired request but an answer, which makes it another status.
    ...(request.status === 'expired' && { expiredAt: request.updatedAt }),
    ...('url' in page && { wayBack: page.url }),
    ...(request.dataCenter && { dataCenter: request.dataCenter }),
  };
}

/** The files of a script, in the order in which they run. */
const filesOf = (script: Drawing) =>
  [...PARTS[script], script].map((name) => `/${name}.js` as const);

/**
 * Brings a script of ours into the top frame of a tab. Each of them sees to it that a second one
 * changes nothing.
 * @returns false where the page is gone or may not be touched
 */
export async function draw(tabId: number, script: Drawing): Promise<boolean> {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      files: filesOf(script),
    });
    return true;
  } catch {
    return false;
  }
}

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
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  if (registered && [...(registered.matches ?? [])].sort().join() === matches.join()) return;
  // Registered anew and not updated: Firefox forgets what an update leaves out.
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [ID] });
  await browser.scripting.registerContentScripts([
    {
      id: ID,
      js: filesOf('consent-banner'),
      matches,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}

/**
 * Registers the banner on the OAuth pages of the hosts that were added, and nowhere else.
 * One at a time: two lists at once would leave the older one. Never throws.
 */
export async function registerOnHosts(): Promise<void> {
  await navigator.locks.request(ID, register).catch(() => undefined);
}

/**
 * Keeps it so: a list can change by policy, a permission can be taken back in the browser, and an
 * update of the extension forgets what was registered.
 */
export function watchHosts(): void {
  const again = () => {
    registerOnHosts().catch(() => undefined);
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

type Registration = {
  script: Drawing;
  matches: readonly string[];
  keep: boolean;
  runAt?: 'document_start' | 'document_idle';
};

/**
 * Scripts registered on Atlassian's pages while there is something to do there, and for nobody
 * else:
 * - `own`: the banner, on consent pages, while this person has a request that could turn out
 *   granted (somebody must see the page without its block);
 * - `guard`: on consent pages, while a reviewer authorizes an app;
 * - `notice`: on the pages where people land after opening a link, a sign-in later perhaps;
 * - `panel`: in Administration, while requests wait: looks out for the page that gets the panel.
 * Registered with the browser, so that no page has to be asked and no worker woken.
 */
const SCRIPTS = {
  own: { script: 'consent-banner', matches: CONSENT_MATCHES, keep: true },
  // Before any script of the page: who listens to the window first hears first. Kept: a consent page
  // that comes back after a restart has to ask whether it is over.
  guard: { script: 'consent-guard', matches: CONSENT_MATCHES, keep: true, runAt: 'document_start' },
  notice: { script: 'link-notice', matches: SHARE_LINK_MATCHES, keep: false },
  panel: { script: 'admin-watch', matches: ADMIN_MATCHES, keep: true },
} as const satisfies Record<string, Registration>;

async function setRegistered(name: keyof typeof SCRIPTS, ready: boolean): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [name] });
  if (registered.length > 0 === ready) return;
  if (!ready) {
    await browser.scripting.unregisterContentScripts({ ids: [name] });
    return;
  }
  const { script, matches, keep, runAt = 'document_idle' }: Registration = SCRIPTS[name];
  await browser.scripting.registerContentScripts([
    {
      id: name,
      js: filesOf(script),
      matches: [...matches],
      runAt,
      persistAcrossSessions: keep,
    },
  ]);
}

/**
 * Registers or unregisters a script. Idempotent. Never throws: two messages at once may both want
 * the same, and what was written or told before must not be called a failure for it.
 */
async function setReady(name: keyof typeof SCRIPTS, ready: boolean): Promise<void> {
  await setRegistered(name, ready).catch(() => undefined);
}

/**
 * Registers a script exactly while some slot of `storage.session` begins like this. One after the
 * other: of two at once, the one that looked first must not have the last word.
 */
export function registerFor(name: 'guard' | 'notice', prefix: string): Promise<void> {
  return navigator.locks.request('countersign-scripts', async () => {
    const slots = Object.keys(await browser.storage.session.get());
    await setReady(
      name,
      slots.some((key) => key.startsWith(prefix)),
    );
  });
}

/** Unregisters every script, of earlier versions too. */
export async function unregister(): Promise<void> {
  await browser.scripting.unregisterContentScripts();
}

/** Registers the banner while a page without its block would be news. */
export async function watchOwn(store: Store): Promise<void> {
  const own = await store.own(OWN);
  await setReady(
    'own',
    own.some((one) => one.asked && target('grant', one.status) !== undefined),
  );
}

/** @returns true if that changed something */
export async function registerPanel(ready: boolean): Promise<boolean> {
  const before = await browser.scripting.getRegisteredContentScripts({ ids: ['panel'] });
  await setReady('panel', ready);
  return before.length > 0 !== ready;
}

const PREFIX = 'notice:';
const slot = (tabId: number) => `${PREFIX}${tabId}`;

/** A sign-in is over long before this, in milliseconds. */
const KEEP = 60 * 60_000;

/** Only this file writes these slots; `at` is when. */
interface Waiting {
  at: number;
  notice: Notice;
}

const waitingIn = async (): Promise<[string, Waiting][]> =>
  Object.entries(await browser.storage.session.get<Record<string, Waiting>>()).filter(([key]) =>
    key.startsWith(PREFIX),
  );

/**
 * What is to be told in a tab in which a link was opened. It waits in `storage.session`, because a
 * sign-in may come in between: the page that took the link in is not always the one people see.
 */
export const notices = {
  async put(tabId: number, notice: Notice): Promise<void> {
    const waiting: Waiting = { at: Date.now(), notice };
    await browser.storage.session.set({ [slot(tabId)]: waiting });
    await registerFor('notice', PREFIX);
  },
  async get(tabId: number): Promise<Notice | undefined> {
    const stored = await browser.storage.session.get<Record<string, Waiting>>(slot(tabId));
    return stored[slot(tabId)]?.notice;
  },
  async drop(tabId: number): Promise<void> {
    await browser.storage.session.remove(slot(tabId));
    await registerFor('notice', PREFIX);
  },
  /**
   * Drops what nobody came for: too old, or its tab is gone.
   * @returns how many still wait
   */
  async sweep(now: number, tabs: ReadonlySet<number>): Promise<number> {
    const waiting = await waitingIn();
    const over = waiting.filter(
      ([key, { at }]) => !(now - at < KEEP) || !tabs.has(Number(key.slice(PREFIX.length))),
    );
    await browser.storage.session.remove(over.map(([key]) => key));
    await registerFor('notice', PREFIX);
    return waiting.length - over.length;
  },
};
