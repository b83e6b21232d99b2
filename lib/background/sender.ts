import { type OtherHost, placeOf as placeOfAdded } from '../atlassian/custom-hosts.ts';
import { CONSENT_MATCHES, SHARE_LINK_MATCHES } from '../atlassian/matches.ts';
import { placeOf } from '../atlassian/page-kind.ts';
import type { Sender } from '../messages.ts';

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
