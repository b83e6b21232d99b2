import { describe, expect, it } from 'vitest';
import { askOf, decisionPayload, requestPayload } from '../../../lib/channels/payload.ts';
import { ask, NOW, request, requester, requestPayload as sample } from '../samples.ts';

describe('what travels', () => {
  it('is one person’s ask, and nobody else’s name or reason', () => {
    const other = requester({ id: '01KA0000000000000000000BEA', name: 'Bea', reason: 'Secret.' });
    const ana = requester({ reason: ask().reason });
    expect(requestPayload(request({ requesters: [ana, other] }), ana)).toEqual(sample());
  });

  it('is a decision for everybody who asked', () => {
    const other = requester({ id: '01KA0000000000000000000BEA' });
    const decision = { kind: 'deny', reason: 'No.', at: NOW, via: 'here' } as const;
    const payload = decisionPayload(request({ requesters: [requester(), other], decision }));
    expect(payload).toMatchObject({
      type: 'decision',
      ids: [requester().id, other.id],
      kind: 'deny',
      reason: 'No.',
      at: NOW,
    });
    expect(JSON.stringify(payload)).not.toContain('Ana');
  });

  it('is nothing while nobody has decided', () => {
    expect(decisionPayload(request())).toBeUndefined();
  });
});

describe('what came', () => {
  it('is an ask of somebody known by their own account alone', () => {
    const came = askOf(sample({ scopesLeftOut: 3 }), NOW + 5);
    expect(came.ask).toEqual({ ...ask(), app: { ...ask().app, scopesLeftOut: 3 } });
    expect(came.requester).toEqual(requester({ reason: ask().reason }));
  });

  it('never lies in the future', () => {
    expect(askOf(sample({ at: NOW + 9_000_000_000 }), NOW).requester.at).toBe(NOW);
  });
});
