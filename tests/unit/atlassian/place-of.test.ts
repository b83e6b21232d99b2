import { describe, expect, it } from 'vitest';
import { isMcpHost, placeOf } from '../../../lib/atlassian/hosts.ts';
import { BANNER_TRIGGER_MATCHES, OBSERVED_HOSTS } from '../../../lib/atlassian/matches.ts';

const at = (address: string, manual = false) => placeOf(new URL(address), manual);

describe('a place', () => {
  it.each([
    ['https://api.atlassian.com/oauth2/authorize/server/consent?x', 'consent', 'cloud'],
    ['https://auth.atlassian-us-gov-mod.com/consent', 'consent', 'government'],
    ['https://mcp.atlassian.com/v1/authorize?client_id=x', 'mcp', 'cloud'],
    ['https://cf.mcp.atlassian.com/v1/authorize', 'mcp', 'cloud'],
    ['https://id.atlassian.com/error?error=x', 'error', 'cloud'],
    ['https://id.atlassian-us-gov-mod.com/error/', 'error', 'government'],
  ])('%s is %s of %s', (address, kind, edition) => {
    expect(at(address)).toEqual({ kind, edition });
  });

  it.each([
    'https://mcp.atlassian.com/',
    'https://mcp.atlassian.com/v1/sse',
    'https://mcp.atlassian.com/v1/authorized',
    'https://mcp.atlassian-us-gov-mod.com/v1/authorize',
    'https://xmcp.atlassian.com/v1/authorize',
    'https://id.atlassian.com/login',
    'https://id.atlassian.com/errors',
    'https://id.atlassian.com/error/more',
    'https://admin.atlassian.com/error',
    'http://id.atlassian.com/error?error=x',
    'https://id.atlassian.com.evil.example/error',
    'https://forum.example/',
  ])('is not %s', (address) => {
    expect(at(address)).toBeUndefined();
    expect(at(address, true)).toBeUndefined();
  });

  it('is a site only where a person asks for its page to be read', () => {
    expect(at('https://acme.atlassian.net/wiki')).toBeUndefined();
    expect(at('https://acme.atlassian.net/wiki', true)).toEqual({ kind: 'site', edition: 'cloud' });
    expect(at('https://acme.atlassian-us-gov-mod.net/', true)?.edition).toBe('government');
  });
});

describe('pages that call by their address alone', () => {
  it('are such places, and lie within the hosts the extension is installed with', () => {
    for (const pattern of BANNER_TRIGGER_MATCHES) {
      expect(pattern).toMatch(
        /^https:\/\/(?:[a-z]+|\*\.mcp)\.atlassian(?:-us-gov-mod)?\.com\/[a-z0-9/]+\*$/,
      );
      expect(['mcp', 'error']).toContain(at(pattern.replace('*.', 'cf.').replace('*', ''))?.kind);
      expect(['mcp', 'error']).toContain(at(pattern.replace('*.', '').replace('*', ''))?.kind);
      expect(OBSERVED_HOSTS).toContain(`https://${new URL(pattern).host}/*`);
    }
  });
});

it('knows Atlassian’s own MCP hosts', () => {
  expect(isMcpHost('mcp.atlassian.com')).toBe(true);
  expect(isMcpHost('mcp.atlassian.com.evil.example')).toBe(false);
});
