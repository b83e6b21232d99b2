import { Cut, matchPath, type Reply } from '../http.ts';
import { problem, speakerOf, troubleReply, unauthenticated, xsrfFailed } from './answers.ts';
import { deskRoutes } from './desk.ts';
import { issueRoutes } from './issues.ts';
import { metaRoutes } from './meta.ts';
import type { JiraRoute } from './routes.ts';
import { searchRoutes } from './search.ts';
import type { JiraSwitches } from './switches.ts';
import { talkRoutes } from './talk.ts';
import type { JiraWorld, Person } from './world.ts';

/** A call as it came in, and who is signed in by its cookies. */
export interface JiraCall {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
  accountId: string | undefined;
}

export interface Jira {
  world: JiraWorld;
  switches: JiraSwitches;
  /** Every call so far: `GET /issue/:issue`. */
  calls: string[];
  /** The write after so many others breaks off, before or after it had its effect; only that one. */
  cutWrite: (after: number, when: 'before' | 'after') => void;
  /** @throws Cut */
  handle: (call: JiraCall) => Reply;
}

const PLATFORM = [...metaRoutes, ...searchRoutes, ...issueRoutes, ...talkRoutes];
const ROOTS: [RegExp, JiraRoute[]][] = [
  [/^\/rest\/api\/(?:2|3|latest)(\/.*)$/, PLATFORM],
  [/^\/rest\/servicedeskapi(\/.*)$/, deskRoutes],
];

interface Match {
  route: JiraRoute;
  params: Record<string, string>;
}

function findRoute(method: string, path: string): Match | Reply {
  const fits = ROOTS.flatMap(([root, routes]) =>
    routes.flatMap((route): Match[] => {
      const params = matchPath(route.path, root.exec(path)?.[1] ?? '');
      return params ? [{ route, params }] : [];
    }),
  );
  const found = fits.find(({ route }) => route.method === method);
  if (found) return found;
  if (fits.length === 0) return problem(404, 'Not Found', `No endpoint ${method} ${path}.`);
  const allow = fits.map(({ route }) => route.method).join(', ');
  return problem(405, 'Method Not Allowed', `Method '${method}' is not supported.`, { allow });
}

/** A browser that writes has to come from the site's own page (reported by several). */
function isForged({ method, headers }: JiraCall, site: string, strict: boolean): boolean {
  const isBrowser = (headers.get('user-agent') ?? '').startsWith('Mozilla/');
  if (method === 'GET' || !isBrowser) return false;
  const own = `https://${site}`;
  // What no rule of an extension can set.
  if (strict && headers.get('sec-fetch-site') !== 'same-origin') return true;
  return headers.get('origin') !== own || !headers.get('referer')?.startsWith(`${own}/`);
}

/** The checks before the handler. That 403 comes after 401 is a guess; 415 first is measured. */
function stopped(call: JiraCall, route: JiraRoute, jira: Jira, me: Person | undefined) {
  const { world, switches } = jira;
  const type = call.headers.get('content-type');
  if (call.method !== 'GET' && !type?.startsWith('application/json')) {
    return problem(415, 'Unsupported Media Type', `Content-Type '${type}' is not supported.`, {
      accept: 'application/json',
    });
  }
  if (route.needsSession && !me) return unauthenticated(world.site, call.headers.get('accept'));
  const isChecked = switches.jiraXsrf !== 'ignored';
  return isChecked && isForged(call, world.site, switches.jiraXsrf === 'page')
    ? xsrfFailed()
    : undefined;
}

/** Headers that every answer of Jira itself carries (measured). */
function withHeaders(
  reply: Reply,
  number: number,
  me: Person | undefined,
  route?: JiraRoute,
): Reply {
  const trace = number.toString(16).padStart(32, '0');
  const dashed = trace.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const [limit, refill] = route?.quota ?? [0, 0];
  const left = limit - 1;
  return {
    ...reply,
    headers: {
      'atl-request-id': dashed,
      'atl-traceid': trace,
      'x-arequestid': trace.split('').reverse().join(''),
      'x-content-type-options': 'nosniff',
      'x-xss-protection': '1; mode=block',
      'timing-allow-origin': '*',
      'cache-control': 'no-cache, no-store, no-transform',
      ...(me ? { 'x-aaccountid': me.accountId } : {}),
      ...(me && route
        ? {
            ratelimit: `"jira-burst-based";r=${left};t=1`,
            'ratelimit-policy': `"jira-burst-based";q=${refill};w=1`,
            'x-ratelimit-limit': String(limit),
            'x-ratelimit-remaining': String(left),
          }
        : {}),
      ...reply.headers,
    },
  };
}

/** A Jira Cloud site in memory: no clock, no socket, no chance. */
export function createJira(world: JiraWorld, switches: JiraSwitches): Jira {
  let planned: { after: number; when: 'before' | 'after' } | undefined;

  /** When this write breaks off, if it does. */
  function cutOf(method: string): JiraSwitches['jiraCut'] {
    if (method === 'GET') return 'none';
    if (!planned) return switches.jiraCut;
    if (planned.after-- > 0) return 'none';
    const { when } = planned;
    planned = undefined;
    return when;
  }

  const jira: Jira = {
    world,
    switches,
    calls: [],
    cutWrite: (after, when) => {
      planned = { after, when };
    },
    handle: (call) => {
      const me = world.people.find(({ accountId }) => accountId === call.accountId);
      const match = findRoute(call.method, call.url.pathname);
      const route = 'route' in match ? match.route : undefined;
      const number = jira.calls.push(`${call.method} ${route?.path ?? call.url.pathname}`);
      const trouble = troubleReply(switches.jiraTrouble, world);
      if (trouble) return withHeaders(trouble, number, me);
      const cut = cutOf(call.method);
      if (cut === 'before') throw new Cut('The connection broke before anything was done.');
      if (!('route' in match)) return withHeaders(match, number, me);
      const reply =
        stopped(call, match.route, jira, me) ??
        match.route.handler({
          ...{ world, switches, me, params: match.params },
          ...{ query: call.url.searchParams, headers: call.headers, body: call.body },
          speak: speakerOf(switches.jiraLanguage),
        });
      if (cut === 'after') throw new Cut('The connection broke before the answer came.');
      return withHeaders(reply, number, me, route);
    },
  };
  return jira;
}
