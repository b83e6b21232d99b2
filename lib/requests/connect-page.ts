import { isLoopback, parseStartPage } from '../atlassian/authorize-url.ts';
import { isMcpHost } from '../atlassian/hosts.ts';
import { leadOf } from './asks.ts';
import { hostDisputed } from './disagree.ts';
import type { ApprovalRequest } from './schema.ts';

/**
 * Where an admin can start the same connection, or why there is no such page.
 * - `start`: the very page on which this browser's own person started it
 * - `host`: the front page of the host that the app returns to
 */
export type ConnectPage =
  | { kind: 'start' | 'host'; url: string }
  | { kind: 'loopback' | 'scheme' | 'agent' | 'disputed' | 'unknown' };

function parse(text: string | undefined): URL | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/** The host of the address itself: a record from a link might name another one beside it. */
export function redirectHost({ app }: Pick<ApprovalRequest, 'app'>): string | undefined {
  const url = parse(app.redirect?.uri);
  if (url && /^https?:$/.test(url.protocol)) return url.host;
  return app.redirect?.host || undefined;
}

/** One host is the other's, or the other's parent: `app.example` and `www.app.example`. */
function related(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/**
 * The page on which the connection was started, else the front page of the host the app returns
 * to. By link a start page is the requester's word, and counts for nothing: a page that he names (or
 * makes: many apps show what their users write, or give each a host below their own) could lead an
 * admin straight into a consent of his own, which would connect the wrong accounts. What this
 * browser saw itself counts on the return host and its relatives, and never on a host of Atlassian's.
 */
export function connectPage(
  request: Pick<ApprovalRequest, 'app' | 'startPage' | 'requesters' | 'others'>,
): ConnectPage {
  // Atlassian's own MCP client starts nothing by itself: the AI tool does.
  if (request.app.via || isMcpHost(request.app.redirect?.host ?? '')) return { kind: 'agent' };
  if (hostDisputed(request)) return { kind: 'disputed' };
  const own = leadOf(request.requesters)?.via === 'page';
  const start = own ? parse(parseStartPage(request.startPage)) : undefined;
  const redirect = parse(request.app.redirect?.uri);
  if (start?.protocol === 'https:' && redirect && related(start.host, redirect.host)) {
    return { kind: 'start', url: `${start.origin}${start.pathname}` };
  }
  if (!redirect) return { kind: 'unknown' };
  if (!/^https?:$/.test(redirect.protocol)) return { kind: 'scheme' };
  if (isLoopback(redirect.hostname)) return { kind: 'loopback' };
  return { kind: 'host', url: `https://${redirect.host}/` };
}
