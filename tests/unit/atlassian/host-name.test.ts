import { describe, expect, it } from 'vitest';
import { parseHostName } from '../../../lib/atlassian/hosts.ts';
import { SiteName } from '../../../lib/requests/schema.ts';
import { dice, letters } from '../samples.ts';

describe('a host name', () => {
  it('is taken in lower case, without blanks around it and without the root’s dot', () => {
    expect(parseHostName('acme.atlassian.net')).toBe('acme.atlassian.net');
    expect(parseHostName(' Acme.Atlassian.NET.\n')).toBe('acme.atlassian.net');
    expect(parseHostName('jira.xn--bcher-kva.example')).toBe('jira.xn--bcher-kva.example');
  });

  it.each([
    '',
    '.',
    'acme',
    'acme..net',
    '.acme.net',
    'acme.net..',
    '<instance-name>.atlassian.net',
    'https://acme.atlassian.net',
    'acme.atlassian.net/wiki',
    'acme.atlassian.net:443',
    'me@acme.atlassian.net',
    '-acme.net',
    'acme-.net',
    'ac me.net',
    'acme_1.net',
    '127.0.0.1',
    '[::1]',
    'bücher.example',
    'аcme.atlassian.net',
    'acme\u200b.net',
    `${'a'.repeat(64)}.net`,
    `${'a.'.repeat(127)}net`,
    'a.1',
  ])('is not %j', (text) => {
    expect(parseHostName(text)).toBeUndefined();
  });

  it('comes out the same when it goes in again', () => {
    const roll = dice(21);
    for (let round = 0; round < 2000; round++) {
      const host = parseHostName(letters(roll, 1 + Math.floor(roll() * 12), 'aB1-. /@'));
      if (host !== undefined) expect(parseHostName(host)).toBe(host);
    }
  });

  it('of a site that exists can be stored', () => {
    const hosts = ['acme.atlassian.net', 'a.atlassian-us-gov-mod.net', 'jira.a.b.c.example.co.uk'];
    for (const host of hosts) expect(SiteName.safeParse(parseHostName(host)).success).toBe(true);
  });
});
