import { describe, expect, it } from 'vitest';
import { falseAuthorizeHost, parseRedirect } from '../../../../lib/atlassian/authorize-url.ts';
import { redirectFacts } from '../../../../lib/review/warnings/subject.ts';
import { asks, signs, to, who } from './support.ts';

const goes = (uri: string, name = 'Draw') => signs({ name, redirect: to(uri) });

describe('5. a redirect to the person’s own computer', () => {
  it.each([
    'http://localhost:3118/callback',
    'http://127.0.0.1:31415/',
    'http://127.9.9.9/cb',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::1]:8080/cb',
    'http://app.localhost/cb',
    'http://localhost./cb',
  ])('%s cannot be checked', (uri) => {
    expect(goes(uri)).toContain('amber loopback');
    const { loopback, registrableDomain } = who(asks({ redirect: to(uri) }));
    expect({ loopback, registrableDomain }).toEqual({ loopback: true });
  });

  it.each(['cursor://anysphere.cursor/cb', 'vscode://atlassian.atlascode/cb', 'com.draw.app:/cb'])(
    '%s cannot be checked either, and has no domain',
    (uri) => {
      expect(goes(uri)).toContain('amber customScheme');
      const facts = who(asks({ redirect: to(uri) }));
      expect(facts.customScheme).toBe(true);
      expect(facts).not.toHaveProperty('registrableDomain');
    },
  );

  it('is not one on the web', () => {
    for (const uri of ['https://localhost.example/cb', 'https://app.draw.example/cb'])
      expect(goes(uri)).toEqual(expect.not.arrayContaining(['amber loopback']));
  });
});

describe('6. plain http', () => {
  it('is red on the web and usual on the own computer', () => {
    expect(goes('http://draw.example/cb')).toContain('red plainHttp');
    expect(goes('https://draw.example/cb')).not.toContain('red plainHttp');
    expect(goes('http://localhost:1/cb')).not.toContain('red plainHttp');
  });
});

describe('7. a host in other letters', () => {
  it('is shown both ways, red where it looks Latin', () => {
    const { warnings, unicodeHost } = who(asks({ redirect: to('https://xn--80ak6aa92e.com/cb') }));
    expect(unicodeHost).toBe('аррӏе.com');
    expect(warnings).toContainEqual({
      id: 'lookAlikeHost',
      severity: 'red',
      params: ['аррӏе.com', 'xn--80ak6aa92e.com'],
    });
  });

  it.each(['https://пример.рф/cb', 'https://café.example/cb', 'https://例え.jp/cb'])(
    '%s is amber',
    (uri) => {
      expect(goes(uri)).toContain('amber foreignHost');
      expect(goes(uri)).not.toContain('red lookAlikeHost');
    },
  );

  it('is none in plain letters', () => {
    expect(goes('https://draw.example/cb').join()).not.toMatch(/Host/);
  });
});

describe('8. shared hosting', () => {
  it.each([
    ['https://draw.github.io/cb', 'sharedHosting', 'draw.github.io'],
    ['https://draw.vercel.app/cb', 'sharedHosting', 'draw.vercel.app'],
    [
      'https://abc.us-east-1.awsapprunner.com/cb',
      'sharedHosting',
      'abc.us-east-1.awsapprunner.com',
    ],
    ['https://abcdef.chromiumapp.org/', 'sharedPlatform', 'chromiumapp.org'],
    ['https://token.botframework.com/.auth/web/redirect', 'sharedPlatform', 'botframework.com'],
    ['https://oauth.pstmn.io/v1/callback', 'sharedPlatform', 'oauth.pstmn.io'],
  ])('%s is marked', (uri, id, domain) => {
    const found = who(asks({ redirect: to(uri) }));
    expect(found.warnings.map((one) => one.id)).toContain(id);
    expect(found.sharedHosting).toBe(true);
    expect(found.registrableDomain).toBe(domain);
  });

  it('is not a domain of one’s own', () => {
    expect(who(asks()).sharedHosting).toBe(false);
  });
});

