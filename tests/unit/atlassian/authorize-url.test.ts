import { describe, expect, it } from 'vitest';
import {
  mergeFacts,
  parseClientId,
  parsePage,
  parseRedirect,
  parseScopes,
  readAuthorizeUrl,
} from '../../../lib/atlassian/authorize-url.ts';
import { App } from '../../../lib/requests/schema.ts';
import { dice, letters } from '../samples.ts';

const CLIENT = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const authorize = (params: [string, string][]) =>
  readAuthorizeUrl(new URL(`https://auth.atlassian.com/authorize?${new URLSearchParams(params)}`));

describe('an authorization request', () => {
  it('gives its harmless parameters', () => {
    expect(
      authorize([
        ['client_id', CLIENT],
        ['scope', 'read:jira-work  offline_access read:jira-work'],
        ['redirect_uri', 'https://app.draw.example/cb'],
        ['resource', 'https://mcp.atlassian.com/v1'],
      ]),
    ).toEqual({
      clientId: CLIENT,
      scopes: ['read:jira-work', 'offline_access'],
      redirect: { uri: 'https://app.draw.example/cb', host: 'app.draw.example', hadQuery: false },
      resource: 'https://mcp.atlassian.com/v1',
    });
  });

  it('never gives a secret, wherever it stands', () => {
    const names = [
      'state',
      'nonce',
      'code_challenge',
      'code_challenge_method',
      'context',
      'login_hint',
      'oauth_token',
      'request',
      'request_uri',
      'code',
      'client_secret',
      'unknown',
      'State',
    ];
    const facts = authorize([
      ...names.map((name): [string, string] => [name, `S3CRET-${name}`]),
      ['client_id', CLIENT],
      ['redirect_uri', 'https://u:S3CRET@app.example/cb?state=S3CRET#S3CRET'],
      ['resource', 'https://u:S3CRET@mcp.example/?S3CRET#S3CRET'],
    ]);
    expect(JSON.stringify(facts)).not.toContain('S3CRET');
    expect(facts.redirect).toEqual({
      uri: 'https://app.example/cb',
      host: 'app.example',
      hadQuery: true,
      hadUser: true,
    });
  });

  it('that says two things at once says nothing', () => {
    const facts = authorize([
      ['client_id', CLIENT],
      ['client_id', 'another-client'],
      ['scope', 'a'],
      ['scope', 'b'],
      ['redirect_uri', 'https://a.example/'],
      ['redirect_uri', 'https://b.example/'],
    ]);
    expect(facts).toEqual({ scopes: [] });
    expect(
      authorize([
        ['client_id', CLIENT],
        ['client_id', CLIENT],
      ]).clientId,
    ).toBe(CLIENT);
  });

  it('can always be stored, however hostile it is', () => {
    const roll = dice(31);
    const hostile = 'ab:/?#@[]%.\\ \u202e漢\u0000"<>&=+';
    const heads = [
      '',
      'https://',
      'http://',
      'cursor://',
      'urn:',
      'com.app:/',
      'https://x.example/',
    ];
    for (let round = 0; round < 3000; round++) {
      const text = () =>
        (heads[Math.floor(roll() * heads.length)] ?? '') + letters(roll, roll() * 30, hostile);
      const { startPage: _, ...facts } = authorize([
        ['client_id', text()],
        ['scope', text()],
        ['redirect_uri', text()],
        ['resource', text()],
      ]);
      expect(App.safeParse({ name: 'x', ...facts }).error).toBeUndefined();
    }
  });
});

describe('a client id', () => {
  it('is a word or the https address of a document', () => {
    for (const id of [CLIENT, 'mcp-bridge_16chr', 'https://draw.example/client.json']) {
      expect(parseClientId(id)).toBe(id);
    }
    expect(parseClientId('https://draw.example')).toBe('https://draw.example/');
  });

  it.each([
    undefined,
    '',
    'short',
    'x'.repeat(65),
    'has blanks in it',
    'http://draw.example/c',
    'https://',
    'https://a@b.example/c',
    'https://:p@b.example/c',
    'https://a.example/c?x',
    'https://a.example/c#x',
    'https://a.example/c?',
    'https://a.example/c#',
    `https://a.example/${'x'.repeat(2048)}`,
    `https://a.example/${'漢'.repeat(700)}`,
    'javascript:alert(1)',
  ])('is not %j', (text) => {
    expect(parseClientId(text)).toBeUndefined();
  });
});

