import { describe, expect, it } from 'vitest';
import { readText } from '../../../lib/consent/read-text.ts';
import { workOf } from '../work.ts';

const CLIENT = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
const SECRET = 'sTaTe-0f-Th3-F1ow-9xYz';
const AUTHORIZE = `https://auth.atlassian.com/authorize?audience=api.atlassian.com&client_id=${CLIENT}&scope=read%3Ajira-work%20offline_access&redirect_uri=http%3A%2F%2F127.0.0.1%3A3118%2Fcb%3Ft%3D${SECRET}&state=${SECRET}&code_challenge=${SECRET}&code_challenge_method=S256&response_type=code`;

describe('an error that a program printed', () => {
  it('gives site and words of the sentence, whatever stands around it', () => {
    const read = readText(`$ acli auth login
\u001b[31mError:\u001b[0m Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.
    at connect (/home/alice/app.js:3)`);
    expect(read.site).toBe('acme.atlassian.net');
    expect(read.message).toBe(
      "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.",
    );
    expect(read.vouched).toBeUndefined();
    expect(JSON.stringify(read)).not.toContain('/home/alice');
  });

  it('takes the safe fields of an authorize address, and no more', () => {
    const read = readText(`Open this address to sign in: ${AUTHORIZE}. Waiting…`);
    expect(read.facts.clientId).toBe(CLIENT);
    expect(read.facts.scopes).toEqual(['read:jira-work', 'offline_access']);
    expect(read.facts.redirect).toEqual({
      uri: 'http://127.0.0.1:3118/cb',
      host: '127.0.0.1:3118',
      hadQuery: true,
    });
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it('finds the address behind a sign-in page', () => {
    const login = `https://id.atlassian.com/login?continue=${encodeURIComponent(AUTHORIZE)}&token=${SECRET}`;
    const read = readText(login);
    expect(read.facts.clientId).toBe(CLIENT);
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it('takes nothing from an address elsewhere', () => {
    const read = readText(
      AUTHORIZE.replace('auth.atlassian.com', 'auth.atlassian.com.evil.example'),
    );
    expect(read.facts).toEqual({ scopes: [], falseHost: 'auth.atlassian.com.evil.example' });
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it.each([
    ['by what it asks for', 'https://evil.example/go?audience=api.atlassian.com&client_id=x'],
    ['by its path', 'https://evil.example/oauth2/authorize/server/consent?client_id=x'],
    ['by its name', 'https://atlassian-login.example/sign-in?client_id=x'],
  ])('knows %s an address that poses as one of Atlassian’s', (_, address) => {
    expect(readText(`Open ${address}`).facts.falseHost).toBe(new URL(address).host);
    expect(readText('Blocked', address).facts.falseHost).toBe(new URL(address).host);
  });

  it('takes an address of Atlassian’s without encryption for nobody’s', () => {
    const address = 'http://auth.atlassian.com/authorize?client_id=x';
    expect(readText(`Open ${address}`).facts.falseHost).toBe('auth.atlassian.com:80');
  });

  it.each([
    AUTHORIZE,
    'https://auth.example.com/authorize?client_id=x&scope=read',
    'https://acme.atlassian.net/login?client_id=x',
    'https://jira.atlassian.acme.example/rest/oauth2/latest/authorize?client_id=x',
    'https://docs.atlassian.example/how-to',
  ])('takes %s for what it is', (address) => {
    expect(readText(`Open ${address}`).facts).not.toHaveProperty('falseHost');
  });

  it.each([
    ['App: Ledger Sync', 'Ledger Sync'],
    ['  app_name = "Ledger Sync"', 'Ledger Sync'],
    ['Ledger Sync is requesting access to your Atlassian account.', 'Ledger Sync'],
    [
      'App is blocked by an admin. An admin has not allowed Ledger Sync to access data from acme.atlassian.net. Select another site to authorize access to or contact your admin for more information.',
      'Ledger Sync',
    ],
    ['Approved: nothing', undefined],
  ])('names the app of %j', (text, name) => {
    expect(readText(text).appName).toBe(name);
  });

  it('reads a client id that is written out, and no secret beside it', () => {
    const read = readText(`client_id: ${CLIENT}\nclient_secret: ${SECRET}`);
    expect(read.facts.clientId).toBe(CLIENT);
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it.each([
    `App: cursor://back?code=${SECRET}`,
    `Your site admin must authorize this app for the site 'https://acme.atlassian.net/?state=${SECRET}'`,
    `An admin has not allowed https://x.example/#${SECRET} to access data from acme.atlassian.net. Select another site. App is blocked by an admin`,
  ])('lets nothing through that stands behind an address: %s', (text) => {
    expect(JSON.stringify(readText(text))).not.toContain(SECRET);
  });

  it('names no site where the text names two', () => {
    expect(readText('acme.atlassian.net or globex.atlassian.net').site).toBeUndefined();
  });

  it.each([
    'my_team.atlassian.net',
    'https://x@globex.atlassian.net',
    '<instance-name>.atlassian.net',
  ])('names no other site where the sentence names one that cannot be read: %s', (host) => {
    const read = readText(
      `Your site admin must authorize this app for the site '${host}' before the app can access your account.\nSee acme.atlassian.net`,
    );
    expect(read.message).toContain('must authorize');
    expect(read.site).toBeUndefined();
  });

  it('knows the Government Cloud by its sites', () => {
    expect(readText('blocked on acme.atlassian-us-gov-mod.net').edition).toBe('government');
  });

  it.each(['', ' \n ', '\u200b', 'x'.repeat(400_000), `${'https://a '.repeat(20_000)}`])(
    'gives nothing for nothing, with little work',
    (text) => {
      expect(readText(text)).toEqual({ edition: 'cloud', facts: { scopes: [] }, message: '' });
      const work = workOf(() => readText(text));
      // Of a longer text the beginning is read; its wrappers are looked for layer by layer.
      expect(work).toBeLessThan(150 * Math.min(text.length, 50_000) + 1000);
    },
  );
});

describe('the visible text of a page', () => {
  const TEXT =
    'Ledger Sync is requesting access to your Atlassian account\nUse app on\nacme.atlassian.net\nYour site admin must authorize this app';

  it('is vouched for on a consent page', () => {
    const address = `https://api.atlassian.com/oauth2/authorize/server/consent?client_id=${CLIENT}&state=${SECRET}`;
    const read = readText(TEXT, address);
    expect(read.vouched).toMatchObject({
      cause: 'admin-must-authorize',
      appName: 'Ledger Sync',
      site: 'acme.atlassian.net',
      clientId: CLIENT,
    });
    expect(read.facts.startPage).toBeUndefined();
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it.each(['mcp.atlassian.com', 'cf.mcp.atlassian.com'])(
    'names the AI client on the first stage at %s, under any of the server’s names',
    (host) => {
      for (const server of [
        'Atlassian Rovo MCP server',
        'Atlassian MCP server',
        'Rovo MCP Server',
      ]) {
        const address = `https://${host}/v1/authorize?redirect_uri=https%3A%2F%2Fscribe.example%2Fcb&state=${SECRET}`;
        const text = `${server}\nScribe Agent is requesting access\nYour admin has blocked this domain`;
        const read = readText(text, address);
        expect(read).toMatchObject({
          appName: 'Scribe Agent',
          similarScreen: 'domain-not-allowed',
          facts: { redirect: { host: 'scribe.example' } },
        });
        expect(JSON.stringify(read)).not.toContain(SECRET);
      }
    },
  );

  it('is nobody’s word elsewhere, and the page is where it started', () => {
    const read = readText(TEXT, `https://ledger.example/settings?token=${SECRET}#${SECRET}`);
    expect(read.vouched).toBeUndefined();
    expect(read.facts.startPage).toBe('https://ledger.example/settings');
    expect(read).toMatchObject({ appName: 'Ledger Sync', site: 'acme.atlassian.net' });
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });
});
