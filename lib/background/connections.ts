import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { parseStartPage, readAuthorizeUrl } from '../atlassian/authorize-url.ts';
import type { OtherHost } from '../atlassian/custom-hosts.ts';
import { isAtlassianHost, isMcpHost } from '../atlassian/hosts.ts';
import { CHAIN_MATCHES, MCP_MATCHES, OPTIONAL_CHAIN_MATCHES } from '../atlassian/matches.ts';
import { hostsWith } from '../browser/custom-hosts.ts';
import { lock, pageOf, readTab, type Seen, slot, type Tab } from '../browser/tab-connection.ts';
import type { Via } from '../consent/blocked-consent.ts';
import { plain } from '../consent/text.ts';
import { digestOf } from '../digest.ts';
import { present } from '../present.ts';
import { nameSkeleton } from '../requests/key.ts';
import { MAX } from '../requests/limits.ts';
import { type App, Via as ViaSchema } from '../requests/schema.ts';

/**
 * Which AI client began a Rovo MCP sign-in (v1) in a tab. Kept in `storage.session` (memory, gone
 * with the browser): the consent page that follows names Atlassian's own client alone.
 */
const SeenClient = z.object({
  at: z.number(),
  via: ViaSchema,
  /** seen in another tab, whose first stage went on in this one */
  carried: z.optional(z.boolean()),
});
type SeenClient = z.infer<typeof SeenClient>;

/** A sign-in is through or given up long before this, in milliseconds. */
const KEEP = 60 * 60_000;
const clientSlot = (tabId: number) => `client:${tabId}`;

/**
 * Atlassian's own client stands in front: by where it returns to, else by its name (observed). A
 * sentence about domains names the AI client's own return address in its place.
 */
function isStandIn({ name, redirect }: App, via: Via): boolean {
  if (redirect && redirect.host !== via.redirect?.host) return isMcpHost(redirect.host);
  return /^(?:atlassian|atlassianrovo|rovo)mcp(?:server)?$/.test(nameSkeleton(name));
}

async function read(tabId: number): Promise<SeenClient | undefined> {
  const stored = await browser.storage.session.get(clientSlot(tabId));
  const parsed = z.safeParse(SeenClient, stored[clientSlot(tabId)]);
  return parsed.success && Date.now() - parsed.data.at <= KEEP ? parsed.data : undefined;
}

export const clients = {
  /** Remembers the name as shown and two safe parts of the first stage's address, no more. */
  async put(tabId: number, name: string, url: URL): Promise<void> {
    const { clientId, redirect } = readAuthorizeUrl(url);
    const via: Via = {
      name: plain(name, MAX.app),
      ...present({ redirect }),
      // Any other id was made for this one installation, and says nothing.
      ...(clientId?.startsWith('https://') && { clientId }),
    };
    await browser.storage.session.set({ [clientSlot(tabId)]: { at: Date.now(), via } });
  },

  /** The AI client that asks through this app in this tab, where both are known. */
  async of(tabId: number, app: App): Promise<Via | undefined> {
    const seen = await read(tabId);
    if (!seen) return undefined;
    // zod leaves absent fields absent, whatever its type says under exactOptionalPropertyTypes.
    const via = seen.via as Via;
    return isStandIn(app, via) ? via : undefined;
  },

  /**
   * A page of the MCP server sends a tab on. Where that is a tab which it opened, what its first stage
   * showed goes along. Looked up at that moment: the browser forgets who opened a tab.
   */
  async follow(tabId: number): Promise<void> {
    const own = await read(tabId);
    // Its own first stage was seen there: that is the one.
    if (own && !own.carried) return;
    const { openerTabId } = await browser.tabs.get(tabId);
    const theirs = openerTabId === undefined ? undefined : await read(openerTabId);
    if (theirs) {
      await browser.storage.session.set({ [clientSlot(tabId)]: { ...theirs, carried: true } });
    } else if (own) await clients.drop(tabId);
  },

  async drop(tabId: number): Promise<void> {
    await browser.storage.session.remove(clientSlot(tabId));
  },
};

type Details = {
  tabId: number;
  url: string;
  requestId: string;
  initiator?: string;
  originUrl?: string;
  statusCode?: number;
};

/** True for the address on which a connection starts; a sign-in may go on below it (observed). */
const starts = ({ pathname, searchParams }: URL): boolean =>
  /^\/authorize\/?$/.test(pathname) && searchParams.has('client_id');

/** An address that stands for one consent alone: the opaque value is in it (see docs, U2). */
export const isOfOne = ({ searchParams }: URL): boolean =>
  ['context', 'state'].some((name) => (searchParams.get(name)?.length ?? 0) >= 16);

