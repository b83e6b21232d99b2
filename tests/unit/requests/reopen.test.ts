import { describe, expect, it } from 'vitest';
import { decide, reopen, take, UNDO_WITHIN, undo } from '../../../lib/requests/decide.ts';
import { deadline, type Moved } from '../../../lib/requests/moves.ts';
import {
  ApprovalRequest,
  type AuditEntry,
  type DecisionKind,
} from '../../../lib/requests/schema.ts';
import { NOW, request } from '../samples.ts';

/** One request and its log, as the background keeps them. */
class Kept {
  request: ApprovalRequest;
  trail: AuditEntry[] = [];
  constructor(start: ApprovalRequest) {
    this.request = start;
  }
  put(move: Moved | undefined): this {
    if (!move) throw new Error('It was refused.');
    this.request = move.request;
    this.trail.push(move.audit);
    return this;
  }
  decide(kind: DecisionKind, at: number): this {
    const said = decide(this.request, { kind, reason: 'Because' }, at);
    return this.put(said.ok ? said.write : undefined);
  }
  reopen(at: number): this {
    return this.put(reopen(this.request, [this.request], at));
  }
  undo(at: number): this {
    const undone = undo(this.request, this.trail, [this.request], at);
    return this.put(undone.ok ? undone.write : undefined);
  }
}

describe('reopening', () => {
  it.each(['approve', 'deny', 'block', 'dismiss'] as const)(
    'lets what was decided by %s wait again; the decision stays in the log',
    (kind) => {
      const start = request();
      const kept = new Kept(start).decide(kind, NOW).reopen(NOW + 86_400_000);
      const later = NOW + 86_400_000;
      const requesters = start.requesters.map((one) => ({ ...one, reopenedAt: later }));
      expect(kept.request).toEqual({ ...start, requesters, updatedAt: later });
      expect(ApprovalRequest.safeParse(kept.request).success).toBe(true);
      expect(kept.trail).toMatchObject([
        { move: kind, reason: 'Because' },
        { move: 'reopen', to: 'pending', actor: 'reviewer' },
      ]);
    },
  );

  it('leaves it in nobody’s hand, and gives it all its time again', () => {
    const later = NOW + 40 * 86_400_000;
    const kept = new Kept(request({ lastAskAt: NOW }))
      .put(take(request({ lastAskAt: NOW }), 'Bob', NOW))
      .decide('deny', NOW)
      .reopen(later);
    expect(kept.request).not.toHaveProperty('reviewer');
    expect(deadline(kept.request, 30)?.end).toBe(later + 30 * 86_400_000);
  });

  it.each(['pending', 'under-review', 'granted', 'withdrawn', 'expired', 'superseded'] as const)(
    'is refused where the request is %s',
    (status) => {
      expect(reopen(request({ status }), [], NOW)).toBeUndefined();
    },
  );

  it('is refused where somebody asked anew meanwhile', () => {
    const { request: denied } = new Kept(request()).decide('deny', NOW);
    const twin = request({ id: '01KA0000000000000000000TWN' });
    expect(reopen(denied, [denied, twin], NOW)).toBeUndefined();
    const closed = request({ id: twin.id, status: 'denied' });
    expect(reopen(denied, [denied, closed], NOW)).toBeDefined();
  });

  it('can be taken back within seconds, and then all is as it was', () => {
    const kept = new Kept(request()).decide('deny', NOW);
    const denied = kept.request;
    kept.reopen(NOW + 60_000).undo(NOW + 65_000);
    expect(kept.request).toEqual({ ...denied, updatedAt: NOW + 65_000 });
    const late = new Kept(request()).decide('deny', NOW).reopen(NOW + 1);
    expect(undo(late.request, late.trail, [], NOW + 2 + UNDO_WITHIN)).toEqual({
      ok: false,
      problem: 'too-late',
    });
  });

  it('counts: what is undone after it is no decision of before it', () => {
    const kept = new Kept(request())
      .decide('deny', NOW)
      .reopen(NOW + 1)
      .decide('approve', NOW + 2);
    kept.undo(NOW + 3);
    expect(kept.request).toMatchObject({
      status: 'pending',
      requesters: [{ reopenedAt: NOW + 1 }],
    });
    expect(kept.request).not.toHaveProperty('decision');
  });

  it('and undoing twice brings back nothing that was undone', () => {
    const kept = new Kept(request())
      .decide('deny', NOW)
      .undo(NOW + 1)
      .decide('approve', NOW + 2);
    kept.undo(NOW + 3);
    expect(kept.request).toMatchObject({ status: 'pending' });
    expect(kept.request).not.toHaveProperty('decision');
  });
});
