import { describe, expect, it } from 'vitest';
import { decide, giveBack, take, UNDO_WITHIN, undo } from '../../../lib/requests/decide.ts';
import type { ApprovalRequest, AuditEntry, DecisionKind } from '../../../lib/requests/schema.ts';
import { NOW, request } from '../samples.ts';

/** Decides, as the background does, and keeps the log. */
function decided(
  before: ApprovalRequest,
  kind: DecisionKind,
  at: number,
  trail: AuditEntry[] = [],
) {
  const said = decide(before, { kind, reason: 'Because' }, at);
  if (!said.ok) throw new Error(said.problem);
  return { request: said.write.request, trail: [...trail, said.write.audit] };
}

describe('undo', () => {
  it.each(['approve', 'deny', 'block', 'dismiss'] as const)('takes %s back', (kind) => {
    const before = request();
    const after = decided(before, kind, NOW);
    const undone = undo(after.request, after.trail, [after.request], NOW + 9000);
    if (!undone.ok) throw new Error(undone.problem);
    expect(undone.write.request).toEqual({ ...before, updatedAt: NOW + 9000 });
    expect(undone.write.audit).toMatchObject({ move: 'undo', to: 'pending', actor: 'reviewer' });
  });

  it('gives it back to the reviewer who had it in hand', () => {
    const taken = take(request(), ' Bob ', NOW - 5000)?.request;
    if (!taken) throw new Error('not taken');
    const after = decided(taken, 'deny', NOW);
    const undone = undo(after.request, after.trail, [], NOW + 1);
    expect(undone).toMatchObject({ write: { request: { status: 'under-review' } } });
    expect(undone).toMatchObject({ write: { request: { reviewer: { name: 'Bob' } } } });
  });

  it('of a changed decision restores the one before', () => {
    const first = decided(request(), 'deny', NOW - 60_000);
    const second = decided(first.request, 'approve', NOW, first.trail);
    const undone = undo(second.request, second.trail, [], NOW + 1);
    expect(undone).toMatchObject({
      write: {
        request: { status: 'denied', decision: { kind: 'deny', reason: 'Because', via: 'here' } },
      },
    });
  });

  it('is refused after fifteen seconds, by the time of the decision', () => {
    const { request: after, trail } = decided(request(), 'deny', NOW);
    expect(undo(after, trail, [], NOW + UNDO_WITHIN + 1)).toEqual({
      ok: false,
      problem: 'too-late',
    });
    expect(undo(after, trail, [], NOW - 1)).toEqual({ ok: false, problem: 'too-late' });
  });

  it('is refused where there is none, where something else has happened, or somebody asked anew', () => {
    const refused = { ok: false, problem: 'not-open' };
    expect(undo(request(), [], [], NOW)).toEqual(refused);
    const { request: after, trail } = decided(request(), 'dismiss', NOW);
    const seen = { ...(trail[0] as AuditEntry), move: 'grant' };
    expect(undo(after, [...trail, seen], [], NOW + 1)).toEqual(refused);
    const twin = { ...request(), id: '01KA0000000000000000000ABC' };
    expect(undo(after, trail, [after, twin], NOW + 1)).toEqual(refused);
    const byLink = { ...after, decision: { ...after.decision, via: 'link' } } as ApprovalRequest;
    expect(undo(byLink, trail, [], NOW + 1)).toEqual(refused);
  });
});

describe('taking in hand', () => {
  it('says who and since when; a new name keeps the time', () => {
    const taken = take(request(), 'Bob', NOW)?.request;
    expect(taken).toMatchObject({ status: 'under-review', reviewer: { name: 'Bob', at: NOW } });
    const renamed = taken && take(taken, 'Bob Admin', NOW + 5000)?.request;
    expect(renamed?.reviewer).toEqual({ name: 'Bob Admin', at: NOW });
  });

  it('is given back without a trace but the log', () => {
    const before = request();
    const taken = take(before, '', NOW)?.request;
    const back = taken && giveBack(taken, NOW + 1);
    expect(back?.request).toEqual({ ...before, updatedAt: NOW + 1 });
    expect(back?.audit).toMatchObject({ move: 'unreview', from: 'under-review', to: 'pending' });
  });

  it('is for what waits alone', () => {
    expect(take(decided(request(), 'deny', NOW).request, '', NOW)).toBeUndefined();
    expect(giveBack(request(), NOW)).toBeUndefined();
  });
});
