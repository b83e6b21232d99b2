import { browser } from 'wxt/browser';
import { consentUrl } from '../atlassian/consent-url.ts';
import { AUTHORIZE_MATCHES } from '../atlassian/matches.ts';
import { authorisable, type Expected, expectedOf } from '../requests/authorise.ts';
import { connectPage } from '../requests/connect-page.ts';
import { authorised } from '../requests/decide.ts';
import { signed } from '../requests/moves.ts';
import { type Authorising, authorising, freshState } from './authorising.ts';
import { type Connection, connectionOf } from './connections.ts';
import { digestOf } from './digest.ts';
import { holds } from './holds.ts';
import { notices } from './notices.ts';
import { remembered } from './remembered.ts';
import type { Handlers } from './serve.ts';
import type { Store } from './store.ts';
import { OUTCOME, tidySoon } from './tidy.ts';

const outcomeSlot = (tabId: number) => `authorise-outcome:${tabId}`;

interface Outcome {
  outcome: 'accepted' | 'refused';
  requestId: string;
}

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
async function underWay(tabId: number): Promise<Authorising | undefined> {
  const own = await authorising.of(tabId);
  if (own) return own;
  const { openerTabId } = await browser.tabs.get(tabId);
  const about = openerTabId === undefined ? undefined : await authorising.of(openerTabId);
  return about?.digest === undefined ? about : undefined;
}

/** True where the page is shown to belong to our own connection: by its address, or by what led to it. */
async function isOwn(digest: string, page: URL, seen: Connection | undefined): Promise<boolean> {
  const state = page.searchParams.get('state');
  return seen?.state === digest || (state !== null && (await digestOf(state)) === digest);
}

/**
 * "Authorise for {site}": a consent page of our own making, guarded, its answer held back. And the
 * app's own connect page, whose consent page is compared like that, and whose answer is the app's.
 */
export function authoriseHandlers(
  store: Store,
): Pick<
  Handlers,
  | 'authorise'
  | 'openConnect'
  | 'guardLook'
  | 'guardAccepted'
  | 'guardCancelled'
  | 'authoriseOutcome'
> {
  return {
    async authorise({ id }) {
      const request = await store.one(id);
      if (!request?.review) return { ok: false, problem: 'unknown-request' };
      const may = authorisable(request);
      if (!may.ok) return { ok: false, problem: 'not-authorisable' };
      // Without access to the app's host its answer could not be held back: then not at all.
      const origins = [`https://${may.redirectHost}/*`];
      if (!(await browser.permissions.contains({ origins }))) {
        return { ok: false, problem: 'no-permission' };
      }
      const state = freshState();
      const url = consentUrl(request.edition, may.parts, state);
      if (!url) return { ok: false, problem: 'not-authorisable' };
      const about = { requestId: id, expected: expectedOf(request) };
      await tidySoon();
      const host = new URL(`https://${may.redirectHost}`).hostname;
      const begun = await authorising.begin({ state, host }, about, () => openTab(url));
      return begun ? { ok: true } : { ok: false, problem: 'too-many-consents' };
    },

    async openConnect({ id }) {
      const request = await store.one(id);
      const page = request?.review ? connectPage(request) : undefined;
      if (!request || !page || !('url' in page)) return { ok: false, problem: 'unknown-request' };
      await tidySoon();
      const about = { requestId: id, expected: expectedOf(request) };
      await authorising.accompany(about, () => openTab(page.url));
      return { ok: true };
    },

    async guardLook(_data, { tabId, url, loaded }) {
      const about = tabId === undefined ? undefined : await underWay(tabId);
      if (tabId === undefined || !about) return { ok: false, problem: 'unknown-request' };
      const seen = await connectionOf(tabId, loaded);
      const { expected, digest } = about;
      const held = digest !== undefined;
      return {
        ok: true,
        // zod leaves absent fields absent, whatever its type says under exactOptionalPropertyTypes.
        expected: expected as Expected,
        live: seen?.facts ?? { scopes: [] },
        held,
        strayed: held && !(await isOwn(digest, url, seen)),
        ...(held ? { digest } : {}),
        pkce: false,
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
      const about = tabId === undefined ? undefined : await authorising.of(tabId);
      if (tabId === undefined || about?.digest === undefined) {
        return { ok: false, problem: 'unknown-request' };
      }
      await end(store, tabId, { outcome, requestId: about.requestId });
      return { ok: true };
    },

    async authoriseOutcome(_data, { tabId }) {
      if (tabId === undefined) return { ok: false, problem: 'unknown-request' };
      const stored = await browser.storage.session.get(outcomeSlot(tabId));
      const said = stored[outcomeSlot(tabId)] as Outcome | undefined;
      const request = said && (await store.one(said.requestId));
      if (!said || !request) return { ok: false, problem: 'unknown-request' };
      return { ok: true, outcome: said.outcome, request };
    },
  };
}

/** An Accept was seen: authorised as far as this browser saw, and not yet confirmed. */
async function noteAccept(store: Store, id: string): Promise<void> {
  const name = await remembered.reviewer();
  await store.changeOne(id, (request) => {
    const move = request && authorised(request, Date.now());
    return { writes: move ? [signed(move, name)] : [], result: undefined };
  });
}

/**
 * The answer to a consent of ours was held back: says so on a page of ours, and notes an Accept.
 * The address, with its code, goes no further than this function.
 */
async function heldBack(store: Store, tabId: number, address: string): Promise<void> {
  const about = await authorising.of(tabId);
  const params = new URL(address).searchParams;
  const state = params.get('state');
  if (!about || !state || (await digestOf(state)) !== about.digest) return;
  const outcome = params.has('code') ? 'accepted' : 'refused';
  await end(store, tabId, { outcome, requestId: about.requestId });
}

/** The answer of a consent of ours did not get out of the browser: what happened stands there instead. */
async function end(store: Store, tabId: number, said: Outcome): Promise<void> {
  const accepted = said.outcome === 'accepted';
  if (accepted) await noteAccept(store, said.requestId);
  await browser.storage.session.set({ [outcomeSlot(tabId)]: said });
  if (accepted) await holds.accepted(tabId);
  await authorising.end(tabId);
  await browser.tabs.update(tabId, { url: browser.runtime.getURL(OUTCOME) });
}

/**
 * Listens for answers that were held back (only hosts we were given access to are told of), for
 * other connections started in a guarded tab, and for tabs that are closed.
 */
export function watchHeldBack(store: Store): void {
  browser.webRequest.onErrorOccurred.addListener(
    ({ tabId, url }) => {
      if (tabId >= 0 && url.includes('state=')) heldBack(store, tabId, url).catch(() => undefined);
    },
    { urls: ['https://*/*'], types: ['main_frame'] },
  );
  browser.webRequest.onBeforeRequest.addListener(
    ({ tabId, url }) => {
      if (tabId >= 0) authorising.started(tabId, url).catch(() => undefined);
      return undefined;
    },
    { urls: [...AUTHORIZE_MATCHES], types: ['main_frame'] },
  );
  browser.tabs.onRemoved.addListener((tabId) => {
    const slots = [outcomeSlot(tabId)];
    Promise.all([
      authorising.end(tabId),
      notices.drop(tabId),
      browser.storage.session.remove(slots),
    ]).catch(() => undefined);
  });
}
