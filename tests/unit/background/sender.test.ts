import { describe, expect, it } from 'vitest';
import { addressOf, type MessageSender, senderKind } from '../../../lib/background/serve.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const ORIGIN = `chrome-extension://${ID}`;
const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent?state=x';

const kindOf = (change: Partial<MessageSender>) =>
  senderKind({ id: ID, url: CONSENT, frameId: 0, tab: { id: 7 }, ...change }, ID, ORIGIN);

describe('senderKind', () => {
  it.each([
    [CONSENT, 'consent'],
    ['https://auth.atlassian.com/consent', 'consent'],
    ['https://api.atlassian-us-gov-mod.com/oauth2/authorize', 'consent'],
    ['https://admin.atlassian.com/#countersign=1.abc', 'intake'],
    ['https://id.atlassian.com/login', 'intake'],
    ['https://id.atlassian.com/error?error=x', 'consent'],
    ['https://mcp.atlassian.com/v1/authorize?client_id=x', 'consent'],
    [`${ORIGIN}/popup.html`, 'extension'],
    [`${ORIGIN}/options.html#x`, 'extension'],
  ])('knows %s as %s', (url, kind) => {
    expect(kindOf({ url })).toBe(kind);
  });

  it('knows the popup, which is in no tab', () => {
    const url = `${ORIGIN}/popup.html`;
    expect(kindOf({ url, tab: undefined, frameId: undefined })).toBe('extension');
  });

  it.each([
    'http://api.atlassian.com/oauth2/authorize/server/consent',
    'https://api.atlassian.com.evil.example/oauth2/authorize/server/consent',
    'https://evil.example/?https://api.atlassian.com/',
    'https://acme.atlassian.net/',
    'https://mcp.atlassian.com/',
    'https://mcp.atlassian.com/v1/sse',
    'https://atlassian.com/',
    'https://constructor/',
    `chrome-extension://${ID.replace('a', 'b')}/popup.html`,
    `${ORIGIN}.evil.example/popup.html`,
    `https://${ID}/popup.html`,
    'about:blank',
    'not an address',
    '',
  ])('knows nobody at %j', (url) => {
    expect(kindOf({ url })).toBeUndefined();
  });

  it('refuses another extension, whatever its address', () => {
    expect(kindOf({ id: 'ponmlkjihgfedcbaponmlkjihgfedcba' })).toBeUndefined();
    expect(kindOf({ id: undefined, url: `${ORIGIN}/popup.html` })).toBeUndefined();
  });

  it('refuses frames inside a page, and what is in no tab', () => {
    expect(kindOf({ frameId: 3 })).toBeUndefined();
    expect(kindOf({ frameId: undefined })).toBeUndefined();
    expect(kindOf({ tab: undefined })).toBeUndefined();
    expect(kindOf({ tab: {} })).toBeUndefined();
  });

  it('hears the last word of a page that is being left', () => {
    expect(kindOf({ frameId: undefined, documentLifecycle: 'pending_deletion' })).toBe('consent');
    expect(kindOf({ frameId: 3, documentLifecycle: 'active' })).toBeUndefined();
  });
});

describe('the address of a page that wrote', () => {
  const LOGIN = 'https://auth.atlassian.com/login';
  const THERE = 'https://auth.atlassian.com/consent?context=x';
  const of = (change: Partial<MessageSender>) => addressOf({ url: LOGIN, ...change })?.href;

  it('is the one that it has now, not the one at which it was loaded', () => {
    expect(of({ tab: { id: 7, url: THERE } })).toBe(THERE);
    expect(of({ url: THERE, tab: { id: 7, url: LOGIN } })).toBe(LOGIN);
  });

  it('is its own where the tab has gone on, or tells nothing', () => {
    expect(of({ tab: { id: 7, url: 'https://app.example/back' } })).toBe(LOGIN);
    expect(of({ tab: { id: 7, url: 'https://api.atlassian.com/oauth2/authorize' } })).toBe(LOGIN);
    expect(of({ tab: { id: 7, url: THERE }, documentLifecycle: 'pending_deletion' })).toBe(LOGIN);
    expect(of({ tab: { id: 7 } })).toBe(LOGIN);
    expect(of({ tab: { id: 7, url: '' } })).toBe(LOGIN);
  });

  it('is none without an address', () => {
    expect(addressOf({ tab: { id: 7, url: THERE } })).toBeUndefined();
    expect(addressOf({ url: 'nowhere', tab: { id: 7, url: THERE } })).toBeUndefined();
  });

  it('decides what it may say: a sign-in page that became the error page', () => {
    const url = 'https://id.atlassian.com/login';
    const now = 'https://id.atlassian.com/error?error=x';
    expect(kindOf({ url, tab: { id: 7, url: now } })).toBe('consent');
    expect(kindOf({ url: now, tab: { id: 7, url } })).toBe('intake');
  });
});
