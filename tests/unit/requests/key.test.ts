import { describe, expect, it } from 'vitest';
import {
  clientIdentity,
  isDynamic,
  nameSkeleton,
  requestKey,
  sameScopes,
} from '../../../lib/requests/key.ts';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ask, dice, letters, request } from '../samples.ts';

const app = (change: object) => ({ name: 'Draw', scopes: [], ...change });
const to = (host: string) => ({ uri: `https://${host}/cb`, host, hadQuery: false });

describe('a name’s skeleton', () => {
  it('is the same however the name is written', () => {
    const ways = [
      'Draw for Jira',
      'DRAW-for-jira',
      ' draw\u200b for\u00a0“Jira” ',
      'Ｄｒａｗ for Jira',
    ];
    for (const way of ways) expect(nameSkeleton(way)).toBe('drawforjira');
  });

  it('keeps letters of every script', () => {
    expect(nameSkeleton('図面 アプリ!')).toBe('図面アプリ');
    expect(nameSkeleton('バス')).not.toBe(nameSkeleton('ハス'));
    expect(nameSkeleton('Ébène')).toBe('ebene');
    expect(nameSkeleton('***')).toBe('');
  });
});

describe('a client', () => {
  const CLIENT = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';

  it('is its client id, whatever it calls itself', () => {
    expect(clientIdentity(app({ clientId: CLIENT }))).toBe(CLIENT);
    expect(clientIdentity(app({ clientId: CLIENT, name: 'Jira' }))).toBe(CLIENT);
    const document = 'https://draw.example/client.json';
    expect(clientIdentity(app({ clientId: document, scopes: ['x:mcp'] }))).toBe(document);
  });

  it('that registers itself anew each time is its name and where it leads', () => {
    const one = app({ clientId: CLIENT, scopes: ['read:mcp'], redirect: to('127.0.0.1:4711') });
    const two = app({ clientId: 'zzzzzzzz', scopes: ['read:mcp'], redirect: to('localhost:99') });
    expect(isDynamic(one)).toBe(true);
    expect(clientIdentity(one)).toBe(clientIdentity(two));
    expect(clientIdentity(one)).not.toBe(clientIdentity({ ...one, redirect: to('evil.example') }));
  });

  it('counts as such by its resource, not by what looks like it', () => {
    const by = (resource: string) => isDynamic(app({ clientId: CLIENT, resource }));
    expect(by('https://mcp.atlassian.com')).toBe(true);
    expect(by('https://mcp.atlassian.com/v1/sse')).toBe(true);
    expect(by('https://mcp.atlassian.com.evil.example/')).toBe(false);
  });

  it('without a client id cannot pass for one that has an id', () => {
    expect(clientIdentity(app({ name: CLIENT }))).toMatch(/^name:/);
  });
});

describe('the key of a request', () => {
  it('is edition, site and client', () => {
    expect(requestKey(ask())).toBe(request().key);
    expect(requestKey(ask({ site: 'other.atlassian.net' }))).not.toBe(request().key);
    expect(requestKey(ask({ edition: 'government' }))).not.toBe(request().key);
  });

  it('is never longer than a stored key may be', () => {
    const name = '\ufdfa'.repeat(120);
    const resource = `https://${'r'.repeat(290)}`;
    const site = `${'a.'.repeat(10)}${'b'.repeat(60)}`;
    const key = requestKey({
      edition: 'data-center',
      site,
      app: app({ name, resource, redirect: to('h'.repeat(259)) }),
    });
    expect(ApprovalRequest.shape.key.safeParse(key).success).toBe(true);
    const long = `https://draw.example/${letters(dice(1), 2027, 'ab')}`;
    const other = requestKey(ask({ app: app({ clientId: long }) }));
    expect(ApprovalRequest.shape.key.safeParse(other).success).toBe(true);
  });
});

describe('scopes', () => {
  it('are the same in whatever order', () => {
    expect(sameScopes(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(sameScopes(['a', 'a'], ['a'])).toBe(true);
    expect(sameScopes(['a'], ['a', 'b'])).toBe(false);
    expect(sameScopes(['a', 'c'], ['a', 'b'])).toBe(false);
    expect(sameScopes([], [])).toBe(true);
  });
});
