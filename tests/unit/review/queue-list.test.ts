import { beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { createQueueList } from '../../../lib/review/queue-list.ts';
import { type Filters, NO_FILTERS } from '../../../lib/review/queue-query.ts';
import { dice, NOW, request, requester, ulidOf } from '../samples.ts';

const roll = dice(7);
let list = createQueueList(() => ({ count: 0, red: false }));

beforeEach(() => {
  list = createQueueList(() => ({ count: 0, red: false }));
});

function put(name: string, change: Partial<ApprovalRequest> = {}, scopes = ['read:me']) {
  const app = { ...request().app, name, scopes };
  const one = request({ id: ulidOf(roll), key: name, app, ...change });
  list.put(one);
  return one;
}
const person = (name: string, at: number, reason = '') =>
  requester({ id: ulidOf(roll), name, at, reason });

function names(change: Partial<Filters> = {}): string {
  return list
    .find({ ...NO_FILTERS, ...change })
    .map(({ group, asker }) => `${group.request.app.name}${asker ?? ''}`)
    .join(' ');
}

describe('the list', () => {
  it('forgets nothing of what was put in, until it is dropped', () => {
    const one = put('A', { createdAt: NOW - 2 });
    put('B', { createdAt: NOW - 1 });
    expect(names()).toBe('A B');
    expect(names({ sort: 'newest' })).toBe('B A');
    list.put({ ...one, site: 'other.atlassian.net' });
    expect(names({ site: 'other.atlassian.net' })).toBe('A');
    expect(list.sites(NO_FILTERS)).toHaveLength(2);
    list.drop(one.id);
    expect(names()).toBe('B');
  });

  it('moves a request from the waiting to the decided', () => {
    const one = put('A');
    list.put({ ...one, status: 'denied' });
    expect(names()).toBe('');
    expect(names({ status: 'decided' })).toBe('A');
  });

  it('shows of what was decided the newest for each site and app, and not what waits again', () => {
    put('A', { status: 'denied', createdAt: NOW - 3, site: 'old.atlassian.net' });
    put('A', { status: 'approved', createdAt: NOW - 2 });
    put('B', { status: 'denied', createdAt: NOW - 4 });
    put('B', { createdAt: NOW - 1 });
    expect(names({ status: 'all' })).toBe('A B');
    expect(names({ status: 'all', site: 'old.atlassian.net' })).toBe('');
  });

  it('knows what was last decided about the same app and site, in another request', () => {
    const said = (kind: 'deny' | 'block', at: number) => ({
      decision: { kind, reason: 'Because', at, via: 'here' as const },
    });
    const old = put('A', { status: 'denied', ...said('deny', NOW - 3) });
    const newer = put('A', { status: 'blocked', ...said('block', NOW - 2) });
    const waits = put('A');
    const other = put('B');
    expect(list.earlier(waits)?.kind).toBe('block');
    expect(list.earlier(newer)?.kind).toBe('deny');
    expect(list.earlier(other)).toBeUndefined();
    list.drop(newer.id);
    expect(list.earlier(waits)?.kind).toBe('deny');
    expect(list.earlier(old)).toBeUndefined();
  });

  it('takes the organization’s levels, also for what is there already', () => {
    put('A', {}, ['read:me']);
    put('B', {}, ['write:jira-work']);
    expect(names({ risk: 'high' })).toBe('B');
    list.level({ 'read:*': 'high' });
    put('C', {}, ['read:me']);
    expect(names({ risk: 'high', sort: 'name' })).toBe('A B C');
  });
});

describe('the order of the list', () => {
  beforeEach(() => {
    list = createQueueList(({ app }) => ({ count: app.name.length, red: app.name === 'B' }));
    const two = [person('Zoë', NOW), person('Bob', NOW)];
    put('A', { createdAt: NOW - 1, site: 'b.atlassian.net' });
    put('CC', { createdAt: NOW - 2, site: 'c.atlassian.net', requesters: two });
    put('B', { createdAt: NOW - 3, site: 'a.atlassian.net' });
  });

  it('begins with what most people ask for, then the longest wait', () => {
    expect(names()).toBe('CC B A');
  });

  it.each([
    ['site', 'B A CC'],
    ['warnings', 'B CC A'],
    ['oldest', 'B CC A'],
    ['newest', 'A CC B'],
  ] as const)('goes by %s, and the other way round', (sort, expected) => {
    expect(names({ sort })).toBe(expected);
    expect(names({ sort, reverse: true })).toBe(expected.split(' ').reverse().join(' '));
  });

  it('counts what waits and what is approved and not in effect, whatever it shows', () => {
    put('D', { status: 'approved' });
    put('E', { status: 'granted' });
    expect(list.counts()).toEqual({ waiting: 3, notInEffect: 1 });
  });
});

describe('each request by itself', () => {
  beforeEach(() => {
    put('A', { requesters: [person('Zoë', NOW - 5, 'boards'), person('Bob', NOW - 1)] });
    put('B', { requesters: [person('Carol', NOW - 3, 'boards')] });
  });
  const each = (change: Partial<Filters> = {}) => names({ view: 'requests', ...change });

  it('goes by the time of each', () => {
    expect(each()).toBe('A0 A1 B0');
    expect(each({ sort: 'oldest' })).toBe('A0 B0 A1');
    expect(each({ sort: 'newest' })).toBe('A1 B0 A0');
    expect(each({ sort: 'name' })).toBe('A0 A1 B0');
  });

  it('is found by one’s own words, and by what all have in common', () => {
    expect(each({ text: 'zoe' })).toBe('A0');
    expect(each({ text: 'boards' })).toBe('A0 B0');
    expect(each({ text: 'acme bob' })).toBe('A1');
    expect(each({ text: 'zoe bob' })).toBe('');
    expect(names({ text: 'zoe bob' })).toBe('A');
  });
});
