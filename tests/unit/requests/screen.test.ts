import { describe, expect, it } from 'vitest';
import {
  askOf,
  requestPayload as payloadOf,
  payloadText,
  readPayload,
} from '../../../lib/channels/payload.ts';
import { BLOCKS, SIMILAR_SCREENS } from '../../../lib/consent/causes.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { findOwn } from '../../../lib/requests/find-own.ts';
import { requestKey } from '../../../lib/requests/key.ts';
import { raise } from '../../../lib/requests/raise.ts';
import { ApprovalRequest, AuditEntry } from '../../../lib/requests/schema.ts';
import { causeOf, domainToAllow, storedCauseOf } from '../../../lib/requests/screen.ts';
import { auditCsv } from '../../../lib/review/audit-file.ts';
import { ask, clock, NOW, request, requester } from '../samples.ts';

const MCP = {
  name: 'Atlassian MCP',
  clientId: 'pVrZtjGOkBrahLr0ge4iVlstqGVRJfi3',
  scopes: ['read:jira-work'],
  redirect: {
    uri: 'https://mcp.atlassian.com/v1/callback',
    host: 'mcp.atlassian.com',
    hadQuery: false,
  },
};
const through = (host: string, name = 'Scribe Agent') => ({
  ...MCP,
  via: { name, redirect: { uri: `https://${host}/cb`, host, hadQuery: false } },
});
const DOMAIN = { cause: 'by-hand', screen: 'domain-not-allowed' } as const;

describe('a cause', () => {
  it.each([...BLOCKS, ...SIMILAR_SCREENS])(
    '%s is kept in words that every version takes',
    (cause) => {
      const said = storedCauseOf(cause);
      expect(['admin-must-authorize', 'app-blocked', 'by-hand']).toContain(said.cause);
      expect(causeOf(said)).toBe(cause);
      const kept = ApprovalRequest.parse(request(said));
      expect(causeOf(kept)).toBe(cause);
    },
  );

  it('of a newer version is neither refused nor lost, and not believed', () => {
    const stored = { ...request(), cause: 'by-hand', screen: 'a-screen-of-tomorrow' };
    const kept = ApprovalRequest.parse(stored);
    expect(kept).toMatchObject({ screen: 'a-screen-of-tomorrow' });
    expect(causeOf(kept)).toBe('by-hand');
    for (const screen of ['', 'UPPER', 'x'.repeat(41), '<b>', 7]) {
      expect(ApprovalRequest.safeParse({ ...request(), screen }).success).toBe(false);
    }
  });
});

