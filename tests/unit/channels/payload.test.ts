import { describe, expect, it } from 'vitest';
import { payloadText, readPayload } from '../../../lib/channels/payload.ts';
import { decisionPayload, NOW, requestPayload } from '../samples.ts';

type Json = Record<string, unknown>;
const requestJson = (change: Json = {}): Json => ({
  ...JSON.parse(payloadText(requestPayload())),
  ...change,
});
const appJson = (change: Json): Json =>
  requestJson({ app: { ...(requestJson()['app'] as Json), ...change } });
const decisionJson = (change: Json = {}): Json => ({ ...decisionPayload(), ...change });

function request(json: Json) {
  const read = readPayload(json);
  if (!read.ok || read.payload.type !== 'request') throw new Error(JSON.stringify(read));
  return read.payload;
}

describe('what is shown from a link', () => {
  it('has no direction marks and nothing invisible in it', () => {
    const hostile = 'Jira\u202e\u2066\u200b\u00ad\u{e0041}';
    const payload = request({
      ...appJson({ name: `${hostile} Cloud` }),
      name: `${hostile} Admin`,
      reason: `${hostile} because`,
      message: `${hostile} must`,
    });
    expect(payload.app.name).toBe('Jira Cloud');
    expect(payload.name).toBe('Jira Admin');
    expect(payload.reason).toBe('Jira because');
    expect(payload.message).toBe('Jira must');
  });

  it('says what was hidden in the app’s name, by the sender or by the link itself', () => {
    expect(request(appJson({ nameHadHidden: 'U+202E' })).app.nameHadHidden).toBe('U+202E');
    expect(request(appJson({ name: 'Dr\u200baw' })).app.nameHadHidden).toBe('U+200B');
    expect(request(appJson({ name: 'Draw' })).app).not.toHaveProperty('nameHadHidden');
    expect(readPayload(appJson({ nameHadHidden: '<b>' })).ok).toBe(false);
  });

  it('is on one line, so that nothing can look like a line of ours', () => {
    expect(request(requestJson({ reason: 'Boards\r\n\r\nDecision:\tapproved' })).reason).toBe(
      'Boards Decision: approved',
    );
    const read = readPayload(decisionJson({ reason: 'a\n\u2028b' }));
    expect(read.ok && read.payload.reason).toBe('a b');
  });

  it('has no half characters, which other programs choke on', () => {
    const { reason } = request(requestJson({ reason: 'a\ud800b' }));
    expect(() => encodeURIComponent(reason)).not.toThrow();
  });

  it('has a name that can be seen', () => {
    for (const name of ['', ' ', '\u200b\u202e', '\u2800', '\u3164']) {
      expect(readPayload(appJson({ name }))).toEqual({ ok: false, problem: 'not-valid' });
    }
  });
});

describe('the address an app is sent back to', () => {
  it('gives the host, whatever the link says the host is', () => {
    const redirect = { uri: 'https://evil.example/cb', host: 'good.example', hadQuery: false };
    expect(request(appJson({ redirect })).app.redirect).toEqual({
      ...redirect,
      host: 'evil.example',
    });
  });

  it('loses user-info and remembers that something was lost', () => {
    const redirect = { uri: 'https://good.example@evil.example/cb', hadQuery: false };
    expect(request(appJson({ redirect })).app.redirect).toEqual({
      uri: 'https://evil.example/cb',
      host: 'evil.example',
      hadQuery: true,
      hadUser: true,
    });
  });

  it('remembers over a link that a user name stood before the host', () => {
    const redirect = { uri: 'https://evil.example/cb', hadQuery: true, hadUser: true };
    const read = request(appJson({ redirect, falseHost: 'auth.evil.example' }));
    const again = request(JSON.parse(payloadText(read)));
    expect(again.app).toMatchObject({
      redirect: { hadUser: true },
      falseHost: 'auth.evil.example',
    });
  });

  it('shows a host in foreign letters as what it is', () => {
    const redirect = { uri: 'https://аtlassian.com/cb', hadQuery: false };
    expect(request(appJson({ redirect })).app.redirect?.host).toMatch(/^xn--/);
  });

  it('may not be a script', () => {
    const redirect = { uri: 'javascript:alert(1)', hadQuery: false };
    expect(readPayload(appJson({ redirect }))).toEqual({ ok: false, problem: 'not-valid' });
  });
});

