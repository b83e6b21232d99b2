import { consentEdition } from '../../lib/atlassian/hosts.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';

/** Where an admin can start the same connection, or why there is no such page. */
export type ConnectPage =
  | { kind: 'start' | 'host'; url: string }
  | { kind: 'loopback' | 'scheme' | 'unknown' };

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;

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

/**
 * The page on which the connection was started, else the front page of the host the app returns
 * to. Never a consent page: opening somebody else's would connect the wrong accounts.
 */
export function connectPage(request: Pick<ApprovalRequest, 'app' | 'startPage'>): ConnectPage {
  const start = parse(request.startPage);
  if (start?.protocol === 'https:' && !consentEdition(start) && !LOOPBACK.test(start.hostname)) {
    return { kind: 'start', url: `${start.origin}${start.pathname}` };
  }
  const redirect = parse(request.app.redirect?.uri);
  if (!redirect) return { kind: 'unknown' };
  if (!/^https?:$/.test(redirect.protocol)) return { kind: 'scheme' };
  if (LOOPBACK.test(redirect.hostname)) return { kind: 'loopback' };
  return { kind: 'host', url: `https://${redirect.host}/` };
}
