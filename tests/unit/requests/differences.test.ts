import { describe, expect, it } from 'vitest';
import {
  differences,
  type Expected,
  expectedOf,
  type Live,
} from '../../../lib/requests/authorize.ts';
import { withReviewerName } from '../../../lib/requests/moves.ts';
import { raise } from '../../../lib/requests/raise.ts';
import { ask, clock, request } from '../samples.ts';

const EXPECTED: Expected = {
  appName: 'Draw',
  clientId: 'abcdefgh',
  scopes: ['read:me', 'read:jira-work'],
  redirectHost: 'draw.example',
  site: 'acme.atlassian.net',
};
const LIVE: Live = { ...EXPECTED };
const whats = (live: Partial<Live>, asked?: 'us' | 'app', expected = EXPECTED) =>
  differences(expected, { ...LIVE, ...live }, asked).map(({ what }) => what);

describe('a live consent page', () => {
  it('that shows what was approved differs in nothing', () => {
    expect(whats({})).toEqual([]);
    expect(whats({ appName: ' Draw ', scopes: ['read:jira-work', 'read:me'] })).toEqual([]);
  });

  it.each([
    [{ appName: 'Drаw' }, 'app'],
    [{ clientId: 'hgfedcba' }, 'client'],
    [{ redirectHost: 'evil.example' }, 'redirect'],
    [{ site: 'globex.atlassian.net' }, 'site'],
    [{ scopes: ['read:me', 'read:jira-work', 'delete:issue:jira'] }, 'scopes'],
  ])('that shows %j differs in that', (live, what) => {
    expect(whats(live)).toEqual([what]);
    expect(whats(live, 'app')).toEqual([what]);
  });

  it('that does not show a part, or no site yet, differs in nothing', () => {
    const { appName, scopes } = LIVE;
    expect(differences(EXPECTED, { appName: appName ?? '', scopes })).toEqual([]);
    expect(whats({ scopes: [] })).toEqual([]);
  });

  it('may ask for less where the app asks, and for exactly that where we ask', () => {
    expect(whats({ scopes: ['read:me'] }, 'us')).toEqual(['scopes']);
    expect(whats({ scopes: ['read:me'] }, 'app')).toEqual([]);
  });

  it('must show its client where the app asks: a name alone proves nothing', () => {
    const { clientId: _, ...unshown } = LIVE;
    const whatsOf = (asked: 'us' | 'app', expected = EXPECTED) =>
      differences(expected, unshown, asked).map(({ what }) => what);
    expect(whatsOf('app')).toEqual(['unshown']);
    expect(whatsOf('us')).toEqual([]);
    const { clientId: __, ...anybody } = EXPECTED;
    expect(whatsOf('app', anybody)).toEqual([]);
  });

  it('is not held against what the request did not say', () => {
    const nothing: Expected = { appName: 'Draw', scopes: [], site: '' };
    expect(whats({}, 'app', nothing)).toEqual([]);
  });
});

describe('what the app’s own consent page must show', () => {
  it('is what the request says', () => {
    const { app, site } = request();
    expect(expectedOf(request())).toEqual({
      appName: app.name,
      clientId: app.clientId,
      scopes: app.scopes,
      redirectHost: app.redirect?.host,
      site,
    });
  });

  it('is not the id of a client that has another one next time, nor scopes that are not all known', () => {
    const { app } = request();
    const dynamic = request({ app: { ...app, resource: 'https://mcp.atlassian.com/v2/mcp' } });
    expect(expectedOf(dynamic)).not.toHaveProperty('clientId');
    const part = request({ app: { ...app, scopesLeftOut: 3 } });
    expect(expectedOf(part).scopes).toEqual([]);
  });

  it('has no return host where the app returns to a program', () => {
    const { app } = request();
    const redirect = { uri: 'cursor://cb', host: 'cb', hadQuery: false };
    expect(expectedOf(request({ app: { ...app, redirect } }))).not.toHaveProperty('redirectHost');
  });
});

describe('the audit log', () => {
  it('names a reviewer where there is a name, and nobody who asked', () => {
    const raised = raise([], ask({ name: 'Ana López' }), clock());
    const write = raised.ok ? raised.writes[0] : undefined;
    if (!write) throw new Error('Nothing was raised.');
    expect(write.audit).not.toHaveProperty('by');
    expect(withReviewerName(write, '  ')).toBe(write);
    expect(withReviewerName(write, ' Bob ').audit.by).toBe('Bob');
  });
});
