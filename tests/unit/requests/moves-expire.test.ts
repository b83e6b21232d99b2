import { describe, expect, it } from 'vitest';
import { decide, giveBack, hear, take } from '../../../lib/requests/decide.ts';
import { deadline, expire, halfPassed } from '../../../lib/requests/moves.ts';
import { raise, receive } from '../../../lib/requests/raise.ts';
import { AuditEntry } from '../../../lib/requests/schema.ts';
import { ask, clock, NOW, request, requester } from '../samples.ts';

const DAY = 86_400_000;

describe('the time a request may wait', () => {
  it('is counted from the last time that somebody asked', () => {
    const one = request({ createdAt: NOW - 50 * DAY, updatedAt: NOW });
    expect(deadline(one, 30)).toEqual({ half: NOW + 15 * DAY, end: NOW + 30 * DAY });
  });

  it('is not moved by what the reviewer does, but by who joins', () => {
    const born = clock(NOW);
    const made = receive([], ask(), requester(), born);
    if (!made.ok) throw new Error(made.problem);
    const taken = take(made.request, 'Rita', NOW + 20 * DAY)?.request;
    const back = taken && giveBack(taken, NOW + 21 * DAY)?.request;
    expect(back && deadline(back, 30)?.end).toBe(NOW + 30 * DAY);
    const late = requester({ id: '01KA0000000000000000000BEN', at: NOW + 2 * DAY });
    const joined = receive(back ? [back] : [], ask(), late, clock(NOW + 22 * DAY));
    expect(joined.ok && deadline(joined.request, 30)?.end).toBe(NOW + 52 * DAY);
  });

  it('has no end where it is set to never, or nothing waits', () => {
    expect(deadline(request(), 0)).toBeUndefined();
    expect(deadline(request({ status: 'approved' }), 30)).toBeUndefined();
    expect(deadline(request({ status: 'under-review' }), 30)).toBeDefined();
  });
});

describe('expiring', () => {
  it('happens at the end and not before, with an entry in the log', () => {
    expect(expire(request(), 30, NOW + 30 * DAY - 1)).toBeUndefined();
    const move = expire(request(), 30, NOW + 30 * DAY);
    expect(move?.request.status).toBe('expired');
    expect(move?.audit).toMatchObject({ move: 'expire', actor: 'clock', from: 'pending' });
    expect(AuditEntry.safeParse(move?.audit).success).toBe(true);
  });

  it('is news for the person who asked here, and for nobody else', () => {
    const late = NOW + 31 * DAY;
    expect(expire(request({ asked: true }), 30, late)?.request.unseen).toBe(true);
    expect(expire(request(), 30, late)?.request.unseen).toBe(false);
  });

  it('lets the person ask again, and a late answer still arrive', () => {
    const gone = request({ status: 'expired', asked: true, review: false });
    const again = raise([gone], ask(), clock());
    expect(again).toMatchObject({ ok: true, joined: false });
    const said = { kind: 'approve', reason: '', at: NOW } as const;
    expect(hear(gone, said, NOW)?.request.status).toBe('approved');
    expect(decide(request({ status: 'expired' }), said, NOW)).toMatchObject({ ok: true });
  });

  it('takes in who asks after it as a new request', () => {
    const late = requester({ id: '01KA0000000000000000000BEN' });
    expect(receive([request({ status: 'expired' })], ask(), late, clock())).toMatchObject({
      ok: true,
      outcome: 'new',
    });
  });
});

describe('half of the time', () => {
  it('is told once: between the look before it and the look after it', () => {
    const half = NOW + 15 * DAY;
    const looks = [half - DAY, half, half + DAY];
    const told = looks.map((now) => halfPassed(request(), 30, { before: now - DAY, now }));
    expect(told).toEqual([false, true, false]);
    expect(halfPassed(request(), 0, { before: 0, now: half })).toBe(false);
  });
});
