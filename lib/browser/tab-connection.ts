import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import { digestOf } from '../digest.ts';
import { present } from '../present.ts';
import { App, Ask } from '../requests/schema.ts';

/**
 * Facts of the authorization request that led a tab to its consent page. Kept in
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
  /** digest of its `state`, to recognize our own */
  state: z.optional(z.string()),
});
export type Seen = z.infer<typeof Seen>;

/**
 * Seen counts for the page to which it really led, and for no other that the tab shows: a request
 * that was answered with nothing (204), broken off or overtaken led nowhere.
 */
const Tab = z.object({
  /** the request under way: its redirects keep the browser's id of it */
  coming: z.optional(z.object({ request: z.string(), seen: Seen })),
  /** the page at its end, by a digest of its address */
  here: z.optional(z.object({ page: z.string(), origin: z.string(), seen: Seen })),
});
export type Tab = z.infer<typeof Tab>;

/** A consent page is left or expired long before this, in milliseconds. */
const TTL_MS = 60 * 60_000;
export const slot = (tabId: number) => `connection:${tabId}`;

/** Whoever asks about a tab waits for what is just being remembered of it. */
export const lock = (tabId: number) => `countersign-connection-${tabId}`;

export async function readTab(tabId: number): Promise<Tab> {
  const stored = await browser.storage.session.get(slot(tabId));
  const parsed = z.safeParse(Tab, stored[slot(tabId)]);
  return parsed.success ? parsed.data : {};
}

/** One digest for one page: its address, of which nothing can be read. */
export const pageOf = (address: string): Promise<string> => digestOf(address.replace(/#.*/s, ''));

/** A request that is still under way is asked about again so often, with such pauses in milliseconds. */
const TIMES = 20;
const PAUSE_MS = 100;

/** What the browser saw of the connection that led to a page. */
export interface Connection {
  facts: AuthorizeFacts;
  /** digest of the `state` it began with */
  state?: string;
}

/**
 * The connection that led to this page of a tab; undefined where nothing was seen, it is old, or it
 * cannot be shown that it led here.
 * @param page the address at which the page was loaded
 */
export async function connectionOf(tabId: number, page: string): Promise<Connection | undefined> {
  const read = () => navigator.locks.request(lock(tabId), { mode: 'shared' }, () => readTab(tabId));
  let tab = await read();
  const wanted = await pageOf(page);
  // A page of Firefox may ask before the browser has told that its request was answered.
  for (let times = 0; tab.coming && tab.here?.page !== wanted && times < TIMES; times += 1) {
    await new Promise((next) => setTimeout(next, PAUSE_MS));
    tab = await read();
  }
  const { here } = tab;
  if (here?.page !== wanted || Date.now() - here.seen.at > TTL_MS) return undefined;
  const { at: _, state, ...facts } = here.seen;
  // zod leaves absent fields absent, whatever its type says under exactOptionalPropertyTypes.
  return { facts: facts as AuthorizeFacts, ...present({ state }) };
}
