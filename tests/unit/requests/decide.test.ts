import { describe, expect, it } from 'vitest';
import {
  blockedAgain,
  decide,
  decideByRule,
  grant,
  hear,
  mayDecide,
  withdraw,
} from '../../../lib/requests/decide.ts';
import { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { NOW, request, requester } from '../samples.ts';

const STATUS = {
  approve: 'approved',
  deny: 'denied',
  block: 'blocked',
  dismiss: 'dismissed',
} as const;
const KINDS = DecisionKind.options;
const said = (kind: Kind, at = NOW) => ({ kind, reason: 'Because.', at });
type Kind = (typeof KINDS)[number];

describe('deciding', () => {
  it.each(KINDS)('%s leads where it should, with the reason kept', (kind) => {
    const decided = decide(request(), { kind, reason: '  Because. ' }, NOW + 1);
    if (!decided.ok) throw new Error(decided.problem);
    expect(decided.write.request).toMatchObject({
      status: STATUS[kind],
      decision: { kind, reason: 'Because.', at: NOW + 1, via: 'here' },
    });
    expect(decided.write.audit).toMatchObject({
      actor: 'reviewer',
      move: kind,
      reason: 'Because.',
    });
    expect(ApprovalRequest.safeParse(decided.write.request).success).toBe(true);
  });

  it('owes a reason for no, and none for yes', () => {
    const without = (kind: Kind) => decide(request(), { kind, reason: ' \n' }, NOW);
    expect(without('deny')).toEqual({ ok: false, problem: 'reason-owed' });
    expect(without('block')).toEqual({ ok: false, problem: 'reason-owed' });
    expect(without('approve').ok).toBe(true);
    expect(without('dismiss').ok).toBe(true);
  });

  it('keeps no secret of an address that was pasted into the reason', () => {
    const reason = 'See https://app.example/cb?state=Secret.';
    const decided = decide(request(), { kind: 'deny', reason }, NOW);
    if (!decided.ok) throw new Error(decided.problem);
    expect(JSON.stringify(decided.write)).not.toContain('Secret');
  });

  it('approves nothing whose text was changed after it was filed, by hand or by rule', () => {
    const edited = request({ requesters: [requester({ edited: true })] });
    const by = (kind: Kind) => decide(edited, { kind, reason: 'Because.' }, NOW);
    expect(by('approve')).toEqual({ ok: false, problem: 'edited' });
    for (const kind of ['deny', 'block', 'dismiss'] as const) expect(by(kind).ok).toBe(true);
    const rule = { id: '01KA000000000000000000RV1E', name: 'All' };
    const ruled = (kind: Kind) => decideByRule(edited, { kind, reason: 'Because.', rule }, NOW);
    expect(ruled('approve')).toBeUndefined();
    expect(ruled('deny')).toBeDefined();
    expect(KINDS.filter((kind) => mayDecide(kind, edited))).toEqual(['deny', 'block', 'dismiss']);
    expect(KINDS.filter((kind) => mayDecide(kind, request()))).toEqual(KINDS);
    // Dropped, it stands in nobody's way.
    const dropped = requester({ id: '01KA0000000000000000000009', edited: true, dropped: NOW });
    const rest = request({ requesters: [requester(), dropped] });
    expect(decide(rest, { kind: 'approve', reason: '' }, NOW).ok).toBe(true);
  });

  it('may be done again, another way', () => {
    const denied = decide(request(), { kind: 'deny', reason: 'No.' }, NOW);
    if (!denied.ok) throw new Error(denied.problem);
    const now = decide(denied.write.request, { kind: 'approve', reason: '' }, NOW + 1);
    expect(now.ok && now.write.audit).toMatchObject({ from: 'denied', to: 'approved' });
  });

  it('comes too late for what was withdrawn or superseded', () => {
    for (const status of ['withdrawn', 'superseded'] as const) {
      expect(decide(request({ status }), { kind: 'approve', reason: '' }, NOW)).toEqual({
        ok: false,
        problem: 'not-open',
      });
    }
  });
});

describe('hearing of a decision', () => {
  it.each(KINDS)('%s is kept as hearsay, and not seen yet', (kind) => {
    const response = hear(request(), said(kind), NOW + 1);
    expect(response?.request).toMatchObject({
      status: STATUS[kind],
      unseen: true,
      decision: { kind, via: 'link', at: NOW },
    });
    expect(response?.audit.actor).toBe('link');
  });

  it('a second time, or of an older one, changes nothing', () => {
    const response = hear(request(), said('approve'), NOW)?.request ?? request();
    expect(hear(response, said('approve'), NOW)).toBeUndefined();
    expect(hear(response, said('deny', NOW - 1), NOW)).toBeUndefined();
    expect(hear(response, said('deny', NOW + 1), NOW + 1)?.request.status).toBe('denied');
  });

  it('does not undo what a browser saw', () => {
    const granted = request({ status: 'granted', grantedAt: NOW });
    expect(hear(granted, said('deny'), NOW)).toBeUndefined();
    expect(hear(granted, said('approve'), NOW)?.request.status).toBe('granted');
  });

  it('changes nothing for a person who gave up', () => {
    expect(hear(request({ status: 'withdrawn' }), said('approve'), NOW)).toBeUndefined();
  });
});

describe('giving up', () => {
  it('is possible while nobody said no', () => {
    const gone = withdraw(request({ unseen: true }), NOW);
    expect(gone?.request).toMatchObject({ status: 'withdrawn', unseen: false });
    expect(gone?.audit.actor).toBe('requester');
    expect(withdraw(request({ status: 'approved' }), NOW)?.request.status).toBe('withdrawn');
    expect(withdraw(request({ status: 'denied' }), NOW)).toBeUndefined();
  });
});

describe('seeing the page', () => {
  it('without the block grants the request, and nothing else does', () => {
    const seen = grant(request({ status: 'approved', unseen: true }), NOW + 5);
    expect(seen?.request).toMatchObject({ status: 'granted', grantedAt: NOW + 5, unseen: false });
    expect(seen?.audit.actor).toBe('page');
    expect(grant(request({ status: 'withdrawn' }), NOW)).toBeUndefined();
    expect(grant(request({ status: 'granted' }), NOW)).toBeUndefined();
  });

  it.each(KINDS)('blocked again within ten minutes restores what was said: %s', (kind) => {
    const before = hear(request(), said(kind), NOW)?.request ?? request();
    const seen = grant(before, NOW)?.request ?? before;
    const again = blockedAgain(seen, NOW + 600_000);
    expect(again?.request.status).toBe(STATUS[kind]);
    expect(again?.audit).toMatchObject({
      from: 'granted',
      to: STATUS[kind],
      move: 'blocked-again',
    });
    expect(again?.request.grantedAt).toBeUndefined();
  });

  it('blocked again before anybody decided goes on waiting', () => {
    const seen = grant(request(), NOW)?.request ?? request();
    expect(blockedAgain(seen, NOW + 1)?.request.status).toBe('pending');
  });

  it('blocked again later is another block', () => {
    const seen = grant(request(), NOW)?.request ?? request();
    expect(blockedAgain(seen, NOW + 600_001)).toBeUndefined();
    expect(blockedAgain(request(), NOW)).toBeUndefined();
  });
});