describe('9. a domain that has nothing to do with the name', () => {
  it('is noted, and amber where the brand’s own domains are known', () => {
    expect(goes('https://evil.example/cb')).toContain('info unrelatedDomain');
    expect(goes('https://draw.evil.example/cb')).toContain('info unrelatedDomain');
    expect(goes('https://evil.example/cb', 'Canva for Jira')).toContain('amber brandElsewhere');
    expect(goes('https://canva-login.example/cb', 'Canva')).toContain('amber brandElsewhere');
  });

  it.each([
    ['https://app.draw.example/cb', 'Draw for Jira'],
    ['https://www.canva.com/cb', 'Canva'],
    ['https://acmecorp.example/cb', 'Acme Connector'],
    ['https://ibm.com/cb', 'International Business Machines'],
    ['https://cafe.example/cb', 'Café'],
    ['https://anything.example/cb', '日本語 アプリ'],
    ['https://anything.example/cb', 'Jira Cloud Connector'],
    ['http://localhost:1/cb', 'Draw'],
  ])('%s fits %s', (uri, name) => {
    expect(goes(uri, name).join()).not.toMatch(/unrelatedDomain|brandElsewhere/);
  });
});

describe('10. odd addresses', () => {
  it('are marked', () => {
    expect(signs({ redirect: parseRedirect('https://draw.example@evil.example/cb') })).toContain(
      'red userInfo',
    );
    expect(goes('https://draw.example:8443/cb')).toContain('amber oddPort');
    expect(goes('https://203.0.113.9/cb')).toContain('amber rawAddress');
    expect(goes('https://[2001:db8::1]/cb')).toContain('amber rawAddress');
  });

  it('are not the usual port, and not a loopback port', () => {
    expect(goes('https://draw.example:443/cb').join()).not.toMatch(/oddPort/);
    expect(goes('http://127.0.0.1:33418/').join()).not.toMatch(/oddPort|rawAddress/);
  });
});

describe('14. a consent that was not asked for at Atlassian’s', () => {
  it.each([
    'auth.atlassian.com.evil.example',
    'evil.example',
    'evil.atlassian.com',
    '[no-address',
    'auth.evil.atlassian.com',
    'auth.atlassian.com:8443',
  ])('%s is red', (falseHost) => {
    expect(signs({ falseHost })).toContain('red oddAuthorizeHost');
  });

  it('is red where Atlassian’s own host was asked without encryption', () => {
    const address = new URL('http://auth.atlassian.com/authorize?client_id=x');
    const falseHost = falseAuthorizeHost(address);
    expect(signs(falseHost ? { falseHost } : {})).toContain('red oddAuthorizeHost');
  });

  it.each([undefined, 'auth.atlassian.com', 'auth.atlassian-us-gov-mod.com'])(
    '%s is nothing to warn of',
    (falseHost) => {
      expect(signs(falseHost ? { falseHost } : {}).join()).not.toContain('oddAuthorizeHost');
    },
  );

  it('is usual for Data Center, and where sign-in and site share a domain of the customer’s', () => {
    const app = { ...asks().app, falseHost: 'auth.wonka.example' };
    const warned = (change: object) => who(asks(app, change)).warnings.map(({ id }) => id);
    expect(warned({ edition: 'data-center' })).not.toContain('oddAuthorizeHost');
    expect(warned({ site: 'team.wonka.example' })).not.toContain('oddAuthorizeHost');
    expect(warned({ site: 'team.bonka.example' })).toContain('oddAuthorizeHost');
  });
});

describe('a redirect that is not known', () => {
  it('says nothing', () => {
    expect(redirectFacts(undefined).kind).toBe('unknown');
    expect(redirectFacts({ uri: 'http://[', host: '', hadQuery: false }).kind).toBe('unknown');
    expect(redirectFacts(to('https://github.io/cb'))).not.toHaveProperty('registrableDomain');
  });

  it('knows the hosts that Atlassian’s MCP servers allow', () => {
    expect(who(asks({ redirect: to('https://claude.ai/cb') })).supportedRedirect).toBe(true);
    expect(who(asks({ redirect: to('https://x.claude.ai/cb') })).supportedRedirect).toBe(false);
    expect(who(asks({ redirect: to('cursor://x/cb') })).supportedRedirect).toBe(true);
  });
});