describe('keys that nobody knows', () => {
  it('are dropped', () => {
    const read = readPayload(requestJson({ state: 'secret', status: 'approved', verified: true }));
    expect(read).toEqual({ ok: true, payload: requestPayload() });
  });

  it('do not reach any prototype', () => {
    const json = JSON.parse(
      payloadText(requestPayload()).replace(
        '{',
        '{"__proto__":{"review":true},"constructor":{"prototype":{"x":1}},',
      ),
    );
    expect(readPayload(json)).toEqual({ ok: true, payload: requestPayload() });
    expect(({} as Json)['review']).toBeUndefined();
    expect(readPayload(JSON.parse('{"__proto__":{"type":"request"}}')).ok).toBe(false);
  });
});

describe('a payload is refused', () => {
  const sites = [
    'acme',
    'ACME.atlassian.net',
    'acme.atlassian.net/x',
    'acme.atlassian.net:8',
    'a b.net',
    'https://acme.atlassian.net',
    'acme.atlassian.net.',
    '-a.net',
    'аcme.atlassian.net',
    '127.0.0.1',
    'x'.repeat(254),
    7,
    null,
    ['a.net'],
    undefined,
  ];
  it.each(sites)('as bad-site for %j', (site) => {
    expect(readPayload(requestJson({ site }))).toEqual({ ok: false, problem: 'bad-site' });
    expect(readPayload(decisionJson({ site }))).toEqual({ ok: false, problem: 'bad-site' });
  });

  const wrong: [string, Json][] = [
    ['an id that is no ULID', requestJson({ id: '01ka' })],
    ['a time in the year 1970', requestJson({ at: 5 })],
    ['a time as text', requestJson({ at: String(NOW) })],
    ['a time that is no number', requestJson({ at: Number.NaN })],
    ['an unknown edition', requestJson({ edition: 'mars' })],
    ['an unknown cause', requestJson({ cause: 'whim' })],
    ['a reason that is too long', requestJson({ reason: 'x'.repeat(281) })],
    ['a reason that is an object', requestJson({ reason: { toString: 'x' } })],
    ['a start page that is a script', requestJson({ startPage: 'javascript:alert(1)' })],
    ['a start page that cannot be', requestJson({ startPage: 'https://[/' })],
    ['a start page with user-info', requestJson({ startPage: 'https://a@b.example/' })],
    ['no app', requestJson({ app: undefined })],
    ['an app that is text', requestJson({ app: 'Draw' })],
    ['scopes that are text', appJson({ scopes: 'read:me' })],
    ['a scope with a blank', appJson({ scopes: ['read:me write:me'] })],
    ['a scope with a direction mark', appJson({ scopes: ['read\u202e:me'] })],
    ['too many scopes', appJson({ scopes: Array.from({ length: 201 }, (_, n) => `s${n}`) })],
    ['a client id with blanks', appJson({ clientId: 'a b c d e f g' })],
    ['a client id with a query', appJson({ clientId: 'https://a.example/x?y' })],
    ['a negative number of scopes left out', requestJson({ scopesLeftOut: -1 })],
    ['half a scope left out', requestJson({ scopesLeftOut: 1.5 })],
    ['a decision for nobody', decisionJson({ ids: [] })],
    ['a decision for too many', decisionJson({ ids: Array(501).fill(requestPayload().id) })],
    ['a decision nobody can make', decisionJson({ kind: 'grant' })],
    ['a decision with a long reason', decisionJson({ reason: 'x'.repeat(1025) })],
  ];
  it.each(wrong)('for %s', (_what, json) => {
    expect(readPayload(json)).toEqual({ ok: false, problem: 'not-valid' });
  });

  it('as wrong-type where it is nothing we know', () => {
    for (const json of [undefined, null, 1, 'request', [], {}, { type: 1 }, { type: 'Request' }]) {
      expect(readPayload(json)).toEqual({ ok: false, problem: 'wrong-type' });
    }
  });
});

describe('a payload is taken', () => {
  it('without a site, an address or scopes, when the page did not tell', () => {
    const payload = request(
      requestJson({ site: '', startPage: undefined, app: { name: 'D', scopes: [] } }),
    );
    expect(payload.app).toEqual({ name: 'D', scopes: [] });
  });

  it('with every ask named once', () => {
    const { id } = requestPayload();
    const read = readPayload(decisionJson({ ids: [id, id] }));
    expect(read.ok && read.payload.type === 'decision' && read.payload.ids).toEqual([id]);
  });
});
