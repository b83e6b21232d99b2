import { describe, expect, it } from 'vitest';
import { findOwn, outgrown, provesGrant } from '../../../lib/requests/find-own.ts';
import type { Status } from '../../../lib/requests/schema.ts';
import { ask, NOW, request } from '../samples.ts';

const about = (change = {}) =>
  ({ edition: 'cloud', site: 'acme.atlassian.net', app: ask().app, ...change }) as const;
const mine = (change = {}) => request({ asked: true, ...change });
const nameless = (name = 'DRAW for  Jira') => ({ name, scopes: [] });

describe('the person’s own request', () => {
  it('is found by site and client', () => {
    expect(findOwn([mine()], about())).toEqual(mine());
    expect(findOwn([mine()], about({ site: 'other.atlassian.net' }))).toBeUndefined();
    expect(findOwn([mine()], about({ edition: 'government' }))).toBeUndefined();
  });

  it('is the newest', () => {
    const newer = mine({ id: '01KA0000000000000000000NEW', createdAt: NOW + 1 });
    expect(findOwn([mine(), newer], about())).toEqual(newer);
  });

  it('is nobody else’s', () => {
    expect(findOwn([request()], about())).toBeUndefined();
  });

  it('is found by name where the page hides the client', () => {
    expect(findOwn([mine()], about({ app: nameless() }))).toEqual(mine());
    expect(findOwn([mine()], about({ app: nameless('Paint for Jira') }))).toBeUndefined();
    expect(findOwn([mine()], about({ app: nameless('!!!') }))).toBeUndefined();
  });

  it('is not another client of the same name', () => {
    const other = { ...ask().app, clientId: 'another-client-id' };
    expect(findOwn([mine()], about({ app: other }))).toBeUndefined();
  });

  const over: Status[] = ['withdrawn', 'superseded'];
  it.each(over)('is not shown any more once it is %s', (status) => {
    expect(findOwn([mine({ status })], about())).toBeUndefined();
  });
});

it('that expired is still found, so that a page without its block can prove it granted', () => {
  const expired = mine({ status: 'expired' });
  expect(findOwn([expired], about())).toEqual(expired);
  expect(provesGrant(expired, false)).toBe(true);
  const again = mine({ id: '01KA0000000000000000000NEW', createdAt: NOW + 1 });
  expect(findOwn([expired, again], about())).toEqual(again);
});

describe('an own request', () => {
  const wider = about({ app: { ...ask().app, scopes: ['manage:jira'] } });

  it('is outgrown where the app asks for other scopes now, unless it is blocked', () => {
    expect(outgrown(mine(), about())).toBe(false);
    expect(outgrown(mine(), wider)).toBe(true);
    expect(outgrown(mine({ status: 'blocked' }), wider)).toBe(false);
  });

  it('is granted by a clean page, but not by one that blocks after Accept only', () => {
    expect(provesGrant(mine(), false)).toBe(true);
    expect(provesGrant(mine({ afterAccept: true }), false)).toBe(false);
    expect(provesGrant(mine({ afterAccept: true }), true)).toBe(true);
    expect(provesGrant(mine({ status: 'withdrawn' }), true)).toBe(false);
  });
});
