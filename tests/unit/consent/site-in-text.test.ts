import { describe, expect, it } from 'vitest';
import { siteAfter } from '../../../lib/consent/readers/block.ts';
import { fold } from '../../../lib/consent/text.ts';

const TAIL = ' before the app can access your account.';

describe('siteAfter', () => {
  it.each([
    ["'", "'"],
    ['"', '"'],
    ['“', '”'],
    ['‘', '’'],
    ['`', '`'],
    ['«\u00a0', '\u00a0»'],
    ['´', '´'],
    ['', ''],
    ["''", "''"],
  ])('reads a host between %s and %s', (left, right) => {
    const rest = fold(` for the site ${left}acme.atlassian.net${right}${TAIL}`);
    expect(siteAfter(rest)).toEqual({ site: 'acme.atlassian.net', length: rest.length });
  });

  it('puts together a host of which a part is quoted', () => {
    expect(siteAfter(fold(' for the site `acme`.atlassian.net')).site).toBe('acme.atlassian.net');
  });

  it('reads a host that follows in quotes, whatever leads to it', () => {
    expect(siteAfter(" 'acme.atlassian.net'.").site).toBe('acme.atlassian.net');
    expect(siteAfter(' acme.atlassian.net.').site).toBeUndefined();
    for (const name of ['Node.js', 'Node.js app', 'a.b.c d', '..']) {
      expect(siteAfter(` '${name}'`)).toEqual({ length: 0 });
    }
  });

  it('does not take a full stop for a part of the host', () => {
    expect(siteAfter(' for the site acme.atlassian.net.').site).toBe('acme.atlassian.net');
  });

  it('takes any host, for sites have domains of their own', () => {
    expect(siteAfter(" for the site 'jira.acme.example'").site).toBe('jira.acme.example');
  });

  it.each([
    '<instance-name>.atlassian.net',
    '[organization].atlassian.net',
    'аcme.atlassian.net',
    'admin@acme.atlassian.net',
    'https://acme.atlassian.net@evil.example/',
    '192.168.0.1',
    'acme',
  ])('does not take %s for a host', (junk) => {
    expect(siteAfter(` for the site '${junk}'${TAIL}`).site).toBeUndefined();
  });

  it('knows the rest of the sentence without a site', () => {
    expect(siteAfter(TAIL)).toEqual({ length: TAIL.length });
  });

  it('leaves alone what does not belong to the sentence', () => {
    expect(siteAfter('. use app on acme.atlassian.net')).toEqual({ length: 0 });
  });

  it('cuts what is too long for a host', () => {
    expect(siteAfter(` for the site ${'x'.repeat(5000)}`).length).toBeLessThan(400);
  });
});
