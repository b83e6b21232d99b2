import { describe, expect, it, vi } from 'vitest';
import type { Transport } from '../../../../lib/channels/jira/call.ts';
import { createClient } from '../../../../lib/channels/jira/client.ts';

const NOW = 1_795_262_400_000;
const TRACE = '0123456789abcdef0123456789abcdef';

function clientOf(transport: Transport, timeoutMs?: number) {
  return createClient({
    ...{ site: 'acme.atlassian.net', transport, now: () => NOW },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** A client to which Jira always answers this. */
const answered = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  clientOf(
    async () => new Response(body, { status, headers: { 'atl-traceid': TRACE, ...headers } }),
  );

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };
const HTML = { 'content-type': 'text/html;charset=UTF-8' };

describe('the calls', () => {
  it('send the session, follow no redirect, keep nothing and say what they take', async () => {
    const transport = vi.fn<Transport>(async () => new Response('{}', { headers: JSON_TYPE }));
    await clientOf(transport).myself();
    const [url, init] = transport.mock.calls[0] ?? [];
    expect(url).toBe('https://acme.atlassian.net/rest/api/3/myself');
    expect(init).toMatchObject({
      ...{ method: 'GET', credentials: 'include', redirect: 'manual', cache: 'no-store' },
      headers: { accept: 'application/json' },
    });
    expect(init?.body).toBeUndefined();
  });

  it('name the content type on every write, the smallest too', async () => {
    const transport = vi.fn<Transport>(async () => new Response(null, { status: 204 }));
    await clientOf(transport).watch('10042', '712020:alice');
    const [url, init] = transport.mock.calls[0] ?? [];
    expect(url).toBe('https://acme.atlassian.net/rest/api/3/issue/10042/watchers');
    expect(init).toMatchObject({
      ...{ method: 'POST', body: '"712020:alice"' },
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  it('join names by commas and repeat the key for numbers', async () => {
    const transport = vi.fn<Transport>(async () => new Response('{}', { headers: JSON_TYPE }));
    await clientOf(transport).search({
      ...{ jql: 'project = "A"', fields: ['summary', 'status'], properties: ['a.b', 'c'] },
      ...{ maxResults: 50, reconcile: ['10042', '10043'] },
    });
    const query = new URL(transport.mock.calls[0]?.[0] ?? '').searchParams;
    expect(query.get('fields')).toBe('summary,status');
    expect(query.get('properties')).toBe('a.b,c');
    expect(query.getAll('reconcileIssues')).toEqual(['10042', '10043']);
  });
});

describe('a failure', () => {
  it.each([
    [
      'the one-line 401 that is labeled JSON',
      401,
      'Client must be authenticated',
      JSON_TYPE,
      'signed-out',
    ],
    ['a login page', 200, '<!doctype html>', HTML, 'signed-out'],
    ['a redirect', 302, '', { location: 'https://id.atlassian.com/login' }, 'signed-out'],
    ['the XSRF check', 403, 'XSRF check failed', HTML, 'xsrf'],
    ['another 403', 403, '{"errorMessages":["권한"]}', JSON_TYPE, 'no-access'],
    ['a 404', 404, '{"errorMessages":["없음"]}', JSON_TYPE, 'no-access'],
    ['a removed call', 410, '{"errorMessages":["CHANGE-2046"]}', JSON_TYPE, 'bad-response'],
    ['a 400', 400, '{"errorMessages":["…"]}', JSON_TYPE, 'invalid'],
    ['a 415', 415, '{}', JSON_TYPE, 'invalid'],
    ['a 503', 503, '', HTML, 'server'],
    ['data of another kind', 200, '{"accountId":7}', JSON_TYPE, 'bad-response'],
    ['data that is none', 200, '{', JSON_TYPE, 'bad-response'],
  ])('is told by its status: %s', async (_what, status, body, headers, problem) => {
    const answer = await answered(status, body, headers as Record<string, string>).myself();
    expect(answer).toMatchObject({ ok: false, problem, status });
    expect(answer).not.toHaveProperty('unknown');
  });

  it('is a sign-in where the browser hides where a redirect leads', async () => {
    const opaque = {
      type: 'opaqueredirect',
      status: 0,
      headers: new Headers(),
      text: async () => '',
    };
    const answer = await clientOf(async () => opaque as unknown as Response).myself();
    expect(answer).toMatchObject({ ok: false, problem: 'signed-out' });
  });

  it('names the fields that Jira names, and keeps its trace', async () => {
    const body = JSON.stringify({ errorMessages: [], errors: { labels: '설정할 수 없습니다' } });
    const answer = await answered(400, body, JSON_TYPE).create({});
    expect(answer).toEqual({
      ...{ ok: false, status: 400, problem: 'invalid', detail: 'labels', trace: TRACE },
    });
  });

  it.each([
    ['seconds', { 'retry-after': '89', 'x-ratelimit-reset': '2026-01-01T01:01:01Z' }, NOW + 89_000],
    [
      'a date',
      { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' },
      Date.UTC(2026, 10, 21, 12, 0, 30),
    ],
    ['ISO time', { 'x-ratelimit-reset': '2026-11-21T12:01:01Z' }, Date.UTC(2026, 10, 21, 12, 1, 1)],
    ['seconds since 1970', { 'x-ratelimit-reset': '1795262460' }, 1_795_262_460_000],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
  ])('says when to come back: %s', async (_how, headers, at) => {
    const answer = await answered(429, '', headers as Record<string, string>).myself();
    expect(answer).toMatchObject({ problem: 'rate-limited', trace: TRACE });
    expect(answer.ok ? undefined : answer.retryAt).toBe(at);
  });

  it('of a write may have had its effect: a broken line, a broken server, data that is none', async () => {
    const broken = await clientOf(() => Promise.reject(new TypeError('Failed to fetch'))).create(
      {},
    );
    expect(broken).toMatchObject({ problem: 'offline', unknown: true });
    expect(await answered(502, '').create({})).toMatchObject({ problem: 'server', unknown: true });
    const odd = await answered(201, '{"id":"x"}', JSON_TYPE).create({});
    expect(odd).toMatchObject({ problem: 'bad-response', unknown: true });
    expect(await answered(429, '').create({})).not.toHaveProperty('unknown');
  });

  it('comes of a call that takes too long', async () => {
    const never: Transport = (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    expect(await clientOf(never, 1).myself()).toMatchObject({ problem: 'offline' });
  });

  it('is not hidden by a body that breaks off', async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new Error('cut')) });
    const answer = await clientOf(async () => new Response(body, { status: 403 })).myself();
    expect(answer).toMatchObject({ problem: 'no-access', status: 403 });
  });
});
