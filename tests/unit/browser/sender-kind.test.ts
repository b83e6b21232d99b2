import { describe, expect, it } from 'vitest';
import { type MessageSender, senderKind } from '../../../lib/browser/sender-kind.ts';

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
