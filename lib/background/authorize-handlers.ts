import { browser } from 'wxt/browser';
import { consentUrl } from '../atlassian/links.ts';
import { type Connection, connectionOf } from '../browser/tab-connection.ts';
import { digestOf } from '../digest.ts';
import type { Failed } from '../messages/types.ts';
import { authorizable, type Expected, expectedOf } from '../requests/authorize.ts';
import { connectPage } from '../requests/connect-page.ts';
import { type Consent, consents, freshSecret } from '../storage/consents.ts';
import type { Store } from '../storage/request-store.ts';
import { lockRefused } from '../storage/stored-settings.ts';
import {
  type ConsentTab,
  consentTabs,
  type Ending,
  isHeld,
  leadAway,
  outcomeSlot,
  recognise,
} from './authorize-tabs.ts';
import { answered, noteAccept } from './consent-answers.ts';
import { scheduleCleanup } from './schedule.ts';
import type { Handlers } from './serve.ts';

/** Opens an address in a new tab; answers with the tab's number. */
async function openTab(url: string): Promise<number> {
  const { id } = await browser.tabs.create({ url });
  if (id === undefined) throw new Error('The browser opened no tab that can be named.');
  return id;
}

/**
 * What is under way in a tab. Apps open their consent pages in windows of their own, too: such a
 * window belongs to the tab that opened it.
 */
async function underWay(tabId: number): Promise<ConsentTab | undefined> {
  const own = await consentTabs.of(tabId);
  if (own) return own;
  const { openerTabId } = await browser.tabs.get(tabId);
  const about = openerTabId === undefined ? undefined : await consentTabs.of(openerTabId);
  return about?.digest === undefined ? about : undefined;
}

/**
 * True where the page is shown to belong to this consent of ours: by its address, by what led to it,
 * or because this very address was shown to before (a tab that was duplicated).
 */
async function ownPage(
  { digest }: Consent,
  page: URL,
  seen: Connection | undefined,
): Promise<boolean> {
  const state = page.searchParams.get('state');
  const shown = seen?.state === digest || (state !== null && (await digestOf(state)) === digest);
  if (shown) await consents.seenAt(digest, page.href);
  return shown || (await consents.at(page.href))?.digest === digest;
}

/**
 * The time of a hold is over, and the alarm may be late: nothing may be accepted in its tab. Another
 * one's page that stands there is left in peace.
 */
async function over(
  tabId: number,
  { requestId, digest }: ConsentTab,
  seen: Connection | undefined,
): Promise<Failed> {
  if (seen && seen.state !== digest) {
    await consentTabs.end(tabId);
    return { ok: false, problem: 'unknown-request' };
  }
  await leadAway(tabId, { outcome: 'over', requestId });
  return { ok: false, problem: 'too-late' };
}

/** The consent of ours that is under way in a tab, while its answer is held. */
async function heldIn(tabId: number): Promise<Consent | undefined> {
  const about = await consentTabs.of(tabId);
  const consent = about?.digest === undefined ? undefined : await consents.one(about.digest);
  return consent && (await isHeld(consent)) ? consent : undefined;
}

/**
 * "Authorise for {site}": a consent page of our own making, guarded, its answer held back. And the
 * app's own connect page, whose consent page is compared like that, and whose answer is the app's.
 */
export function authorizeHandlers(
  store: Store,
): Pick<
  Handlers,
  | 'authorize'
  | 'openConnect'
  | 'guardLook'
  | 'guardAccepted'
  | 'guardCancelled'
  | 'authorizeOutcome'
> {
  return {
    async authorize({ id }) {
      const request = await store.one(id);
      if (!request?.review) return { ok: false, problem: 'unknown-request' };
      const may = authorizable(request);
      if (!may.ok) return { ok: false, problem: 'not-authorisable' };
      // Without access to the app's host its answer could not be held back: then not at all.
      const origins = [`https://${may.hostname}/*`];
      if (!(await browser.permissions.contains({ origins }))) {
        return { ok: false, problem: 'no-permission' };
      }
      if (await lockRefused.has(may.parts.clientId)) return { ok: false, problem: 'lock-refused' };
      const lock = { state: freshSecret(), challenge: freshSecret() };
      const url = consentUrl(request.edition, may.parts, lock);
      if (!url) return { ok: false, problem: 'not-authorisable' };
      const about = { requestId: id, expected: expectedOf(request) };
      await scheduleCleanup();
      const begun = await consentTabs.begin(lock.state, about, () => openTab(url));
      if (begun === 'begun') return { ok: true };
      return { ok: false, problem: begun === 'no-hold' ? begun : 'too-many-consents' };
    },

    async openConnect({ id }) {
      const request = await store.one(id);
      const page = request?.review ? connectPage(request) : undefined;
      if (!request || !page || !('url' in page)) return { ok: false, problem: 'unknown-request' };
      await scheduleCleanup();
      const about = { requestId: id, expected: expectedOf(request) };
      await consentTabs.accompany(about, () => openTab(page.url));
      return { ok: true };
    },

    async guardLook(_data, { tabId, url, loaded }) {
      if (tabId === undefined) return { ok: false, problem: 'unknown-request' };
      // No word that nothing is under way: the page that is being taken away stays held till then.
      if (await recognise(tabId, url.href)) return { ok: false, problem: 'too-late' };
      const about = await underWay(tabId);
      if (!about) return { ok: false, problem: 'unknown-request' };
      const consent = await heldIn(tabId);
      if (about.digest !== undefined && !consent) {
        return over(tabId, about, await connectionOf(tabId, loaded));
      }
      const seen = await connectionOf(tabId, loaded);
      const ours = consent && (await ownPage(consent, url, seen));
      return {
        ok: true,
        // zod leaves absent fields absent, whatever its type says under exactOptionalPropertyTypes.
        expected: about.expected as Expected,
        live: seen?.facts ?? { scopes: [] },
        held: consent !== undefined,
        // Whatever began in this tab: what counts is the connection that this page belongs to.
        strayed: ours === false,
        // Every consent address of ours carries a challenge.
        pkce: consent !== undefined,
        ...(consent && { digest: consent.digest, until: consent.until }),
      };
    },

    async guardAccepted(_data, { tabId }) {
      const about = tabId === undefined ? undefined : await underWay(tabId);
      // Of a consent of ours the held answer tells, and nothing that a page says.
      if (!about || about.digest !== undefined) return { ok: false, problem: 'unknown-request' };
      await noteAccept(store, about.requestId);
      return { ok: true };
    },

    async guardCancelled({ outcome }, { tabId }) {
      // The page has stopped it: whether the rules would have is no matter any more.
      const about = tabId === undefined ? undefined : await consentTabs.of(tabId);
      const consent = about?.digest === undefined ? undefined : await consents.one(about.digest);
      if (tabId === undefined || !consent) return { ok: false, problem: 'unknown-request' };
      await answered(store, tabId, consent, outcome);
      return { ok: true };
    },

    async authorizeOutcome(_data, { tabId }) {
      if (tabId === undefined) return { ok: false, problem: 'unknown-request' };
      const stored = await browser.storage.session.get(outcomeSlot(tabId));
      const ending = stored[outcomeSlot(tabId)] as Ending | undefined;
      const request = ending && (await store.one(ending.requestId));
      if (!ending || !request) return { ok: false, problem: 'unknown-request' };
      return { ok: true, outcome: ending.outcome, request };
    },
  };
}
