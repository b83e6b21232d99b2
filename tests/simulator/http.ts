import type { IncomingMessage } from 'node:http';

/** A request as the posed hosts see it. */
export interface Call {
  method: string;
  url: URL;
  host: string;
  headers: IncomingMessage['headers'];
  cookies: Map<string, string>;
  body: string;
  /** The body as a form; empty when it is something else. */
  form: URLSearchParams;
  /** Values of the `:name` segments of the route's path. */
  params: Record<string, string>;
}

/** An answer. `set-cookie` may be a list. */
export interface Reply {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string;
}

/** What answers a call. */
export type Handler = (call: Call) => Reply | Promise<Reply>;

/** The connection breaks off: whoever called hears nothing more. */
export class Cut extends Error {}

/**
 * A handler with the host (exact, or `*.domain`), the method (`*`: any) and the path (with `:name`, or
 * everything below with `/**` at its end) it is for.
 */
export interface Route {
  host: string;
  method: string;
  path: string;
  handler: Handler;
}

/** The policy of every page that poses as Atlassian: nothing inline, no frames. */
const STRICT_CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; frame-ancestors 'none'";

/** An HTML page under the strict policy. */
export function html(body: string, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': STRICT_CSP },
    body,
  };
}

/** A JSON answer. */
export function json(value: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}

/** A redirect; 303 after a POST, so that the browser goes on with GET. */
export function redirect(location: string, status = 302): Reply {
  return { status, headers: { location } };
}

/** A plain page that says there is nothing here. */
export function notFound(what = 'Page not found'): Reply {
  return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: what };
}

/** Adds a cookie to an answer. `domain` makes it visible to all hosts below it. */
export function withCookie(reply: Reply, name: string, value: string, domain?: string): Reply {
  const cookie = [
    `${name}=${value}`,
    'Path=/',
    'Secure',
    'HttpOnly',
    'SameSite=Lax',
    ...(domain ? [`Domain=${domain}`] : []),
    ...(value ? [] : ['Max-Age=0']),
  ].join('; ');
  const before = reply.headers?.['set-cookie'] ?? [];
  return {
    ...reply,
    headers: { ...reply.headers, 'set-cookie': [...[before].flat(), cookie] },
  };
}

/** Finds the route for a host, method and path, and the values of its `:name` segments. */
export function findRoute(
  routes: Route[],
  host: string,
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    if ((route.method !== method && route.method !== '*') || !matchesHost(route.host, host))
      continue;
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}

function matchesHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}

/** The values of a path's `:name` segments, where the path is this one. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  if (pattern.endsWith('/**')) return path.startsWith(pattern.slice(0, -2)) ? {} : undefined;
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (segment.startsWith(':') && actual) params[segment.slice(1)] = decodeURIComponent(actual);
    else if (segment !== actual) return undefined;
  }
  return params;
}

/** Reads a whole request; bodies beyond 1 MiB are refused. */
export async function readCall(request: IncomingMessage): Promise<Omit<Call, 'params'>> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > 1_048_576) throw new Error('The request body is too large.');
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const isForm = request.headers['content-type']?.includes('application/x-www-form-urlencoded');
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `https://${host}`),
    host,
    headers: request.headers,
    cookies: parseCookies(request.headers.cookie ?? ''),
    body,
    form: new URLSearchParams(isForm ? body : ''),
  };
}

function parseCookies(header: string): Map<string, string> {
  const pairs = header.split(';').map((part): [string, string] => {
    const [name = '', ...value] = part.trim().split('=');
    return [name, value.join('=')];
  });
  return new Map(pairs);
}
