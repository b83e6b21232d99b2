import { browser } from 'wxt/browser';
import { ADMIN_MATCHES, CONSENT_MATCHES, INTAKE_MATCHES } from '../atlassian/matches.ts';
import { target } from '../requests/moves.ts';
import type { Store } from '../storage/request-store.ts';
import type { Drawing } from './inject.ts';
import { OWN } from './requester-view.ts';

type Standing = {
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
const STANDING = {
  own: { js: '/consent-banner.js', matches: CONSENT_MATCHES, keep: true },
  // Before any script of the page: who listens to the window first hears first. Kept: a consent page
  // that comes back after a restart has to ask whether it is over.
  guard: { js: '/consent-guard.js', matches: CONSENT_MATCHES, keep: true, runAt: 'document_start' },
  notice: { js: '/link-notice.js', matches: INTAKE_MATCHES, keep: false },
  panel: { js: '/admin-watch.js', matches: ADMIN_MATCHES, keep: true },
} as const satisfies Record<string, Standing>;

async function setStanding(name: keyof typeof STANDING, ready: boolean): Promise<void> {
  const standing = await browser.scripting.getRegisteredContentScripts({ ids: [name] });
  if (standing.length > 0 === ready) return;
  if (!ready) {
    await browser.scripting.unregisterContentScripts({ ids: [name] });
    return;
  }
  const { js, matches, keep, runAt = 'document_idle' }: Standing = STANDING[name];
  await browser.scripting.registerContentScripts([
    {
      id: name,
      js: [js],
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
async function stand(name: keyof typeof STANDING, ready: boolean): Promise<void> {
  await setStanding(name, ready).catch(() => undefined);
}

/**
 * Has one of them stand ready exactly while some slot of `storage.session` begins like this. One
 * after the other: of two at once, the one that looked first must not have the last word.
 */
export function standFor(name: 'guard' | 'notice', prefix: string): Promise<void> {
  return navigator.locks.request('countersign-standing', async () => {
    const slots = Object.keys(await browser.storage.session.get());
    await stand(
      name,
      slots.some((key) => key.startsWith(prefix)),
    );
  });
}

/** Nothing stands ready any more, whatever this or an earlier version had registered. */
export async function standDown(): Promise<void> {
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
export async function standPanel(ready: boolean): Promise<boolean> {
  const before = await browser.scripting.getRegisteredContentScripts({ ids: ['panel'] });
  await stand('panel', ready);
  return before.length > 0 !== ready;
}
