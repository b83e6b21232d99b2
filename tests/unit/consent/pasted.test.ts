import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../lib/consent/read-text.ts';
import { ERRORS, WRAPPERS } from './wrappers.ts';

const CLIENT = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';

describe('a pasted error', () => {
  for (const [name, [text, read]] of Object.entries(ERRORS)) {
    it.each(Object.keys(WRAPPERS))(`${name}, in: %s`, (wrapper) => {
      const wrapped = WRAPPERS[wrapper]?.(text) ?? '';
      const found = readText(wrapped);
      expect(found, wrapped).toMatchObject(read);
      expect(JSON.stringify(found)).not.toContain('sTaTe');
    });
  }

  // Lines filled to the last letter, and then changed unevenly: nothing tells what was one word.
  const lost = (one: string, other: string) =>
    /^wrapped at \d/.test(one) && /host|mail|comment|numbers|wrapped|html/.test(other);

  it('is read in a link that holds the end of a color', () => {
    const wrapped = WRAPPERS['a host that is a link']?.(
      WRAPPERS['a bold host without its escape']?.(ERRORS['block']?.[0] ?? '') ?? '',
    );
    const other = WRAPPERS['a bold host without its escape']?.(
      WRAPPERS['a host that is a link']?.(ERRORS['block']?.[0] ?? '') ?? '',
    );
    for (const text of [wrapped, other]) {
      expect(readText(text ?? ''), text).toMatchObject(ERRORS['block']?.[1] ?? {});
    }
  });

  it('says the same in any two wrappers', () => {
    const any = fc.constantFrom(...Object.keys(WRAPPERS));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(ERRORS)), any, any, (error, inner, outer) => {
        fc.pre(!lost(inner, outer) && !lost(outer, inner));
        const [text, read] = ERRORS[error] ?? ['', {}];
        const wrapped = WRAPPERS[outer]?.(WRAPPERS[inner]?.(text) ?? '') ?? '';
        const found = readText(wrapped);
        expect(found, wrapped).toMatchObject(read);
        expect(JSON.stringify(found)).not.toContain('sTaTe');
      }),
      { numRuns: 600 },
    );
  });

  it('never throws, and keeps no address’s query, whatever it is', () => {
    const piece = fc.constantFrom(
      ...[
        '\\u0027',
        '\\"',
        '&#39;',
        '&amp;',
        '%20',
        '%',
        '\u001b[1m',
        '[0m',
        '│',
        '\n',
        '> ',
        '"',
        "'",
      ],
      ...[
        '{"a":"',
        '","b":"',
        'https://a.example/cb?state=sTaTe',
        '&error=x',
        '#',
        '=',
        '=3D',
        '\\',
        '**',
      ],
      ...[
        'acme.atlas',
        'sian.net',
        'client_id: bS7k',
        'Your site admin must',
        ' authorize this app',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { message, appName = '' } = readText(pieces.join(''));
        expect(message + appName).not.toContain('sTaTe');
      }),
      { numRuns: 600 },
    );
  });
});

describe('a code', () => {
  it.each([
    [
      '{"error":"unauthorized_client","error_description":"Callback URL mismatch. https://a.example/cb?k=private is not in the list of allowed callback URLs"}',
      'bad-callback',
      'a.example',
    ],
    [
      'http://127.0.0.1:3118/cb?error=unauthorized_client&error_description=redirect_uri+is+not+registered+for+client%3A+http%3A%2F%2F127.0.0.1%3A3118%2Fcb&state=private',
      'stale-registration',
      '127.0.0.1:3118',
    ],
    [
      'https://id.atlassian.com/error?error=unauthorized_client&error_description=New%20words&tracking=private',
      'bad-callback',
      undefined,
    ],
    [
      'https://id.atlassian.com/error?error=invalid_request&error_description=Incorrect+request+parameters',
      'bad-parameters',
      undefined,
    ],
    ['error: invalid_scope\nSomething went wrong', 'bad-scopes', undefined],
    ['Error: failed to retrieve client', 'client-unknown', undefined],
    [
      '{"message":"Invalid context provided. Please try authorizing again."}',
      'start-again',
      undefined,
    ],
    ['cursor://x/cb?error=access_denied&state=private', 'start-again', undefined],
    [
      '?error=access_denied&error_description=Your+organization+admin+must+authorize+access+from+this+domain',
      'domain-not-allowed',
      undefined,
    ],
  ])('%s', (text, similarScreen, host) => {
    const read = readText(text);
    expect(read.similarScreen).toBe(similarScreen);
    expect(read.facts.redirect?.host).toBe(host);
    expect(JSON.stringify(read)).not.toContain('private');
  });

  it('to a program that has to sign in anew is not the developer’s to mend', () => {
    const text = '{"error":"unauthorized_client","error_description":"refresh_token is invalid"}';
    expect(readText(text).similarScreen).not.toBe('bad-callback');
  });
});

