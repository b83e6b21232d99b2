import { describe, expect, it } from 'vitest';
import { decisionPayload } from '../../../lib/channels/payload.ts';
import { asksOf, dropAsks, liveAsks, scopesOfAll } from '../../../lib/requests/asks.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { receive } from '../../../lib/requests/raise.ts';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ask, clock, NOW, requester, SCOPES } from '../samples.ts';

import { become, EVIL, link, must, page, ulid } from './asks-support.ts';

describe('dropping an ask', () => {
  const both = become(link(EVIL, 'Mallory'), link(ask(), 'Ana'));
  const id = (name: string) => both.requesters.find((one) => one.name === name)?.id ?? '';
  const gone = dropAsks(both, [id('Mallory')], true, NOW + 5);

  it('keeps it aside, with all that it said, and says so in the log', () => {
    expect(gone?.request).toMatchObject({ id: both.id, status: 'pending', key: both.key });
    expect(gone && liveAsks(gone.request.requesters).map(({ name }) => name)).toEqual(['Ana']);
    const kept = asksOf(gone?.request ?? both).find(({ requester: one }) => one.dropped);
    expect(kept?.facts.app).toEqual(EVIL.app);
    expect(kept?.requester.dropped).toBe(NOW + 5);
    expect(gone?.audit).toMatchObject({ move: 'drop', actor: 'reviewer', app: EVIL.app.name });
    expect(ApprovalRequest.parse(gone?.request)).toEqual(gone?.request);
  });

  it('ends the disagreement, and its permissions count no more', () => {
    expect(gone && disagreement(gone.request)).toBeUndefined();
    expect(gone && scopesOfAll(gone.request).scopes).toEqual(SCOPES);
  });

  it('takes its word for how long it has waited away, and gives it back', () => {
    const old = requester({ id: ulid(), name: 'Mallory', at: NOW - 9_000_000 });
    const waits = must(receive([become(link())], EVIL, old, clock())).request;
    expect(waits.createdAt).toBe(old.at);
    const left = dropAsks(waits, [old.id], true, NOW)?.request ?? waits;
    expect(left.createdAt).toBe(NOW);
    expect(dropAsks(left, [old.id], false, NOW)?.request.createdAt).toBe(old.at);
  });

  it('answers it no more', () => {
    const decided: ApprovalRequest = {
      ...(gone?.request ?? both),
      status: 'approved',
      decision: { kind: 'approve', reason: '', at: NOW + 6, via: 'here' },
    };
    expect(decisionPayload(decided)?.ids).toEqual([id('Ana')]);
  });

  it('is not undone by the same link, and is undone by the reviewer', () => {
    const again = must(
      receive([gone?.request ?? both], EVIL, requester({ id: id('Mallory') }), clock()),
    );
    expect(again).toMatchObject({ outcome: 'already', writes: [] });
    const back = dropAsks(gone?.request ?? both, [id('Mallory')], false, NOW + 9);
    expect(back?.audit.move).toBe('put-back');
    expect(back && disagreement(back.request)?.groups).toHaveLength(2);
    // It comes behind the others: what is shown stays what it is.
    expect(back?.request.app).toEqual(ask().app);
  });

  it('is not possible with the last one, with one of this browser’s own, or of a closed request', () => {
    expect(
      dropAsks(
        both,
        both.requesters.map((one) => one.id),
        true,
        NOW,
      ),
    ).toBeUndefined();
    const own = become(page(), link(EVIL, 'Mallory'));
    const [mine] = own.requesters;
    expect(dropAsks(own, [mine?.id ?? ''], true, NOW)).toBeUndefined();
    expect(dropAsks({ ...both, status: 'denied' }, [id('Mallory')], true, NOW)).toBeUndefined();
    expect(dropAsks(both, [ulid()], true, NOW)).toBeUndefined();
  });
});