/** The safe fields of an authorization request. The address itself goes no further. */
async function factsOf(url: URL, from: string | undefined): Promise<Seen> {
  const facts = readAuthorizeUrl(url);
  // Firefox tells the page. Chromium hides it from us without a permission for the app's host.
  const startPage = parseStartPage(from);
  const state = url.searchParams.get('state');
  return {
    at: Date.now(),
    ...facts,
    ...present({ startPage }),
    ...(state === null ? {} : { state: await digestOf(state) }),
  };
}

/**
 * What a new request goes on from: the page that is there, where that page itself sends the tab on
 * (a sign-in of several pages), or where it is loaded again. Whoever else sends the tab somewhere,
 * an app or another window, begins anew.
 */
async function goesOn(
  { here }: Tab,
  url: URL,
  from: string | undefined,
): Promise<Seen | undefined> {
  if (!here) return undefined;
  const again = isOfOne(url) && (await pageOf(url.href)) === here.page;
  const byPage = from !== undefined && URL.canParse(from) && new URL(from).origin === here.origin;
  return again || byPage ? here.seen : undefined;
}

/** A request begins, or is led on by a redirect. */
async function onWay(details: Details): Promise<void> {
  const { tabId, requestId } = details;
  const url = new URL(details.url);
  const from = details.originUrl ?? details.initiator;
  const { coming, ...tab } = await readTab(tabId);
  const before = coming?.request === requestId ? coming.seen : await goesOn(tab, url, from);
  const seen = starts(url) ? await factsOf(url, from) : before;
  if (!seen && !coming) return;
  const next: Tab = seen ? { ...tab, coming: { request: requestId, seen } } : tab;
  await browser.storage.session.set({ [slot(tabId)]: next });
}

/** A status that leaves the tab where it is. */
const isNothing = (status: number | undefined): boolean => status === 204 || status === 205;

/** A request is answered with a page, or with nothing. */
async function answered({ tabId, requestId, url, statusCode }: Details): Promise<void> {
  const { coming, here } = await readTab(tabId);
  if (!coming && !here) return;
  const seen = coming?.request === requestId ? coming.seen : undefined;
  const next: Tab = {};
  if (isNothing(statusCode)) Object.assign(next, here ? { here } : {});
  else if (seen) next.here = { page: await pageOf(url), origin: new URL(url).origin, seen };
  await browser.storage.session.set({ [slot(tabId)]: next });
}

/** True on Atlassian's hosts, and on those of an Isolated Cloud that was added. */
async function isWatched(address: string): Promise<boolean> {
  const { hostname } = new URL(address);
  if (isAtlassianHost(hostname)) return true;
  const isIt = ({ kind, host }: OtherHost) =>
    kind === 'isolated-cloud' && [`auth.${host}`, `api.${host}`].includes(hostname);
  return (await hostsWith(isIt)).some(isIt);
}

/** Takes down in its turn: the lock is asked for before anything else can ask about the tab. */
function note(details: Details, how: (details: Details) => Promise<void>): undefined {
  if (details.tabId < 0) return;
  const work = async () => {
    if (await isWatched(details.url)) await how(details);
  };
  navigator.locks.request(lock(details.tabId), work).catch(() => undefined);
}

/**
 * The digest of the `state` with which the connection began that a request is under way for. Ask
 * before anything is awaited: what is just being kept of this request is waited for.
 */
export async function startOf(tabId: number, requestId: string): Promise<string | undefined> {
  const { coming } = await navigator.locks.request(lock(tabId), { mode: 'shared' }, () =>
    readTab(tabId),
  );
  return coming?.request === requestId ? coming.seen.state : undefined;
}

/** The first stage of an MCP sign-in goes on, perhaps in a tab of its own. */
function onStage(details: { tabId: number }): undefined {
  const { tabId, initiator, originUrl } = details as Details;
  const from = originUrl ?? initiator ?? '';
  if (tabId < 0 || !URL.canParse(from) || !isMcpHost(new URL(from).hostname)) return;
  clients.follow(tabId).catch(() => undefined);
}

/** Starts watching. Main frames only; nothing is blocked or changed. */
export function watchConnections(): void {
  const where = {
    urls: [...CHAIN_MATCHES, ...OPTIONAL_CHAIN_MATCHES],
    types: ['main_frame' as const],
  };
  browser.webRequest.onBeforeRequest.addListener(
    (details) => note(details as Details, onWay),
    where,
  );
  browser.webRequest.onResponseStarted.addListener(
    (details) => note(details as Details, answered),
    where,
  );
  browser.webRequest.onBeforeRequest.addListener(onStage, {
    urls: [...MCP_MATCHES],
    types: ['main_frame'],
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    browser.storage.session.remove(slot(tabId)).catch(() => undefined);
    clients.drop(tabId).catch(() => undefined);
  });
}
