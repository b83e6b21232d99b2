import { describe, expect, it } from 'vitest';
import {
  atItsWord,
  backOff,
  failedWith,
  lost,
  nextDue,
  nextTime,
  notFound,
  type OutboxEntry,
  retried,
} from '../../../lib/channels/outbox.ts';
import { NOW } from '../samples.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const entry = (change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...{ id: '01KA0000000000000000000001', requestId: '01KA0000000000000000000002' },
  ...{ channel: 'jira', target: { site: 'acme.atlassian.net', project: 'IT', issueType: '1' } },
  ...{ to: 'IT', task: { kind: 'ask', ask: '01KA0000000000000000000003' }, state: 'queued' },
  ...{ notBefore: NOW, createdAt: NOW, tries: 0, looks: 0 },
  ...change,
});
const failed = (change: object, from = entry({ state: 'sending' }), now = NOW) =>
  failedWith(from, { ok: false, problem: 'offline', ...change }, now, 0.5);

describe('what was not told', () => {
  it.each(['rate-limited', 'offline', 'server', 'bad-response'] as const)(
    'is tried again by itself: %s',
    (problem) => {
      expect(failed({ problem })).toMatchObject({ state: 'queued', notBefore: NOW + 5 * SECOND });
    },
  );

  it.each(['signed-out', 'no-access', 'cannot-create', 'required-fields', 'xsrf'] as const)(
    'waits for a person: %s',
    (problem) => {
      const told = failed({ problem, detail: 'Cost center' });
      expect(told).toMatchObject({ state: 'failed', problem, detail: 'Cost center' });
      expect(nextTime([told])).toBeUndefined();
      expect(nextDue([told], NOW + DAY)).toBeUndefined();
    },
  );

  it('waits as long as the channel says, up to a day', () => {
    const at = (retryAt: number) => failed({ problem: 'rate-limited', retryAt }).notBefore;
    expect(at(NOW + HOUR)).toBe(NOW + HOUR);
    expect(at(NOW + 365 * DAY)).toBe(NOW + DAY);
    expect(at(NOW - HOUR)).toBe(NOW + 5 * SECOND);
    expect(atItsWord(undefined, NOW)).toBe(0);
  });

  it('is tried less and less often, up to half an hour, and not at the same time as others', () => {
    const waits = [0, 1, 2, 8, 9, 50].map((tries) => backOff(tries, 0.5) / SECOND);
    expect(waits).toEqual([5, 10, 20, 1280, 1800, 1800]);
    expect([backOff(0, 0), backOff(0, 1)]).toEqual([3500, 6500]);
  });

  it('is given up after thirty days, and told so', () => {
    const old = entry({ state: 'sending', createdAt: NOW - 31 * DAY });
    expect(failed({}, old)).toMatchObject({ state: 'failed', problem: 'too-old' });
    expect(retried(failed({}, old), NOW)).toMatchObject({ state: 'queued', createdAt: NOW });
  });
});

describe('what may have arrived', () => {
  it('is looked for three times before it is sent again', () => {
    let one = failed({ unknown: true });
    const times = [one.notBefore - NOW];
    for (let look = 0; look < 3; look += 1) {
      one = notFound(one, NOW);
      times.push(one.notBefore - NOW);
    }
    expect(times).toEqual([15 * SECOND, 60 * SECOND, 300 * SECOND, 0]);
    expect(one.state).toBe('queued');
  });

  it('stays so while nobody can look', () => {
    const unknown = lost(entry({ state: 'sending' }), NOW);
    expect(failed({ problem: 'offline' }, unknown)).toMatchObject({ state: 'unknown', looks: 0 });
  });

  it('is no decision: that looks before it writes', () => {
    const telling = entry({ state: 'sending', task: { kind: 'decision', at: NOW } });
    expect(lost(telling, NOW)).toMatchObject({ state: 'queued', notBefore: NOW });
  });

  it('is not left alone by a sender that died', () => {
    const dead = entry({ state: 'sending', notBefore: NOW + HOUR });
    expect(nextDue([dead], NOW)).toBe(dead);
  });
});