describe('a client id', () => {
  it.each([
    `client_id: ${CLIENT}`,
    `{"client_id":"${CLIENT}","error":"x"}`,
    `{\\"clientId\\":\\"${CLIENT}\\"}`,
    `client_id: ${CLIENT.slice(0, 20)}\n${CLIENT.slice(20)}`,
    `│ client_id: ${CLIENT.slice(0, 20)} │\n│ ${CLIENT.slice(20)}            │`,
    `> client id = ${CLIENT.slice(0, 9)}\n> ${CLIENT.slice(9)}`,
    `https://auth.atlassian.com/authorize?client_id=${CLIENT.slice(0, 20)}\n${CLIENT.slice(20)}&scope=read%3Ame`,
    `https://auth.atlassian.com/authorize?scope=read%3Ame&client_id=${CLIENT.slice(0, 20)}\n${CLIENT.slice(20)}`,
  ])('is read whole: %j', (text) => {
    expect(readText(text).facts.clientId).toBe(CLIENT);
  });

  it.each([
    `client_id: ${CLIENT.slice(0, 20)}\n9${CLIENT.slice(20)}`,
    `client_id: ${CLIENT.slice(0, 24)}…`,
    `client_id: ${CLIENT.slice(0, 24)}...`,
  ])('is not read where it may be a piece: %j', (text) => {
    expect(readText(text).facts.clientId).toBeUndefined();
  });

  it('may be an address', () => {
    const id = 'https://vscode.dev/oauth/client-metadata.json';
    for (const text of [`client_id: ${id}`, `{"client_id": "${id}"}`, `Client ID: ${id}.`]) {
      expect(readText(text).facts.clientId, text).toBe(id);
    }
  });
});

describe('an app’s name', () => {
  it.each([
    ['{"appName": "Ledger Sync"}', 'Ledger Sync'],
    ['{"error":"blocked","appName":"Ledger Sync","n":1}', 'Ledger Sync'],
    ['{"appName": "The \\"Best\\" App"}', 'The "Best" App'],
    ["{'app_name': 'Ledger Sync', 'n': 1}", 'Ledger Sync'],
    ["  appName: 'Ledger Sync',", 'Ledger Sync'],
    ['level=error app_name="Ledger Sync" msg=x', 'Ledger Sync'],
    ['{"body":"{\\"clientName\\":\\"Ledger Sync\\"}"}', 'Ledger Sync'],
    ['> Ledger Sync is requesting access to your\n> Atlassian account', 'Ledger Sync'],
    ['app: not found', undefined],
    ['app: not found\nApp: Ledger Sync', 'Ledger Sync'],
    ['App: undefined', undefined],
    ['client: unknown client', undefined],
    ['application: failed to load', undefined],
    ['app: Notion', 'Notion'],
    ['app: nonesuch', 'nonesuch'],
  ])('in %j', (text, name) => {
    expect(readText(text).appName).toBe(name);
  });
});

describe('a piece', () => {
  it.each([
    "Your site admin must authorize this app for the site 'ac\nme.atlassian.net' before",
    'for the site "acme.atlas\nsian.net"',
    'for the site acme.\natlassian.net before',
    'https://ac\nme.atlassian.net/jira',
  ])('of a site is not taken for the whole: %j', (text) => {
    expect(readText(text).site).toBe('acme.atlassian.net');
  });

  it.each(['Blocked on the site\nacme.atlassian.net', 'site:\nacme.atlassian.net'])(
    'of a sentence is not taken into the site: %j',
    (text) => {
      expect(readText(text).site).toBe('acme.atlassian.net');
    },
  );
});
