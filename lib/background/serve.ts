import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type OtherHost, type Place, placeOf as placeOfAdded } from '../atlassian/custom-hosts.ts';
import { isAtlassianHost, placeOf } from '../atlassian/hosts.ts';
import { CONSENT_MATCHES, SHARE_LINK_MATCHES } from '../atlassian/matches.ts';
import { hostsWith } from '../browser/custom-hosts.ts';
import type { Failed } from '../messages/types.ts';
import {
  type Answers,
  MESSAGES,
  type MessageData,
  type MessageName,
  type Sender,
} from '../messages.ts';
import { present } from '../present.ts';
import { isSample } from '../requests/sample.ts';
import { StorageFull } from '../storage/request-store.ts';

/** What the browser says of who sent a message. */
export type MessageSender = {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
};

const hostsOf = (matches: readonly string[]): ReadonlySet<string> =>
  new Set(matches.map((match) => new URL(match.replace(/\*$/, '')).hostname));
const CONSENT_HOSTS = hostsOf(CONSENT_MATCHES);
const SHARE_LINK_HOSTS = hostsOf(SHARE_LINK_MATCHES);

/**
 * The address of the page that a message came from, as it is now. The browser names the one at which
 * the page was loaded, and a page can become another without a load (`history.pushState`), on its own
 * origin alone: a tab at another origin has gone on, and this is the last word of the page before.
 */
export function addressOf({ url, documentLifecycle, tab }: MessageSender): URL | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const loaded = new URL(url);
  if (documentLifecycle === 'pending_deletion' || !URL.canParse(tab?.url ?? '')) return loaded;
  const now = new URL(tab?.url ?? '');
  return now.protocol === loaded.protocol && now.host === loaded.host ? now : loaded;
}

/**
 * Who sent it, by what the browser says of the sender; undefined for anybody else.
 * @param others hosts that were added: their OAuth pages count, and no other page of theirs
 */
export function senderKind(
  sender: MessageSender,
  ownId: string,
  ownOrigin: string,
  others: readonly OtherHost[] = [],
): Sender | undefined {
  const url = addressOf(sender);
  if (sender.id !== ownId || !url) return undefined;
  if (`${url.protocol}//${url.host}` === ownOrigin) return 'extension';
  // A page that is being left has lost its place as the top frame when its last word arrives
  // (Chromium); our scripts are brought into top frames only.
  const top = sender.frameId === 0 || sender.documentLifecycle === 'pending_deletion';
  if (url.protocol !== 'https:' || !top || sender.tab?.id === undefined) return undefined;
  // The sign-in host has an error page, on which our banner stands, and pages that take links in.
  if (CONSENT_HOSTS.has(url.hostname) || placeOf(url)) return 'consent';
  if (SHARE_LINK_HOSTS.has(url.hostname)) return 'intake';
  return placeOfAdded(url, others) ? 'consent' : undefined;
}

/** Where a message came from: the tab is there for messages of pages. */
export interface From {
  sender: Sender;
  /** the page's address now */
  url: URL;
  /** and the one at which it was loaded */
  loaded: string;
  tabId?: number;
  /** on a host that was added: which one */
  place?: Place;
}

/** One handler a message: leaving one out does not compile. */
export type Handlers = {
  [N in MessageName]: (data: MessageData<N>, from: From) => Promise<Answers[N] | Failed>;
};

/** A page of an added host may speak of that host alone: not of Atlassian's, not of another one. */
function isAbout(data: unknown, place: Place): boolean {
  const { edition, site, dataCenter } = data as {
    edition?: string;
    site?: string;
    dataCenter?: { base: string; product: string };
  };
  if (edition !== undefined && edition !== place.edition) return false;
  if (place.edition !== 'data-center') return dataCenter === undefined;
  const here = dataCenter === undefined || dataCenter.base === place.base;
  return here && (site === undefined || site === place.host);
}

/** A page on which an AI client is named may say so, and all that a consent page may. */
function mayCome(from: readonly Sender[], kind: Sender, url: URL): boolean {
  if (from.includes(kind)) return true;
  return kind === 'consent' && from.includes('stage') && placeOf(url)?.kind === 'mcp';
}

/** True for a page that is neither ours nor on a host of Atlassian's. */
function isElsewhere({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && !isAtlassianHost(hostname);
}

/** What somebody may practice on a sample. */
const PRACTICE: ReadonlySet<MessageName> = new Set([
  'decideRequest',
  'reopenRequest',
  'assignRequest',
  'unassignRequest',
  'dropAsks',
]);

interface Sent {
  name: MessageName;
  data: unknown;
}

/** What it carries. Nothing leads from a sample out of this browser: what is not practice is refused. */
function parse({ name, data }: Sent): { ok: true; data: object } | Failed {
  const parsed = z.safeParse(MESSAGES[name].data, data);
  if (!parsed.success) return { ok: false, problem: 'bad-data' };
  const leadsOut = isSample(parsed.data) && !PRACTICE.has(name);
  return leadsOut ? { ok: false, problem: 'sample' } : { ok: true, data: parsed.data };
}

/** The message's name and its data; undefined for one that is not in the table. */
function messageOf(message: unknown): Sent | undefined {
  const { name, data } = (message ?? {}) as { name?: unknown; data?: unknown };
  if (typeof name !== 'string' || !Object.hasOwn(MESSAGES, name)) return undefined;
  return { name: name as MessageName, data };
}

async function answer(
  message: unknown,
  sender: MessageSender,
  handlers: Handlers,
): Promise<object> {
  const sent = messageOf(message);
  if (!sent) return { ok: false, problem: 'bad-data' };
  const rule = MESSAGES[sent.name];
  const ownOrigin = browser.runtime.getURL('/').replace(/\/$/, '');
  const url = addressOf(sender);
  if (!url) return { ok: false, problem: 'not-allowed' };
  // Atlassian's own pages wait for no list.
  const isIt = (host: OtherHost) => placeOfAdded(url, [host]) !== undefined;
  const others = isElsewhere(url) ? await hostsWith(isIt) : [];
  const kind = senderKind(sender, browser.runtime.id, ownOrigin, others);
  if (!kind || !mayCome(rule.from, kind, url)) return { ok: false, problem: 'not-allowed' };
  const parsed = parse(sent);
  if (!parsed.ok) return parsed;
  const tabId = sender.tab?.id;
  const place = placeOfAdded(url, others);
  if (place && !isAbout(parsed.data, place)) return { ok: false, problem: 'not-allowed' };
  const from: From = {
    sender: kind,
    url,
    loaded: sender.url ?? '',
    ...(tabId === undefined ? {} : { tabId }),
    ...present({ place }),
  };
  // The table ties name and data together; the compiler cannot follow that through a look-up.
  const handler = handlers[sent.name] as (data: unknown, from: From) => Promise<object>;
  try {
    return await handler(parsed.data, from);
  } catch (error) {
    return { ok: false, problem: error instanceof StorageFull ? 'storage-full' : 'storage-failed' };
  }
}

/** Listens. `sendResponse` + `return true` is understood by every browser we ship for. */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    answer(message, sender, handlers).then(sendResponse, () =>
      sendResponse({ ok: false, problem: 'bad-data' }),
    );
    return true;
  });
}
