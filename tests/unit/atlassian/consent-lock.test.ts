import { describe, expect, it } from 'vitest';
import { consentUrl } from '../../../lib/atlassian/links.ts';
import { digestOf } from '../../../lib/digest.ts';
import { freshSecret, marksOf } from '../../../lib/storage/consents.ts';

const PARTS = { clientId: 'c', scopes: ['read:me'], redirectUri: 'https://app.example/cb' };
const address = (state: string) =>
  consentUrl('cloud', PARTS, { state, challenge: freshSecret() }) ?? '';

describe('our own consent address', () => {
  it('carries a lock of the shape that RFC 7636 wants (43 letters, S256)', () => {
    const { searchParams } = new URL(address('s'));
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('is known by its state, as it is and inside a sign-in and a sign-in within it', async () => {
    const state = freshSecret();
    const plain = address(state);
    const once = `https://id.atlassian.com/login?continue=${encodeURIComponent(plain)}`;
    const twice = `https://id.atlassian.com/login/sso?to=${encodeURIComponent(once)}`;
    for (const one of [plain, once, twice]) {
      expect((await marksOf(one)).states).toEqual([await digestOf(state)]);
    }
  });

  it('is not known by half a state, or by one with more to it', async () => {
    const state = freshSecret();
    for (const other of [state.slice(1), `${state}x`]) {
      expect((await marksOf(`https://auth.atlassian.com/consent?state=${other}`)).states).toEqual(
        [],
      );
    }
  });

  it('whose page says nothing is known by the page, wherever on it one is', async () => {
    const page = 'https://auth.atlassian.com/consent?context=abc';
    const { page: mark } = await marksOf(page);
    expect((await marksOf(`${page}#x`)).page).toBe(mark);
    expect((await marksOf(`${page}d`)).page).not.toBe(mark);
  });
});
