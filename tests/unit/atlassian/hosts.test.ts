import { describe, expect, it } from 'vitest';
import {
  adminHost,
  consentEdition,
  isAtlassianSite,
  siteEdition,
} from '../../../lib/atlassian/hosts.ts';
import {
  CONSENT_MATCHES,
  OBSERVED_HOSTS,
  SHARE_LINK_MATCHES,
} from '../../../lib/atlassian/matches.ts';

const edition = (address: string) => consentEdition(new URL(address));

describe('a consent page', () => {
  it.each([
    'https://api.atlassian.com/oauth2/authorize/server/consent',
    'https://api.atlassian.com/oauth2/authorize/server/consent/?context=x#y',
    'https://api.atlassian.com/oauth2/authorize/consent',
    'https://auth.atlassian.com/consent?client_id=x',
  ])('of Cloud is %s', (address) => {
    expect(edition(address)).toBe('cloud');
  });

  it('of the Government Cloud is its twin', () => {
    expect(edition('https://auth.atlassian-us-gov-mod.com/consent')).toBe('government');
  });

  it.each([
    'http://api.atlassian.com/oauth2/authorize/server/consent',
    'https://api.atlassian.com/oauth2/authorize',
    'https://api.atlassian.com/oauth2/authorize/consenting',
    'https://api.atlassian.com.evil.example/oauth2/authorize/consent',
    'https://evil.example/?x=https://auth.atlassian.com/consent',
    'https://auth.evil-atlassian.com/consent',
    'https://auth.x.atlassian.com/consent',
    'https://id.atlassian.com/consent',
    'https://constructor.atlassian.com/consent',
    'https://__proto__.atlassian.com/consent',
    'https://localhost/consent',
    'https://[::1]/consent',
  ])('is not %s', (address) => {
    expect(edition(address)).toBeUndefined();
  });
});

describe('an edition', () => {
  it('is told from the name of the site', () => {
    expect(siteEdition('acme.atlassian.net')).toBe('cloud');
    expect(siteEdition('jira.acme.example')).toBe('cloud');
    expect(siteEdition('acme.atlassian-us-gov-mod.net')).toBe('government');
    expect(siteEdition('acme.evil-atlassian-us-gov-mod.net')).toBe('cloud');
  });

  it('has its own administration', () => {
    expect(adminHost('cloud')).toBe('admin.atlassian.com');
    expect(adminHost('government')).toBe('admin.atlassian-us-gov-mod.com');
    expect(adminHost('data-center')).toBe('admin.atlassian.com');
  });
});

describe('a site of Atlassian’s', () => {
  it('has one label of its own', () => {
    expect(isAtlassianSite('acme.atlassian.net')).toBe(true);
    expect(isAtlassianSite('acme-2.atlassian-us-gov-mod.net')).toBe(true);
    for (const site of [
      'atlassian.net',
      'a.b.atlassian.net',
      'acme.atlassian.net.evil.example',
      'acme.atlassian.com',
      '-a.atlassian.net',
      'acme.atlassianxnet',
      'ACME.atlassian.net',
      '',
      'acme.atlassian.net\n',
    ]) {
      expect(isAtlassianSite(site), site).toBe(false);
    }
  });
});

describe('match patterns', () => {
  it('name a host each, over https alone', () => {
    const all = [...CONSENT_MATCHES, ...SHARE_LINK_MATCHES, ...OBSERVED_HOSTS];
    for (const pattern of all) {
      expect(pattern).toMatch(
        /^https:\/\/(?:[a-z]+|\*|\*\.mcp)\.atlassian(?:-us-gov-mod)?\.(?:com|net)\/.*\*$/,
      );
    }
  });

  it('of pages lie within the hosts the extension is installed with', () => {
    for (const pattern of [...CONSENT_MATCHES, ...SHARE_LINK_MATCHES]) {
      expect(OBSERVED_HOSTS).toContain(`https://${new URL(pattern).host}/*`);
    }
  });
});
