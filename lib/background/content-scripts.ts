import { browser } from 'wxt/browser';
import { type OtherHost, originsOf, pagesOf } from '../atlassian/custom-hosts.ts';
import { ADMIN_MATCHES, CONSENT_MATCHES, SHARE_LINK_MATCHES } from '../atlassian/matches.ts';
import { allHosts } from '../browser/custom-hosts.ts';
import { target } from '../requests/moves.ts';
import type { Store } from '../storage/request-store.ts';
import { OWN } from './requester-view.ts';

/** What is drawn into a page only when there is something to draw. */
export type Drawing =
  | '/consent-banner.js'
  | '/consent-guard.js'
  | '/link-notice.js'
  | '/admin-watch.js'
  | '/admin-panel.js';

const DRAWS = ['/page-ui.js'] as const;
const READS = [...DRAWS, '/page-reading.js'] as const;
/** What each needs that is in files of their own (scripts/build/page-parts.ts), and then itself. */
const FILES = {
  '/consent-banner.js': [...READS, '/consent-banner.js'],
  '/consent-guard.js': [...READS, '/consent-guard.js'],
  '/link-notice.js': [...DRAWS, '/link-notice.js'],
  '/admin-watch.js': ['/admin-watch.js'],
  '/admin-panel.js': [...DRAWS, '/admin-panel.js'],
} as const satisfies Record<Drawing, readonly string[]>;

/**
 * Brings a script of ours into the top frame of a tab. Each of them sees to it that a second one
 * changes nothing.
 * @returns false where the page is gone or may not be touched
 */
export async function draw(tabId: number, file: Drawing): Promise<boolean> {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      files: [...FILES[file]],
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
      js: [...FILES['/consent-banner.js']],
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

type ScriptName = {
  js: Drawing;
  matches: readonly string[];
  keep: boolean;
  runAt?: 'document_start' | 'document_idle';
};

/**
 * Scripts that stand ready on Atlassian's pages for as long as there is something to see to, and
 * for nobody else:
 * - `own`: the banner, on consent pages, while this person has a request that could turn out
 *   granted (somebody must see the page without its block);
 * - `guard`: on consent pages, while a reviewer authorises an app;
 * - `notice`: on the pages where people land after opening a link, a sign-in later perhaps;
 * - `panel`: in Administration, while requests wait: looks out for the page that gets the panel.
 * Registered with the browser, so that no page has to be asked and no worker woken.
 */
const SCRIPTS = {
  own: { js: '/consent-banner.js', matches: CONSENT_MATCHES, keep: true },
  // Before any script of the page: who listens to the window first hears first. Kept: a consent page
  // that comes back after a restart has to ask whether it is over.
  guard: { js: '/consent-guard.js', matches: CONSENT_MATCHES, keep: true, runAt: 'document_start' },
  notice: { js: '/link-notice.js', matches: SHARE_LINK_MATCHES, keep: false },
  panel: { js: '/admin-watch.js', matches: ADMIN_MATCHES, keep: true },
} as const satisfies Record<string, ScriptName>;

async function setRegistered(name: keyof typeof SCRIPTS, ready: boolean): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [name] });
  if (registered.length > 0 === ready) return;
  if (!ready) {
    await browser.scripting.unregisterContentScripts({ ids: [name] });
    return;
  }
  const { js, matches, keep, runAt = 'document_idle' }: ScriptName = SCRIPTS[name];
  await browser.scripting.registerContentScripts([
    {
      id: name,
      js: [...FILES[js]],
      matches: [...matches],
      runAt,
      persistAcrossSessions: keep,
    },
  ]);
}

/**
 * Has one of them stand ready, or stand down; where that is so already, nothing happens. Never
 * throws: two messages at once may both want the same, the second finds it done, and what was
 * written or told before must not be called a failure for it.
 */
async function stand(name: keyof typeof SCRIPTS, ready: boolean): Promise<void> {
  await setRegistered(name, ready).catch(() => undefined);
}

/**
 * Has one of them stand ready exactly while some slot of `storage.session` begins like this. One
 * after the other: of two at once, the one that looked first must not have the last word.
 */
export function registerFor(name: 'guard' | 'notice', prefix: string): Promise<void> {
  return navigator.locks.request('countersign-standing', async () => {
    const slots = Object.keys(await browser.storage.session.get());
    await stand(
      name,
      slots.some((key) => key.startsWith(prefix)),
    );
  });
}

/** Nothing stands ready any more, whatever this or an earlier version had registered. */
export async function unregister(): Promise<void> {
  await browser.scripting.unregisterContentScripts();
}

/** True while a page without its block would be news. */
export async function watchOwn(store: Store): Promise<void> {
  const own = await store.own(OWN);
  await stand(
    'own',
    own.some((one) => one.asked && target('grant', one.status) !== undefined),
  );
}

/** @returns true where it stood otherwise before */
export async function registerPanel(ready: boolean): Promise<boolean> {
  const before = await browser.scripting.getRegisteredContentScripts({ ids: ['panel'] });
  await stand('panel', ready);
  return before.length > 0 !== ready;
}
