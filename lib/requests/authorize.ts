import { isLoopback } from '../atlassian/authorize-url.ts';
import { isMcpHost } from '../atlassian/hosts.ts';
import type { ConsentParts } from '../atlassian/links.ts';
import { present } from '../present.ts';
import { redirectHost } from './connect-page.ts';
import { hostDisputed } from './disagree.ts';
import { isDynamic } from './key.ts';
import type { ApprovalRequest } from './schema.ts';

/**
 * Why a consent address may not be rebuilt for a request; the app's own connect page remains.
 * - `not-decided`: it was not approved
 * - `client-unknown`, `scopes-unknown`, `site-unknown`, `redirect-unknown`: the page did not show it
 * - `redirect-had-query`: what was dropped would be missing, and no other may be put there
 * - `redirect-not-web`: a program on somebody's computer; a code must not end there
 * - `redirect-dotted`: its host ends in a dot, which the browser and its rules read differently
 * - `client-is-url`, `client-is-dynamic`, `agent`: the client starts such flows itself
 * - `asks-disagree`: links name several hosts to return to; which is the app's, nobody here has seen
 * - `other-cure`: a similar screen, which no consent takes away
 * - `edition`: no authorization server is known
 */
export type NotAuthorizable =
  | 'not-decided'
  | 'client-unknown'
  | 'client-is-url'
  | 'client-is-dynamic'
  | 'agent'
  | 'asks-disagree'
  | 'other-cure'
  | 'scopes-unknown'
  | 'site-unknown'
  | 'redirect-unknown'
  | 'redirect-had-query'
  | 'redirect-not-web'
  | 'redirect-dotted'
  | 'edition';

function redirectProblem(
  redirect: ApprovalRequest['app']['redirect'],
): NotAuthorizable | undefined {
  if (!redirect) return 'redirect-unknown';
  if (redirect.hadQuery) return 'redirect-had-query';
  if (!URL.canParse(redirect.uri)) return 'redirect-not-web';
  const { protocol, hostname } = new URL(redirect.uri);
  // An address in brackets (IPv6) is no host that a rule of the browser could hold.
  const web = protocol === 'https:' && !isLoopback(hostname) && !hostname.startsWith('[');
  if (!web) return 'redirect-not-web';
  return hostname.endsWith('.') ? 'redirect-dotted' : undefined;
}

function clientProblem({ app }: ApprovalRequest): NotAuthorizable | undefined {
  if (!app.clientId) return 'client-unknown';
  if (app.clientId.startsWith('https://')) return 'client-is-url';
  if (isDynamic(app)) return 'client-is-dynamic';
  const standIn = app.via !== undefined || isMcpHost(app.redirect?.host ?? '');
  return app.resource || standIn ? 'agent' : undefined;
}

/**
 * The parts a consent address may be rebuilt from, or why none may. All of them come from one ask,
 * the one that the request shows: never one person's address with another's permissions.
 * @returns redirectHost as people read it, with its port; `hostname` is what access is asked for: with
 *   any port, because not every browser knows ports there
 */
export function authorizable(
  request: ApprovalRequest,
):
  | { ok: true; parts: ConsentParts; redirectHost: string; hostname: string }
  | { ok: false; why: NotAuthorizable } {
  const { app, edition, status, site } = request;
  const refuse = (why: NotAuthorizable) => ({ ok: false, why }) as const;
  if (status !== 'approved') return refuse('not-decided');
  if (request.screen !== undefined) return refuse('other-cure');
  if (edition !== 'cloud' && edition !== 'government') return refuse('edition');
  if (site === '') return refuse('site-unknown');
  if (hostDisputed(request)) return refuse('asks-disagree');
  const wrong = clientProblem(request) ?? redirectProblem(app.redirect);
  if (wrong) return refuse(wrong);
  if (app.scopes.length === 0 || app.scopesLeftOut) return refuse('scopes-unknown');
  const redirectUri = app.redirect?.uri ?? '';
  const parts = { clientId: app.clientId ?? '', scopes: app.scopes, redirectUri };
  const { host, hostname } = new URL(redirectUri);
  return { ok: true, parts, redirectHost: host, hostname };
}

