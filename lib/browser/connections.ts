import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import {
  type AuthorizeFacts,
  parseStartPage,
  readAuthorizeUrl,
} from '../atlassian/authorize-url.ts';
import { AUTHORIZE_MATCHES, OPTIONAL_AUTHORIZE_MATCHES } from '../atlassian/matches.ts';
import type { OtherHost } from '../atlassian/other-hosts.ts';
import { App, Ask } from '../requests/schema.ts';
import { clients } from './clients.ts';
import { hostsWith } from './hosts-item.ts';

/**
 * What the authorization request said that led a tab to its consent page. Kept in
 * `storage.session` (memory, gone with the browser), because the consent page's own address may
 * hold nothing but an opaque context.
 */
const Seen = z.object({
  at: z.number(),
  clientId: App.shape.clientId,
  scopes: App.shape.scopes,
  redirect: App.shape.redirect,
  resource: App.shape.resource,
  startPage: Ask.shape.startPage,
});

/** A consent page is left or expired long before this, in milliseconds. */
const KEEP = 60 * 60_000;
const slot = (tabId: number) => `connection:${tabId}`;

/** Whoever asks about a tab waits for what is just being remembered of it. */
const lock = (tabId: number) => `countersign-connection-${tabId}`;

type Details = { tabId: number; url: string; initiator?: string; originUrl?: string };

/** Remembers the safe fields of an authorization request. The address itself goes no further. */
async function remember(details: Details): Promise<void> {
  const facts = readAuthorizeUrl(new URL(details.url));
  // Firefox tells the page. Chromium hides it from us without a permission for the app's host.
  const startPage = parseStartPage(details.originUrl ?? details.initiator);
  const seen = { at: Date.now(), ...facts, ...(startPage ? { startPage } : {}) };
  await browser.storage.session.set({ [slot(details.tabId)]: seen });
}

/** The same on the sign-in host of an Isolated Cloud that was added; any other address is let go. */
async function rememberIsolated(details: Details): Promise<void> {
  const { hostname } = new URL(details.url);
  if (!hostname.startsWith('auth.')) return;
  const isIt = ({ kind, host }: OtherHost) =>
    kind === 'isolated-cloud' && hostname === `auth.${host}`;
  if ((await hostsWith(isIt)).some(isIt)) await remember(details);
}

/** Remembers in its turn: the lock is asked for before anything else can ask about the tab. */
function note(details: Details, how: (details: Details) => Promise<void>): undefined {
  if (details.tabId < 0) return;
  navigator.locks.request(lock(details.tabId), () => how(details)).catch(() => undefined);
}

/** What is remembered for a tab, or undefined: nothing was seen, it is old, or it does not parse. */
export async function connectionOf(tabId: number): Promise<AuthorizeFacts | undefined> {
  const stored = await navigator.locks.request(lock(tabId), { mode: 'shared' }, () =>
    browser.storage.session.get(slot(tabId)),
  );
  const parsed = z.safeParse(Seen, stored[slot(tabId)]);
  if (!parsed.success || Date.now() - parsed.data.at > KEEP) return undefined;
  const { at: _, ...facts } = parsed.data;
  // zod leaves absent fields absent, whatever its type says under exactOptionalPropertyTypes.
  return facts as AuthorizeFacts;
}

/** Starts watching. Main frames only; nothing is blocked or changed. */
export function watchConnections(): void {
  browser.webRequest.onBeforeRequest.addListener((details) => note(details as Details, remember), {
    urls: [...AUTHORIZE_MATCHES],
    types: ['main_frame'],
  });
  browser.webRequest.onBeforeRequest.addListener(
    (details) => note(details as Details, rememberIsolated),
    { urls: [...OPTIONAL_AUTHORIZE_MATCHES], types: ['main_frame'] },
  );
  browser.tabs.onRemoved.addListener((tabId) => {
    browser.storage.session.remove(slot(tabId)).catch(() => undefined);
    clients.drop(tabId).catch(() => undefined);
  });
}
