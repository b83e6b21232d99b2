import { describe, expect, it } from 'vitest';
import type { ApprovalRequest, Decision } from '../../../../lib/requests/schema.ts';
import { lastApproved, scopeDiff } from '../../../../lib/review/scopes/permissions.ts';
import { dice, NOW, request, ulidOf } from '../../samples.ts';

const roll = dice(3);
const DAY = 86_400_000;

function decision(change: Partial<Decision> = {}): Decision {
  return { kind: 'approve', reason: '', at: NOW - DAY, via: 'here', ...change };
}

/** An earlier request for the same app and site. */
function earlier(
  app: Partial<ApprovalRequest['app']> = {},
  change: Partial<ApprovalRequest> = {},
): ApprovalRequest {
  return request({
    id: ulidOf(roll),
    app: { ...request().app, ...app },
    status: 'approved',
    decision: decision(),
    ...change,
  });
}

describe('the difference to the last approval', () => {
  it('is nothing where nothing was approved for this app on this site', () => {
    const history = [
      earlier({}, { decision: decision({ kind: 'deny' }), status: 'denied' }),
      earlier({}, { decision: decision({ via: 'link' }) }),
      earlier({}, { site: 'other.atlassian.net' }),
      earlier({ clientId: 'ZZZZEfGhIjKlMnOpQrStUvWxYz012345' }),
      request({ decision: decision(), status: 'approved' }),
    ];
    expect(scopeDiff(request(), history)).toBeUndefined();
  });

  it('names what is new, gone and as it was', () => {
    const now = request({
      app: { ...request().app, scopes: ['read:jira-work', 'delete:issue:jira'] },
    });
    const before = earlier({ scopes: ['read:me', 'read:jira-work'] });
    expect(scopeDiff(now, [before])).toEqual({
      against: { id: before.id, at: NOW - DAY },
      added: ['delete:issue:jira'],
      removed: ['read:me'],
      unchanged: ['read:jira-work'],
      scopesKnown: true,
      incomplete: false,
      sameClient: true,
    });
  });

  it('goes by the newest approval, also of a request that was superseded since', () => {
    const old = earlier({ scopes: ['read:me'] }, { decision: decision({ at: NOW - 9 * DAY }) });
    const newer = earlier({ scopes: ['read:jira-work'] }, { status: 'superseded' });
    expect(lastApproved(request(), [newer, old])?.id).toBe(newer.id);
    expect(lastApproved(request(), [old, newer])?.id).toBe(newer.id);
  });

  it('shows another redirect host and another name under the same client id', () => {
    const diff = scopeDiff(request(), [
      earlier({
        name: 'Draw',
        redirect: { uri: 'https://draw.example/cb', host: 'draw.example', hadQuery: false },
      }),
    ]);
    expect(diff?.redirectHost).toEqual({ before: 'draw.example', now: 'app.draw.example' });
    expect(diff?.name).toEqual({ before: 'Draw', now: 'Draw for Jira' });
  });

  it('takes no other loopback port for a change', () => {
    const at = (port: number) => ({
      redirect: { uri: `http://localhost:${port}/cb`, host: `localhost:${port}`, hadQuery: false },
    });
    const now = request({ app: { ...request().app, ...at(3118) } });
    expect(scopeDiff(now, [earlier(at(40_000))])).not.toHaveProperty('redirectHost');
    const bare = { uri: 'http://127.0.0.1/x', host: '127.0.0.1', hadQuery: false };
    expect(scopeDiff(now, [earlier({ redirect: bare })])).not.toHaveProperty('redirectHost');
  });

  it('says nothing of scopes that are not known, and says when names were left out', () => {
    const unknown = request({ app: { ...request().app, scopes: [] } });
    expect(scopeDiff(unknown, [earlier()])).toMatchObject({
      scopesKnown: false,
      added: [],
      removed: [],
    });
    const cut = request({ app: { ...request().app, scopes: ['read:me'], scopesLeftOut: 4 } });
    expect(scopeDiff(cut, [earlier()])).toMatchObject({ incomplete: true, removed: [] });
  });

  it('says when only the name ties two registrations of a dynamic client together', () => {
    const agent = { scopes: ['read:jira:agent-interface'] };
    const now = request({ app: { ...request().app, ...agent } });
    const before = earlier({ ...agent, clientId: 'ZZZZEfGhIjKlMnOpQrStUvWxYz012345' });
    expect(scopeDiff(now, [before])?.sameClient).toBe(false);
  });
});