describe('the way of a similar screen’s request', () => {
  it('by link brings screen and AI client over, hosts read out of the addresses', () => {
    const app = through('scribe.example');
    const asked = request({ ...DOMAIN, app });
    const text = payloadText(payloadOf(asked, requester()));
    const read = readPayload(JSON.parse(text));
    if (!read.ok || read.payload.type !== 'request') throw new Error('not read');
    expect(read.payload).toMatchObject({ ...DOMAIN, app });
    expect(askOf(read.payload, NOW).requester.through).toBe('Scribe Agent');
    const lie = JSON.parse(text);
    lie.app.via.redirect.host = 'nice.example';
    lie.app.via.name = 'Scribe\u202e\u200b\nAgent';
    lie.app.via.clientId = 'https://a.example/?secret';
    const again = readPayload(lie);
    expect(again).toEqual({ ok: false, problem: 'not-valid' });
    delete lie.app.via.clientId;
    expect(readPayload(lie)).toMatchObject({
      payload: { app: { via: { name: 'Scribe Agent', redirect: { host: 'scribe.example' } } } },
    });
  });

  it('is another request than the block’s, and one for each domain', () => {
    const site = 'acme.atlassian.net';
    const key = (app: typeof MCP, screen?: string) =>
      requestKey({ edition: 'cloud', site, app, screen });
    const keys = [
      key(MCP),
      key(through('a.example'), 'domain-not-allowed'),
      key(through('b.example'), 'domain-not-allowed'),
      key(MCP, 'ip-not-allowed'),
    ];
    expect(new Set(keys).size).toBe(4);
    // The block is Atlassian's own client's, whichever tool is used: no twin for each.
    expect(key(through('a.example'))).toBe(key(MCP));
  });

  it('writes the AI client into the request, the person and the audit log', () => {
    const raised = raise([], ask({ ...DOMAIN, app: through('scribe.example') }), clock());
    if (!raised.ok) throw new Error('refused');
    expect(raised.request.requesters[0]?.through).toBe('Scribe Agent');
    const entry = AuditEntry.parse(raised.writes[0]?.audit);
    expect(entry.through).toBe('Scribe Agent');
    expect(auditCsv([entry])).toContain('"Atlassian MCP (Scribe Agent)"');
    expect(ApprovalRequest.parse(raised.request)).toEqual(raised.request);
  });

  it('is found on its own screen alone; a page that stops nobody settles it', () => {
    const app = through('scribe.example');
    const about = { edition: 'cloud', site: 'acme.atlassian.net', app } as const;
    const own = request({
      ...DOMAIN,
      app,
      asked: true,
      key: requestKey({ ...about, screen: 'domain-not-allowed' }),
    });
    expect(findOwn([own], about)).toBeUndefined();
    expect(findOwn([own], { ...about, screen: 'domain-not-allowed' })).toBe(own);
    expect(findOwn([own], { ...about, screen: 'any' })).toBe(own);
    const other = { ...about, app: through('b.example') };
    expect(findOwn([own], { ...other, screen: 'any' })).toBeUndefined();
    expect(findOwn([own], { ...about, app: MCP, screen: 'any' })).toBeUndefined();
  });

  it('of a program on one’s own computer is the same at the next sign-in, from before, too', () => {
    const at = (port: number) => ({
      ...MCP,
      redirect: {
        uri: `http://127.0.0.1:${port}/cb`,
        host: `127.0.0.1:${port}`,
        hadQuery: false,
      },
    });
    const about = (port: number) =>
      ({
        edition: 'cloud',
        site: 'acme.atlassian.net',
        app: at(port),
        screen: DOMAIN.screen,
      }) as const;
    expect(requestKey(about(2))).toBe(requestKey(about(1)));
    const { key } = request({ ...DOMAIN, app: at(1) });
    const before = request({
      ...DOMAIN,
      app: at(1),
      asked: true,
      key: `${key}|http://127.0.0.1:1/**`,
    });
    expect(ApprovalRequest.parse(before)).toEqual(before);
    expect(findOwn([before], about(2))).toBe(before);
  });

  it('never gets a consent address made', () => {
    const approved = (change: object) => authorizable(request({ status: 'approved', ...change }));
    expect(approved(DOMAIN)).toEqual({ ok: false, why: 'other-cure' });
    expect(approved({ app: through('a.example') })).toEqual({ ok: false, why: 'agent' });
    expect(approved({ app: MCP })).toEqual({ ok: false, why: 'agent' });
  });
});

describe('the domain to allow', () => {
  it.each([
    [through('scribe.example'), 'https://scribe.example/**'],
    [MCP, undefined],
    [
      {
        ...MCP,
        redirect: { uri: 'http://127.0.0.1:33418/', host: '127.0.0.1:33418', hadQuery: false },
      },
      // The port is new at each sign-in: naming it would be of no use.
      'http://127.0.0.1:*/**',
    ],
    [
      {
        ...MCP,
        redirect: {
          uri: 'cursor://anysphere.cursor-mcp/oauth',
          host: 'anysphere.cursor-mcp',
          hadQuery: false,
        },
      },
      'cursor://anysphere.cursor-mcp/**',
    ],
    [{ name: 'x', scopes: [] }, undefined],
  ])('of %j is %s', (app, pattern) => {
    expect(domainToAllow(app)).toBe(pattern);
  });
});
