import { describe, expect, it } from 'vitest';
import { overview, WEEKS } from '../../../components/popup/overview/Overview.tsx';
import { SAMPLE_ID } from '../../../lib/requests/sample.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { request, requester } from '../samples.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Wednesday, 2026-11-18, noon UTC. */
const NOW = Date.UTC(2026, 10, 18, 12);
const MONDAY = Date.UTC(2026, 10, 16);

const asked = (at: number, change: Partial<ApprovalRequest> = {}) =>
  request({ createdAt: at, updatedAt: at, requesters: [requester({ at })], ...change });
const decided = (at: number, hours: number, change: Partial<ApprovalRequest> = {}) =>
  asked(at, {
    status: 'denied',
    decision: { kind: 'deny', reason: '', at: at + hours * HOUR, via: 'here' },
    ...change,
  });
const counts = (...all: ApprovalRequest[]) =>
  overview(all, NOW).weeks.map((one) => `${one.asked}/${one.decided}`);

describe('the overview', () => {
  it('has twelve weeks, from Monday on, this one last', () => {
    const { weeks } = overview([], NOW);
    expect(weeks).toHaveLength(WEEKS);
    expect(weeks.at(-1)).toEqual({ start: MONDAY, asked: 0, decided: 0 });
    expect(weeks[0]?.start).toBe(MONDAY - 11 * 7 * DAY);
  });

  it.each([MONDAY, MONDAY + 1, NOW, MONDAY + 7 * DAY - 1])('counts %i to this week', (at) => {
    expect(counts(asked(at)).at(-1)).toBe('1/0');
    expect(overview([], at).weeks.at(-1)?.start).toBe(MONDAY);
  });

  it('counts each in the week of its day, and nothing older', () => {
    const shown = counts(
      asked(MONDAY - 1),
      decided(MONDAY - 2 * HOUR, 3),
      asked(MONDAY - 11 * 7 * DAY),
      decided(MONDAY - 11 * 7 * DAY - 2, 0),
    );
    expect([shown[0], ...shown.slice(-2)]).toEqual(['1/0', '2/0', '0/1']);
    expect(shown.slice(1, -2).every((one) => one === '0/0')).toBe(true);
  });

  it('has the median of what was decided here, not by rule or link', () => {
    const at = NOW - 2 * DAY;
    const by = (via: 'rule' | 'link') =>
      decided(at, 0, { decision: { kind: 'deny', reason: '', at: at + 1, via } });
    const median = (...all: ApprovalRequest[]) => overview(all, NOW).medianMs;
    expect(median()).toBeUndefined();
    expect(median(by('rule'), by('link'))).toBeUndefined();
    expect(median(decided(at, 9), decided(at, 1), decided(at, 2), by('rule'))).toBe(2 * HOUR);
    expect(median(decided(at, 1), decided(at, 4))).toBe(2.5 * HOUR);
  });

  it('lists apps by the people who asked lately, over all sites', () => {
    const people = (n: number, at = NOW) => Array.from({ length: n }, () => requester({ at }));
    const other = { ...request().app, name: 'Other', clientId: 'otherclient00' };
    const all = [
      asked(NOW, { requesters: people(2), app: other }),
      asked(NOW, { requesters: people(1) }),
      asked(NOW, { site: 'beta.atlassian.net', requesters: people(3) }),
      asked(NOW, { requesters: [...people(5, NOW - 200 * DAY), requester({ dropped: NOW })] }),
    ];
    expect(overview(all, NOW).apps).toEqual([
      { name: request().app.name, people: 4 },
      { name: 'Other', people: 2 },
    ]);
  });

  it('lists what was approved and not seen to work, the longest first', () => {
    const approved = (at: number) =>
      decided(at, 1, { status: 'approved' as const, site: `s${at}.atlassian.net` });
    const all = [approved(NOW - DAY), approved(NOW - 300 * DAY), decided(NOW - DAY, 1)];
    const { notInEffect } = overview([...all, asked(NOW, { status: 'granted' })], NOW);
    expect(notInEffect.map(({ at }) => at)).toEqual([NOW - 300 * DAY + HOUR, NOW - DAY + HOUR]);
  });

  it('leaves the sample out', () => {
    const sample = decided(NOW - HOUR, 1, { id: SAMPLE_ID, status: 'approved' });
    expect(overview([sample], NOW)).toEqual(overview([], NOW));
  });
});
