import * as z from 'zod/mini';
import type { ChannelFailure } from '../channel.ts';

/** `fetch`, or whatever stands in for it. Writes need the site's own Origin and Referer. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  site: string;
  transport: Transport;
  /** milliseconds since 1970; only for "wait so many seconds" */
  now: () => number;
  timeoutMs?: number;
}

/** A refusal that leaves another step possible: no right to this one, or nothing to do it with. */
export const isRefusal = ({ problem }: ChannelFailure): boolean =>
  problem === 'no-access' || problem === 'invalid';

/** What a call brought: data, or a failure with the status that tells it from others. */
export type Answer<T> = { ok: true; data: T } | (ChannelFailure & { status: number });

const TIMEOUT = 20_000;
/** An error's text is looked at for field names; a page of HTML has none. */
const MAX_ERROR = 65_536;

const Errors = z.object({ errors: z.record(z.string(), z.unknown()) });

/** The fields that an error names; its sentences come in the account's language and say nothing. */
function fieldsIn(body: string): string[] {
  try {
    const parsed = z.safeParse(Errors, JSON.parse(body));
    return parsed.success ? Object.keys(parsed.data.errors).slice(0, 20) : [];
  } catch {
    return [];
  }
}

/** Retry-After in seconds or as a date, else X-RateLimit-Reset as ISO time or seconds since 1970. */
function retryAt(headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null && /^\d{1,6}$/.test(after)) return now + Number(after) * 1000;
  const reset = after ?? headers.get('x-ratelimit-reset');
  if (reset === null) return undefined;
  const at = /^\d{9,11}$/.test(reset) ? Number(reset) * 1000 : Date.parse(reset);
  return Number.isNaN(at) ? undefined : at;
}

function problemOf(status: number, body: string): ChannelFailure['problem'] {
  // Redirects lead to the login page. `0`: the browser hides where to.
  if (status < 400 || status === 401) return 'signed-out';
  if (status === 403) return /XSRF check failed/i.test(body) ? 'xsrf' : 'no-access';
  if (status === 404) return 'no-access';
  if (status === 410) return 'bad-response';
  if (status === 429) return 'rate-limited';
  return status >= 500 || status === 408 ? 'server' : 'invalid';
}

async function failureOf(
  response: Response,
  isWrite: boolean,
  now: number,
): Promise<ChannelFailure & { status: number }> {
  const { status, headers } = response;
  const body = await response.text().then(
    (text) => text.slice(0, MAX_ERROR),
    // What cannot be read any more must not hide the status.
    () => '',
  );
  const problem = problemOf(status, body);
  const fields = problem === 'invalid' ? fieldsIn(body) : [];
  const at = problem === 'rate-limited' || problem === 'server' ? retryAt(headers, now) : undefined;
  const trace = headers.get('atl-traceid')?.slice(0, 64);
  return {
    ok: false,
    status,
    problem,
    ...(fields.length > 0 && { detail: fields.join(', ') }),
    ...(at === undefined ? {} : { retryAt: at }),
    ...(trace && { trace }),
    // It may have been done before the server broke down.
    ...(problem === 'server' && isWrite && { unknown: true }),
  };
}

const isJson = (response: Response): boolean =>
  /^application\/(?:[\w.]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');

export type Call = <T>(
  schema: z.ZodMiniType<T>,
  method: 'GET' | 'POST' | 'PUT',
  /** from the site's root, with its query */
  path: string,
  body?: unknown,
) => Promise<Answer<T>>;

/** One call to a site, with the person's session. Never throws, never logs. */
export function createCall({ site, transport, now, timeoutMs = TIMEOUT }: ClientOptions): Call {
  return async (schema, method, path, body) => {
    const isWrite = method !== 'GET';
    const lost = (problem: ChannelFailure['problem'], status = 0) =>
      ({ ok: false, status, problem, ...(isWrite && { unknown: true }) }) as const;
    const sent = isWrite
      ? {
          body: JSON.stringify(body),
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'x-atlassian-token': 'no-check',
          },
        }
      : { headers: { accept: 'application/json' } };
    try {
      const response = await transport(`https://${site}${path}`, {
        method,
        ...sent,
        credentials: 'include',
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { status } = response;
      if (status < 200 || status > 299) return await failureOf(response, isWrite, now());
      const text = await response.text();
      // A page where JSON is due is the login page.
      if (text !== '' && !isJson(response)) return { ok: false, status, problem: 'signed-out' };
      const parsed = z.safeParse(schema, parsedJson(text));
      return parsed.success ? { ok: true, data: parsed.data } : lost('bad-response', status);
    } catch {
      return lost('offline');
    }
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Query = Record<string, string | number | readonly number[] | undefined>;

export function withQuery(path: string, query: Query = {}): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    // A list of numbers (`reconcileIssues`) repeats its key; lists of names come joined by commas.
    if (typeof value === 'object') for (const one of value) all.append(name, String(one));
    else all.append(name, String(value));
  }
  const text = all.toString();
  return text ? `${path}?${text}` : path;
}
