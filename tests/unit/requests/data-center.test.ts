import { describe, expect, it } from 'vitest';
import { askOf, payloadText, readPayload, requestPayload } from '../../../lib/channels/payload.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { findOwn } from '../../../lib/requests/find-own.ts';
import { requestKey } from '../../../lib/requests/key.ts';
import { raise } from '../../../lib/requests/raise.ts';
import { ApprovalRequest, type Ask } from '../../../lib/requests/schema.ts';
import { ask, clock, NOW, request, requester } from '../samples.ts';

const SITE = 'jira.acme.example';
const dataCenter = { product: 'jira', base: `https://${SITE}/jira` } as const;
const app = ask().app;
const dcAsk = (change: Partial<Ask> = {}): Ask =>
  ask({ edition: 'data-center', site: SITE, cause: 'dc-client-unknown', dataCenter, ...change });

function raised(change: Partial<Ask> = {}): ApprovalRequest {
  const made = raise([], dcAsk(change), clock());
  if (!made.ok) throw new Error(made.problem);
  return made.request;
}

describe('a request for a Data Center', () => {
  it('is stored with its base address, and travels with it', () => {
    const own = raised();
    expect(own.dataCenter).toEqual(dataCenter);
    expect(ApprovalRequest.parse(own)).toEqual(own);
    const read = readPayload(JSON.parse(payloadText(requestPayload(own, requester()))));
    if (!read.ok || read.payload.type !== 'request') throw new Error('not read');
    const { ask: arrived } = askOf(read.payload, NOW);
    expect(arrived.dataCenter).toEqual(dataCenter);
    expect(requestKey(arrived)).toBe(own.key);
  });

  it('is one for each product on a host', () => {
    const wiki = { product: 'confluence', base: `https://${SITE}/wiki` } as const;
    expect(raised({ dataCenter: wiki }).key).not.toBe(raised().key);
  });

  it('of a build that knew no base address is still read', () => {
    const { dataCenter: _, ...before } = raised();
    expect(ApprovalRequest.safeParse(before).success).toBe(true);
  });

  it.each([
    { dataCenter: { ...dataCenter, base: 'https://evil.example/jira' } },
    { dataCenter: { ...dataCenter, base: `https://${SITE}:99999/jira` } },
    { dataCenter: { ...dataCenter, base: `http://${SITE}/jira` } },
    { dataCenter: { ...dataCenter, base: `https://${SITE}/jira?x` } },
    { dataCenter: { ...dataCenter, base: `https://dora@${SITE}/jira` } },
    { dataCenter: { ...dataCenter, product: 'bamboo' } },
    { edition: 'cloud' },
  ])('is refused from a link that says %j', (change) => {
    const wire = JSON.parse(payloadText(requestPayload(raised(), requester())));
    expect(readPayload({ ...wire, ...change }).ok).toBe(false);
  });

  it('is never authorised by an address of ours', () => {
    const approved = { ...raised(), status: 'approved' } as const;
    expect(authorizable(approved)).toEqual({ ok: false, why: 'edition' });
  });
});

describe('the person’s own request for a Data Center', () => {
  const about = (change = {}) =>
    ({ edition: 'data-center', site: SITE, dataCenter, app, ...change }) as const;
  const nameless = { name: '', scopes: [] };

  it('is found under another client id by where the app returns to', () => {
    const other = { ...app, clientId: 'f'.repeat(32) };
    // Once the page lets the app in: the link that was made gave it another id.
    const clear = { app: other, screen: 'any' };
    expect(findOwn([raised()], about(clear))).toEqual(raised());
    const elsewhere = { ...other, redirect: { ...app.redirect, host: 'evil.example' } };
    expect(findOwn([raised()], about({ ...clear, app: elsewhere }))).toBeUndefined();
    const cloud = request({ asked: true });
    expect(findOwn([cloud], { edition: 'cloud', site: cloud.site, app: other })).toBeUndefined();
  });

  it('is another one where the page refuses another client id behind the same return host', () => {
    const other = { ...app, clientId: 'f'.repeat(32) };
    expect(findOwn([raised()], about({ app: other }))).toBeUndefined();
    const approved = { ...raised(), status: 'approved' } as const;
    expect(findOwn([approved], about({ app: other }))).toBeUndefined();
    const { clientId: _, ...unnamed } = other;
    expect(findOwn([approved], about({ app: unnamed }))).toEqual(approved);
  });

  it('is not found by a return to one’s own computer', () => {
    const redirect = { uri: 'http://localhost:1/x', host: 'localhost:1', hadQuery: false };
    const own = raised({ app: { ...app, redirect } });
    const other = { ...app, name: 'Another', clientId: 'f'.repeat(32), redirect };
    expect(findOwn([own], about({ app: other }))).toBeUndefined();
  });

  it('is found where the page names no app, by the page it was started on', () => {
    const own = raised({ app: { name: 'Ledger Sync', scopes: [] } });
    const startPage = own.startPage;
    expect(findOwn([own], about({ app: nameless, startPage }))).toEqual(own);
    expect(findOwn([own], about({ app: nameless }))).toBeUndefined();
    const other = { startPage: 'https://other.example/' };
    expect(findOwn([own], about({ app: nameless, ...other }))).toBeUndefined();
  });

  it('is not the one for another product on the same host', () => {
    const wiki = { product: 'confluence', base: `https://${SITE}/wiki` };
    expect(findOwn([raised()], about({ dataCenter: wiki }))).toBeUndefined();
  });
});
