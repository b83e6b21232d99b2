import { parseStartPage } from '../atlassian/authorize-url.ts';
import { isMcpHost } from '../atlassian/places.ts';
import { isLoopback } from './loopback.ts';
import type { ApprovalRequest } from './schema.ts';

/**
 * Where an admin can start the same connection, or why there is no such page.
 * - `start`: the very page on which this browser's own person started it
 * - `front`: the front page of the host on which a requester says to have started it
 * - `host`: the front page of the host that the app returns to
 */
export type ConnectPage =
  | { kind: 'start' | 'front' | 'host'; url: string }
  | { kind: 'loopback' | 'scheme' | 'agent' | 'unknown' };

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
 * to. By link a start page is the requester's word: a page that he names (or makes: many apps show
 * what their users write) could lead an admin straight into a consent of his own, which would
 * connect the wrong accounts. So it counts only on the host that Atlassian itself returns to, never
 * on a host of Atlassian's, and by link no more of it than the front page.
 */
export function connectPage(
  request: Pick<ApprovalRequest, 'app' | 'startPage' | 'requesters'>,
): ConnectPage {
  // Atlassian's own MCP client starts nothing by itself: the AI tool does.
  if (request.app.via || isMcpHost(request.app.redirect?.host ?? '')) return { kind: 'agent' };
  const start = parse(parseStartPage(request.startPage));
  const redirect = parse(request.app.redirect?.uri);
  if (start?.protocol === 'https:' && redirect && related(start.host, redirect.host)) {
    // What is kept of a page is the first one's, whoever joined later.
    const own = request.requesters[0]?.via === 'page';
    return own || start.pathname === '/'
      ? { kind: 'start', url: `${start.origin}${start.pathname}` }
      : { kind: 'front', url: `${start.origin}/` };
  }
  if (!redirect) return { kind: 'unknown' };
  if (!/^https?:$/.test(redirect.protocol)) return { kind: 'scheme' };
  if (isLoopback(redirect.hostname)) return { kind: 'loopback' };
  return { kind: 'host', url: `https://${redirect.host}/` };
}