describe('scopes', () => {
  it('are the names a scope can have, each once, two hundred at most', () => {
    expect(parseScopes(' a  b\ta\nc')).toEqual(['a', 'b', 'c']);
    expect(parseScopes('ok q"uote back\\slash r\u202eed é')).toEqual(['ok']);
    expect(parseScopes(`${'x'.repeat(121)} ${'y'.repeat(120)}`)).toEqual(['y'.repeat(120)]);
    const bulk = Array.from({ length: 300 }, (_, n) => `s${n}`);
    expect(parseScopes(bulk.join(' '))).toEqual(bulk.slice(0, 200));
    expect(parseScopes(undefined)).toEqual([]);
  });
});

describe('a redirect address', () => {
  it.each([
    ['https://App.Example:8443/Cb', 'https://app.example:8443/Cb', 'app.example:8443'],
    ['http://127.0.0.1:4711/cb', 'http://127.0.0.1:4711/cb', '127.0.0.1:4711'],
    [
      'cursor://anysphere.cursor-mcp/oauth/cb',
      'cursor://anysphere.cursor-mcp/oauth/cb',
      'anysphere.cursor-mcp',
    ],
    [
      'vscode://Atlassian.atlascode/auth',
      'vscode://Atlassian.atlascode/auth',
      'atlassian.atlascode',
    ],
    ['com.example.app:/back', 'com.example.app:/back', ''],
    ['urn:ietf:wg:oauth:2.0:oob', 'urn:ietf:wg:oauth:2.0:oob', ''],
  ])('%s keeps its spelling', (text, uri, host) => {
    expect(parseRedirect(text)).toEqual({ uri, host, hadQuery: false });
    expect(parseRedirect(uri)).toEqual({ uri, host, hadQuery: false });
  });

  it('remembers that something was dropped', () => {
    for (const text of [
      'https://a.example/cb?x=1',
      'https://a.example/cb#x',
      'https://a.example/cb?',
      'https://u:p@a.example/cb',
      `https://a.example/${'x'.repeat(600)}`,
    ]) {
      const redirect = parseRedirect(text);
      expect(redirect?.hadQuery, text).toBe(true);
      expect(redirect?.host).toBe('a.example');
      expect(redirect?.uri.length).toBeLessThanOrEqual(500);
    }
  });

  it.each([
    undefined,
    '',
    '/cb',
    'app.example/cb',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/x',
    'about:blank',
    'blob:https://a.example/x',
    `cursor://${'h'.repeat(300)}/cb`,
    'urn:with blanks in it',
    `https://a.example/${'x'.repeat(5000)}`,
  ])('is not %j', (text) => {
    expect(parseRedirect(text)).toBeUndefined();
  });
});

describe('a page', () => {
  it('is its origin and path', () => {
    expect(parsePage('https://u:p@App.example/settings?token=x#y')).toBe(
      'https://app.example/settings',
    );
    for (const bad of [undefined, '', 'x', 'ftp://a.example/', 'javascript:1', 'https://[/']) {
      expect(parsePage(bad)).toBeUndefined();
    }
  });

  it('is never cut in the middle', () => {
    expect(parsePage(`https://a.example/${'x'.repeat(300)}`)).toBe('https://a.example/');
    expect(parsePage(`https://${'x'.repeat(300)}/`)).toBeUndefined();
  });
});

describe('what is known of a connection', () => {
  const page = { clientId: CLIENT, scopes: ['a'] };
  const seen = {
    clientId: CLIENT,
    scopes: ['b'],
    resource: 'https://r.example/',
    startPage: 'https://s.example/',
    redirect: { uri: 'https://a.example/', host: 'a.example', hadQuery: false },
  };

  it('is what the page says, and else what the tab asked for before', () => {
    expect(mergeFacts(page, seen)).toEqual({ ...seen, scopes: ['a'] });
    expect(mergeFacts({ scopes: [] }, seen)).toEqual(seen);
    expect(mergeFacts(page, undefined)).toBe(page);
  });

  it('is never mixed up with another app’s connection', () => {
    expect(mergeFacts(page, { ...seen, clientId: 'another-client' })).toEqual(page);
  });
});
