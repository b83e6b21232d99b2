import { describe, expect, it } from 'vitest';
import { MOVES, type Move, moved, OPEN, target, WAITING } from '../../../lib/requests/moves.ts';
import { AuditEntry, Status } from '../../../lib/requests/schema.ts';
import { NOW, request } from '../samples.ts';

const COLUMNS = [
  '',
  'pending',
  'under-review',
  'approved',
  'granted',
  'denied',
  'blocked',
  'dismissed',
  'withdrawn',
  'expired',
  'superseded',
] as const;

/** Every status and every move: where it leads, a dot where it is refused. */
const TABLE: Record<Move, string> = {
  //                new        pending    review       approved   granted    denied   blocked  dismissed withd. exp. supers.
  raise:
    '          pending    .          .            .          .          .        .        .         .      .       .',
  join: '           .          pending    under-review approved   granted    denied   blocked  dismissed .      .       .',
  approve:
    '        .          approved   approved     approved   granted    approved approved approved  .      approved .',
  deny: '           .          denied     denied       denied     .          denied   denied   denied    .      denied  .',
  block:
    '          .          blocked    blocked      blocked    .          blocked  blocked  blocked   .      blocked .',
  dismiss:
    '        .          dismissed  dismissed    dismissed  .          .        .        .         .      .       .',
  withdraw:
    '       .          withdrawn  withdrawn    withdrawn  .          .        .        .         .      .       .',
  supersede:
    '      .          superseded superseded   superseded superseded .        .        .         .      .       .',
  grant:
    '          .          granted    granted      granted    .          granted  granted  granted   .      granted .',
  authorised:
    '     .          .          .            approved   .          .        .        .         .      .       .',
  expire:
    '         .          expired    expired      .          .          .        .        .         .      .       .',
  'blocked-again':
    '.          .          .            .          approved   .        .        .         .      .       .',
  review:
    '         .          under-review under-review .          .          .        .        .         .      .       .',
  unreview:
    '       .          .          pending      .          .          .        .        .         .      .       .',
  reopen:
    '         .          .          .            pending    .          pending  pending  pending   .      .       .',
  drop: '           .          pending    under-review approved   .          .        .        .         .      .       .',
  'put-back':
    '       .          pending    under-review approved   .          .        .        .         .      .       .',
  undo: '           .          pending    .            pending    granted    pending  pending  pending   .      .       .',
};

const cells = Object.entries(TABLE).flatMap(([move, row]) =>
  row
    .trim()
    .split(/\s+/)
    .map((to, column) => ({
      move: move as Move,
      from: COLUMNS[column] ?? '',
      to: to === '.' ? undefined : to,
    })),
);

describe('the table of moves', () => {
  it('knows every status and every move', () => {
    expect([...COLUMNS.slice(1)].sort()).toEqual([...Status.options].sort());
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(MOVES).sort());
    expect(cells).toHaveLength(COLUMNS.length * Object.keys(MOVES).length);
  });

  it.each(cells)('$move from "$from" leads to $to', ({ move, from, to }) => {
    expect(target(move, from)).toBe(to);
  });

  it('lets no decision say that a browser saw something', () => {
    for (const move of ['approve', 'deny', 'block', 'dismiss'] as const) {
      for (const from of COLUMNS) {
        if (from !== 'granted') expect(target(move, from)).not.toBe('granted');
      }
    }
  });

  it('has every waiting request open', () => {
    for (const status of WAITING) expect(OPEN).toContain(status);
  });
});

describe('a move', () => {
  it('changes the request and writes what happened beside it', () => {
    const before = request();
    const write = moved(before, 'approve', { actor: 'reviewer', at: NOW + 1, reason: 'Fine.' });
    expect(write?.request).toEqual({ ...before, status: 'approved', updatedAt: NOW + 1 });
    expect(write?.audit).toEqual({
      at: NOW + 1,
      requestId: before.id,
      key: before.key,
      move: 'approve',
      from: 'pending',
      to: 'approved',
      actor: 'reviewer',
      site: before.site,
      app: before.app.name,
      clientId: before.app.clientId,
      scopes: before.app.scopes,
      reason: 'Fine.',
    });
    expect(AuditEntry.safeParse(write?.audit).success).toBe(true);
  });

  it('leaves the request that it was given as it is', () => {
    const before = Object.freeze(request());
    moved(before, 'deny', { actor: 'reviewer', at: NOW, reason: 'No.' });
    expect(before.status).toBe('pending');
  });

  it('is refused where the table has no place for it', () => {
    expect(moved(request({ status: 'withdrawn' }), 'approve', { actor: 'link', at: NOW })).toBe(
      undefined,
    );
  });
});
