import { browser } from 'wxt/browser';
import { isAtlassianHost } from '../atlassian/hosts.ts';
import { CONSENT_MATCHES, ERROR_MATCHES, SERVER_MATCHES } from '../atlassian/matches.ts';
import { digestOf } from '../digest.ts';
import { authorised } from '../requests/decide.ts';
import { withReviewerName } from '../requests/moves.ts';
import { type Consent, consents } from '../storage/consents.ts';
import type { Store } from '../storage/request-store.ts';
import { lockRefused, remembered } from '../storage/stored-settings.ts';
import {
  consentTabs,
  endOf,
  endRevoked,
  leadAway,
  outcomeSlot,
  recognise,
  recover,
} from './authorize-tabs.ts';
import { isOfOne, startOf } from './connections.ts';
import { notices } from './content-scripts.ts';

/** A code lives ten minutes at most (RFC 6749 §4.1.2, recommended); the back button can repeat it. */
const AFTER_ACCEPT = 15 * 60_000;

type Ended = Exclude<Consent['outcome'], undefined>;

/** An Accept was seen: authorized as far as this browser saw, and not yet confirmed. */
export async function noteAccept(store: Store, id: string): Promise<void> {
  const name = await remembered.reviewer();
  await store.changeOne(id, (request) => {
    const move = request && authorised(request, Date.now());
    return { writes: move ? [withReviewerName(move, name)] : [], result: undefined };
  });
}

/**
 * The answer to a consent of ours was kept from the app: notes an Accept, and says so on a page of
 * ours. The first answer counts; another one, in a tab that was opened again, changes nothing.
 */
export async function answered(
  store: Store,
  tabId: number,
  { digest, requestId }: Consent,
  outcome: Ended,
): Promise<void> {
  const news = (await consents.one(digest))?.outcome === undefined;
  const accepted = outcome === 'accepted';
  if (news && accepted) await noteAccept(store, requestId);
  await consents.change(digest, (one) => ({
    ...one,
    outcome: one.outcome ?? outcome,
    // As long as the code could be delivered again, and no longer.
    until: news && accepted ? Date.now() + AFTER_ACCEPT : one.until,
  }));
  const now = await consents.one(digest);
  await leadAway(tabId, now ? endOf(now) : { outcome, requestId });
}

/** Atlassian did not take our address, and the lock is the one thing in it that apps need not send. */
async function rejected(store: Store, tabId: number, consent: Consent): Promise<void> {
  const { clientId } = consent.expected;
  if (clientId) await lockRefused.add(clientId);
  await answered(store, tabId, consent, 'rejected');
}

/** The consent that an answer belongs to: any address but Atlassian's own with our `state` in it. */
async function consentOf(url: URL): Promise<Consent | undefined> {
  const state = url.searchParams.get('state');
  if (state === null || isAtlassianHost(url.hostname)) return undefined;
  return consents.one(await digestOf(state));
}

/**
 * An answer that went no further. The address, with its code, goes no further than this function.
 * @returns true where it was ours
 */
async function heldBack(store: Store, tabId: number, url: URL): Promise<boolean> {
  const consent = await consentOf(url);
  if (!consent) return false;
  const error = url.searchParams.get('error');
  if (url.searchParams.has('code')) await answered(store, tabId, consent, 'accepted');
  else if (error === 'invalid_request') await rejected(store, tabId, consent);
  else await answered(store, tabId, consent, error === 'access_denied' ? 'refused' : 'rejected');
  return true;
}

/** The sign-in's error page: whether it is about our address, the way to it tells. */
async function errorPage(store: Store, { tabId, url, requestId }: Details): Promise<void> {
  if (new URL(url).searchParams.get('error') !== 'invalid_request') return;
  const state = await startOf(tabId, requestId);
  const consent = state === undefined ? undefined : await consents.one(state);
  if (consent && consent.outcome === undefined) await rejected(store, tabId, consent);
}

/**
 * A page on a consent host comes up, or leads on at once. An opaque address that our `state` led to
 * is noted before anything is drawn there: a sign-in may come in between, and the browser's end.
 */
async function consentPage({ tabId, url, requestId }: Details): Promise<void> {
  const state = await startOf(tabId, requestId);
  if (state !== undefined && isOfOne(new URL(url))) await consents.seenAt(state, url);
  await recognise(tabId, url);
}

type Details = { tabId: number; url: string; requestId: string };
type Headers = Details & {
  responseHeaders?: { name: string; value?: string | undefined }[] | undefined;
};

/** Where a response leads, if it does. */
function locationOf({ url, responseHeaders = [] }: Headers): URL | undefined {
  const { value = '' } =
    responseHeaders.find(({ name }) => name.toLowerCase() === 'location') ?? {};
  return value !== '' && URL.canParse(value, url) ? new URL(value, url) : undefined;
}

/**
 * Listens for answers that are held back: at the server that sends them (Chromium's rule blocks
 * them, in Firefox this listener), and on the way into an app, of whose host we hear where we were
 * given access to it.
 */
function watchAnswers(store: Store): void {
  const atSource = async (details: Headers) => {
    const to = details.tabId >= 0 ? locationOf(details) : undefined;
    const ours = to !== undefined && (await heldBack(store, details.tabId, to));
    return import.meta.env.FIREFOX && ours ? { cancel: true } : {};
  };
  const from = { urls: [...SERVER_MATCHES], types: ['main_frame' as const] };
  if (import.meta.env.FIREFOX) {
    browser.webRequest.onHeadersReceived.addListener(atSource as never, from, [
      'blocking',
      'responseHeaders',
    ]);
  } else {
    browser.webRequest.onHeadersReceived.addListener(
      (details) => {
        atSource(details).catch(() => undefined);
        return undefined;
      },
      from,
      ['responseHeaders'],
    );
  }
  browser.webRequest.onErrorOccurred.addListener(
    ({ tabId, url }) => {
      if (tabId < 0 || !url.includes('state=')) return;
      heldBack(store, tabId, new URL(url)).catch(() => undefined);
    },
    { urls: ['https://*/*'], types: ['main_frame'] },
  );
}

/** Listens for pages that belong to a consent of ours. */
function watchPages(store: Store): void {
  const onPage = (urls: readonly string[], look: (details: Details) => Promise<void>) =>
    browser.webRequest.onBeforeRequest.addListener(
      (details) => {
        if (details.tabId >= 0) look(details).catch(() => undefined);
        return undefined;
      },
      { urls: [...urls], types: ['main_frame'] },
    );
  onPage(CONSENT_MATCHES, consentPage);
  onPage(ERROR_MATCHES, (details) => errorPage(store, details));
}

/** Watches over the consents of ours, and over what is left of those of an earlier session. */
export function watchConsents(store: Store): void {
  watchAnswers(store);
  watchPages(store);
  browser.permissions.onRemoved.addListener(() => {
    endRevoked().catch(() => undefined);
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    const slots = [outcomeSlot(tabId)];
    Promise.all([
      consentTabs.end(tabId),
      notices.drop(tabId),
      browser.storage.session.remove(slots),
    ]).catch(() => undefined);
  });
  recover().catch(() => undefined);
}
