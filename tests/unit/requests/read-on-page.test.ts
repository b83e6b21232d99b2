import { describe, expect, it } from 'vitest';
import { readOnPage } from '../../../lib/requests/authorize.ts';

const CLEAR = { clientId: 'abcdefgh', scopes: ['read:me'], redirectHost: 'a.example' };

describe('what a consent page itself shows', () => {
  it('is all of it where its address is clear', () => {
    const page = { ...CLEAR, appName: 'Draw', site: 'acme.atlassian.net' };
    expect(readOnPage(page)).toEqual({
      read: ['app', 'site', 'client', 'scopes', 'redirect'],
      unread: [],
    });
  });

  it('is name and site where its address is opaque', () => {
    const page = { appName: 'Draw', site: 'acme.atlassian.net', scopes: [] };
    expect(readOnPage(page)).toEqual({
      read: ['app', 'site'],
      unread: ['client', 'scopes', 'redirect'],
    });
  });

  it('never counts a name or site that is missing among what we sent ourselves', () => {
    expect(readOnPage({ scopes: [] })).toEqual({
      read: [],
      unread: ['client', 'scopes', 'redirect'],
    });
    expect(readOnPage(CLEAR).unread).toEqual([]);
  });
});
