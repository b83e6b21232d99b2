import { describe, expect, it } from 'vitest';
import { decideByRule, selfReviewProblem } from '../../../lib/requests/decide.ts';
import { ApprovalRequest, AuditEntry, Status } from '../../../lib/requests/schema.ts';
import { DEFAULTS, isQuiet, readSettings } from '../../../lib/requests/settings.ts';
import { NOW, request } from '../samples.ts';

const RULE = { id: '01KA000000000000000000RV1E', name: 'Known vendors' };
const said = { kind: 'deny', reason: 'Not here', rule: RULE } as const;

describe('a rule decides', () => {
  it('as a hand would, marked with the rule in the request and in the log', () => {
    const write = decideByRule(request(), said, NOW);
    expect(write?.request).toMatchObject({
      status: 'denied',
      decision: { kind: 'deny', reason: 'Not here', at: NOW, via: 'rule', rule: RULE },
    });
    expect(write?.audit).toMatchObject({ move: 'deny', actor: 'rule', rule: RULE });
    expect(ApprovalRequest.safeParse(write?.request).success).toBe(true);
    expect(AuditEntry.safeParse(write?.audit).success).toBe(true);
  });

  it('only what waits', () => {
    const decided = Status.options.filter((status) => decideByRule(request({ status }), said, NOW));
    expect(decided).toEqual(['pending', 'under-review']);
  });

  it('never what this browser’s own person asked', () => {
    expect(decideByRule(request({ asked: true }), said, NOW)).toBeUndefined();
  });
});

describe('two people to a decision', () => {
  it.each([
    [false, false, false, undefined],
    [false, true, false, undefined],
    [true, false, false, 'own-request'],
    [true, false, true, undefined],
    [true, true, false, 'own-request-strict'],
    [true, true, true, 'own-request-strict'],
  ] as const)('own: %s, strict: %s, confirmed: %s → %s', (asked, strict, confirmed, problem) => {
    expect(selfReviewProblem(request({ asked }), { strict, confirmed })).toBe(problem);
  });
});

describe('settings', () => {
  it('are the usual ones where nothing was set', () => {
    expect(readSettings(null)).toEqual(DEFAULTS);
    expect(DEFAULTS).toEqual({
      v: 1,
      expireAfterDays: 30,
      strict: false,
      panel: true,
      remindMinutes: 15,
      role: 'both',
      news: true,
      quietFrom: 0,
      quietTo: 0,
    });
  });

  it('are read each for itself', () => {
    const role = 'reviews';
    const kept = {
      ...{ v: 1, expireAfterDays: 7, strict: true, panel: false, remindMinutes: 30, role },
      ...{ news: false, quietFrom: 20, quietTo: 7 },
    };
    expect(readSettings({ ...kept, quietFrom: 24, quietTo: '7', news: 1 })).toEqual({
      ...kept,
      ...{ news: true, quietFrom: 0, quietTo: 0 },
    });
    expect(readSettings(kept)).toEqual(kept);
    expect(readSettings({ ...kept, expireAfterDays: 'soon' })).toEqual({
      ...kept,
      expireAfterDays: 30,
    });
    expect(readSettings({ ...kept, expireAfterDays: -1 }).expireAfterDays).toBe(30);
    expect(readSettings({ ...kept, panel: 'no', remindMinutes: 1 })).toEqual({
      ...kept,
      panel: true,
      remindMinutes: 15,
    });
    expect(readSettings({ ...kept, role: 'admin' }).role).toBe('both');
    // Stored before these existed.
    const { v, expireAfterDays, strict } = kept;
    expect(readSettings({ v, expireAfterDays, strict })).toEqual({
      ...DEFAULTS,
      ...{ expireAfterDays, strict },
    });
    const hours = { quietFrom: 20, quietTo: 7 };
    expect([19, 20, 23, 0, 6, 7].map((hour) => isQuiet(hours, hour))).toEqual(
      [false, true, true, true, true, false], // over midnight
    );
    expect(isQuiet({ quietFrom: 9, quietTo: 17 }, 12)).toBe(true);
    expect(isQuiet(DEFAULTS, 0)).toBe(false);
  });

  it.each([[7], ['{}'], [[]], [{ expireAfterDays: 7 }], [{ strict: 'yes' }]])(
    'stay strict where what was stored cannot be read: %j',
    (stored) => {
      expect(readSettings(stored).strict).toBe(true);
    },
  );
});
