import { describe, expect, it } from 'vitest';
import {
  baseOf,
  entryOf,
  type HostKind,
  MAX_HOSTS,
  type OtherHost,
  originsOf,
  pagesOf,
  parseOtherHost,
  placeOf,
  readHostList,
} from '../../../lib/atlassian/custom-hosts.ts';
import {
  applicationLinks,
  isolatedAdministration,
  userTokens,
} from '../../../lib/atlassian/links.ts';

function host(kind: HostKind, address: string): OtherHost {
  const parsed = parseOtherHost(kind, address);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.host;
}
const problem = (kind: HostKind, address: string) => {
  const parsed = parseOtherHost(kind, address);
  return parsed.ok ? undefined : parsed.problem;
};

describe('the address of a host', () => {
  it.each([
    ['jira-data-center', 'https://jira.acme.example', 'https://jira.acme.example'],
    ['jira-data-center', ' JIRA.acme.example/ ', 'https://jira.acme.example'],
    ['jira-data-center', 'https://acme.example:8443/jira/', 'https://acme.example:8443/jira'],
    ['confluence-data-center', 'https://acme.example/a/b.c/d-e', 'https://acme.example/a/b.c/d-e'],
    ['jira-data-center', 'https://jira.acme.example:443/', 'https://jira.acme.example'],
    ['isolated-cloud', 'https://acme.isolated.example', 'https://acme.isolated.example'],
    ['isolated-cloud', 'admin.acme.isolated.example', 'https://acme.isolated.example'],
    ['custom-domain', 'work.acme.example', 'https://work.acme.example'],
  ] as const)('of %s is read out of %j', (kind, address, base) => {
    expect(baseOf(host(kind, address))).toBe(base);
    expect(host(kind, base)).toEqual(host(kind, address));
  });

  it.each([
    ['', 'host-empty'],
    ['  ', 'host-empty'],
    ['http://jira.acme.example', 'host-not-https'],
    ['ftp://jira.acme.example', 'host-not-https'],
    ['https://jira', 'host-bad-name'],
    ['https://10.0.0.1', 'host-bad-name'],
    ['https://[::1]', 'host-bad-name'],
    ['https://*.acme.example', 'host-too-much'],
    ['https://', 'host-bad-name'],
    ['https://jira.acme.example?x', 'host-too-much'],
    ['https://jira.acme.example/#', 'host-too-much'],
    ['https://dora@jira.acme.example', 'host-too-much'],
    ['https://jira.acme.example\\evil', 'host-too-much'],
    ['https://jira.acme.example/a/b/c/d', 'host-too-much'],
    ['https://jira.acme.example/%2e%2e', undefined],
    ['https://jira.acme.example/a*', 'host-too-much'],
    ['https://admin.atlassian.com', 'host-known'],
    ['https://acme.atlassian.net/wiki', 'host-known'],
    [`https://jira.acme.example/${'x'.repeat(400)}`, 'host-bad-name'],
  ])('%j is answered with %s', (address, wrong) => {
    expect(problem('jira-data-center', address)).toBe(wrong);
  });

  it('of a Cloud has neither path nor port', () => {
    for (const kind of ['isolated-cloud', 'custom-domain'] as const) {
      expect(problem(kind, 'https://work.acme.example/jira')).toBe('host-no-path');
      expect(problem(kind, 'https://work.acme.example:8443')).toBe('host-no-port');
    }
  });
});

describe('what a host asks of the browser', () => {
  it('is its own origin, and its OAuth pages alone', () => {
    const jira = host('jira-data-center', 'https://acme.example:8443/jira');
    expect(originsOf(jira)).toEqual(['https://acme.example/*']);
    expect(pagesOf(jira)).toEqual([
      'https://acme.example/jira/plugins/servlet/oauth/*',
      'https://acme.example/jira/plugins/servlet/oauth2/*',
      'https://acme.example/jira/rest/oauth2/*',
    ]);
  });

  it('is two hosts in an Isolated Cloud', () => {
    const isolated = host('isolated-cloud', 'acme.isolated.example');
    expect(originsOf(isolated)).toEqual([
      'https://api.acme.isolated.example/*',
      'https://auth.acme.isolated.example/*',
    ]);
  });
});