/**
 * How a consent of ours ended:
 * - `accepted`, `refused`: the reviewer pressed Accept, or Cancel
 * - `rejected`: Atlassian did not take our address
 * - `over`: its answer was not held any more (a restart, an update, its time), so it was taken away
 */
export type AuthorizeOutcome = 'accepted' | 'refused' | 'rejected' | 'over';

/**
 * What the request told, and what the live consent page must therefore show. What it did not tell is
 * absent (or empty), and nothing is held against it.
 */
export interface Expected {
  appName: string;
  clientId?: string;
  scopes: string[];
  redirectHost?: string;
  site: string;
}

/** What a request says that its consent page must show; see `differences`. */
export function expectedOf({ app, site }: Pick<ApprovalRequest, 'app' | 'site'>): Expected {
  const { clientId, redirect } = app;
  const host = /^https?:/.test(redirect?.uri ?? '') ? redirectHost({ app }) : undefined;
  return {
    appName: app.name,
    // The next registration of such a client has another id, and the same name.
    ...(clientId && !isDynamic(app) && { clientId }),
    scopes: app.scopesLeftOut ? [] : app.scopes,
    ...present({ redirectHost: host }),
    site,
  };
}

/** What the consent page in front of the reviewer shows; a part it does not show is absent. */
export interface Live {
  appName?: string;
  clientId?: string;
  scopes: string[];
  redirectHost?: string;
  /** the site chosen on the page; absent until one is */
  site?: string;
}

/** What is compared. */
export type Part = 'app' | 'site' | 'client' | 'scopes' | 'redirect';

export interface Difference {
  /**
   * `connection`: nothing shows that the page belongs to the connection that we opened;
   * `unshown`: neither the page nor the way to it shows the client, so that it may be any
   */
  what: Part | 'connection' | 'unshown';
  expected: string;
  live: string;
}

/**
 * Which parts the page itself shows, and which it keeps to itself. Where its address is opaque, all
 * but name and site come from the request that we sent to open it, and can therefore not differ.
 * @param page what was read on the page alone
 */
export function readOnPage(page: Live): { read: Part[]; unread: Part[] } {
  const shown: Record<Part, boolean> = {
    app: page.appName !== undefined,
    site: page.site !== undefined,
    client: page.clientId !== undefined,
    scopes: page.scopes.length > 0,
    redirect: page.redirectHost !== undefined,
  };
  const parts = Object.keys(shown) as Part[];
  return {
    read: parts.filter((part) => shown[part]),
    // Name and site are not in what we sent: where they are missing, the bar asks for them.
    unread: parts.filter((part) => !shown[part] && part !== 'site' && part !== 'app'),
  };
}

const plainName = (name: string) => name.normalize('NFC').trim();

/**
 * Every point in which the live page is not what was approved. No site chosen yet is none.
 * @param asked who asked for this page: ourselves (`us`, then it is exactly what we asked for), or
 *   the app (`app`, which may ask for less than several people's requests together, not for more)
 */
export function differences(
  expected: Expected,
  live: Live,
  asked: 'us' | 'app' = 'us',
): Difference[] {
  const found: Difference[] = [];
  const differ = (what: Difference['what'], want = '', have: string | undefined) => {
    if (want !== '' && have !== undefined && have !== want) {
      found.push({ what, expected: want, live: have });
    }
  };
  const name = live.appName === undefined ? undefined : plainName(live.appName);
  differ('app', plainName(expected.appName), name);
  differ('client', expected.clientId, live.clientId);
  // What we asked for ourselves is known; of an app's page a name alone proves nothing.
  if (asked === 'app' && expected.clientId && !live.clientId) {
    found.push({ what: 'unshown', expected: expected.clientId, live: '' });
  }
  differ('redirect', expected.redirectHost, live.redirectHost);
  differ('site', expected.site, live.site);
  if (live.scopes.length > 0 && expected.scopes.length > 0) {
    const more = live.scopes.filter((scope) => !expected.scopes.includes(scope));
    const fewer =
      asked === 'us' ? expected.scopes.filter((scope) => !live.scopes.includes(scope)) : [];
    if (more.length + fewer.length > 0) {
      found.push({ what: 'scopes', expected: fewer.join(' '), live: more.join(' ') });
    }
  }
  return found;
}