describe('the place of a page', () => {
  const hosts = [
    host('jira-data-center', 'https://acme.example/jira'),
    host('confluence-data-center', 'https://acme.example:8443/wiki'),
    host('isolated-cloud', 'https://acme.isolated.example'),
    host('custom-domain', 'https://work.acme.example'),
  ];
  const base = (address: string) => placeOf(new URL(address), hosts)?.base;

  it.each([
    ['https://acme.example/jira/plugins/servlet/oauth/authorize?x', 'https://acme.example/jira'],
    ['https://acme.example/jira/rest/oauth2/latest/authorize', 'https://acme.example/jira'],
    ['https://acme.example:8443/wiki/rest/oauth2/1.0/authorize', 'https://acme.example:8443/wiki'],
    ['https://auth.acme.isolated.example/consent', 'https://acme.isolated.example'],
    ['https://work.acme.example/oauth2/authorize/server/consent', 'https://work.acme.example'],
  ])('%s is known', (address, where) => {
    expect(base(address)).toBe(where);
  });

  it.each([
    'http://acme.example/jira/plugins/servlet/oauth/authorize',
    'https://acme.example/plugins/servlet/oauth/authorize',
    'https://acme.example/jirax/plugins/servlet/oauth/authorize',
    'https://acme.example/jira/browse/OPS-1',
    'https://acme.example:8443/jira/plugins/servlet/oauth/authorize',
    'https://acme.example/wiki/rest/oauth2/1.0/authorize',
    'https://acme.example.evil.example/jira/plugins/servlet/oauth/authorize',
    'https://api.acme.isolated.example/consent',
    'https://acme.isolated.example/consent',
    'https://work.acme.example/browse/OPS-1',
  ])('%s is none of theirs', (address) => {
    expect(base(address)).toBeUndefined();
  });
});

describe('a list of hosts', () => {
  const jira = { kind: 'jira-data-center', address: 'https://jira.acme.example/jira' };

  it('is read entry by entry; what is wrong is named and skipped', () => {
    const { hosts, bad } = readHostList([
      jira,
      { kind: 'server', address: 'https://x.example' },
      { kind: 'jira-data-center', address: 'http://x.example' },
      { kind: 'jira-data-center', address: 7 },
      'https://x.example',
      null,
      { ...jira, address: 'jira.acme.example/jira/' },
    ]);
    expect(hosts.map(entryOf)).toEqual([jira]);
    expect(bad).toEqual([
      { at: 2, problem: 'host-bad-kind' },
      { at: 3, problem: 'host-not-https' },
      { at: 4, problem: 'host-empty' },
      { at: 5, problem: 'host-bad-kind' },
      { at: 6, problem: 'host-bad-kind' },
    ]);
  });

  it('is empty where there is none, and wrong where it is something else', () => {
    expect(readHostList(undefined)).toEqual({ hosts: [], bad: [] });
    expect(readHostList('x').bad).toHaveLength(1);
  });

  it('is bounded', () => {
    const bulk = Array.from({ length: 90 }, (_, at) => ({
      ...jira,
      address: `https://jira${at}.acme.example`,
    }));
    expect(readHostList(bulk).hosts).toHaveLength(MAX_HOSTS);
    expect(readHostList(bulk).bad).toEqual([{ at: MAX_HOSTS + 1, problem: 'host-too-many' }]);
  });
});

describe('links into a Data Center', () => {
  it('are built below its base address', () => {
    const base = 'https://acme.example/jira';
    expect(applicationLinks(base)).toBe(
      'https://acme.example/jira/plugins/servlet/applinks/listApplicationLinks',
    );
    expect(userTokens(base, 'jira')).toBe(
      'https://acme.example/jira/plugins/servlet/oauth/users/access-tokens',
    );
    expect(userTokens('https://wiki.example', 'confluence')).toBe(
      'https://wiki.example/users/revokeoauthtokens.action',
    );
    expect(isolatedAdministration('acme.isolated.example')).toBe(
      'https://admin.acme.isolated.example/',
    );
  });
});
