import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../lib/digest.ts';
import { type Consent, consents, freshSecret, marksOf } from '../../../lib/storage/consents.ts';
import { StorageFull } from '../../../lib/storage/request-store.ts';
import { NOW, SCOPES } from '../samples.ts';
import { fillDisk } from '../support/disk.ts';
import { id, inDatabase } from '../support/records.ts';

const consent = (digest: string, change: Partial<Consent> = {}): Consent => ({
  digest,
  requestId: id(1),
  expected: { appName: 'Draw', scopes: SCOPES, site: 'acme.atlassian.net' },
  at: NOW,
  until: NOW + 1000,
  pages: [],
  ...change,
});
const AT = 'https://auth.atlassian.com/consent';

describe('a consent of ours', () => {
  it('is kept, and found by its digest', async () => {
    await consents.add(consent('a', { hold: 3 }));
    expect(await consents.one('a')).toEqual(consent('a', { hold: 3 }));
    expect(await consents.one('b')).toBeUndefined();
  });

  it('is held until it is let go', async () => {
    await consents.add(consent('a', { hold: 0 }));
    await consents.add(consent('b'));
    expect((await consents.held()).map(({ digest }) => digest)).toEqual(['a']);
    await consents.letGo('a');
    expect(await consents.held()).toEqual([]);
    expect(await consents.one('a')).toEqual(consent('a'));
  });

  it('is dropped', async () => {
    await consents.add(consent('a'));
    await consents.drop('a');
    expect(await consents.all()).toEqual([]);
  });

  it('changes where there is one, and only there', async () => {
    await consents.add(consent('a'));
    await consents.change('a', (one) => ({ ...one, outcome: 'accepted' }));
    await consents.change('b', (one) => ({ ...one, outcome: 'accepted' }));
    expect((await consents.all()).map(({ digest, outcome }) => [digest, outcome])).toEqual([
      ['a', 'accepted'],
    ]);
  });

  it('loses no change of two at once', async () => {
    await consents.add(consent('a'));
    const pages = Array.from({ length: 8 }, (_, n) => consents.seenAt('a', `${AT}?context=${n}`));
    await Promise.all(pages);
    expect((await consents.one('a'))?.pages).toHaveLength(8);
  });

  it('remembers the last twenty addresses of its page, each once', async () => {
    await consents.add(consent('a'));
    for (let n = 0; n < 22; n += 1) await consents.seenAt('a', `${AT}?context=${n}`);
    await consents.seenAt('a', `${AT}?context=21`);
    expect((await consents.one('a'))?.pages).toHaveLength(20);
    expect(await consents.at(`${AT}?context=0`)).toBeUndefined();
    expect((await consents.at(`${AT}?context=21#part`))?.digest).toBe('a');
  });

  it.each([
    ['in clear', (state: string) => `${AT}?state=${state}`],
    [
      'within a sign-in',
      (state: string) =>
        `https://id.atlassian.com/login?continue=${encodeURIComponent(`${AT}?x=1&state=${state}`)}`,
    ],
    [
      'within one of a company',
      (state: string) => {
        const inner = encodeURIComponent(`${AT}?state=${state}`);
        return `https://id.atlassian.com/login?continue=${encodeURIComponent(`https://sso.example/?to=${inner}`)}`;
      },
    ],
  ])('is known by our state %s', async (_where, address) => {
    const state = freshSecret();
    await consents.add(consent(await digestOf(state)));
    expect((await consents.at(address(state)))?.digest).toBe(await digestOf(state));
    expect(await consents.at(address(freshSecret()))).toBeUndefined();
  });

  it('has no secret of ours in what is kept', async () => {
    const state = freshSecret();
    await consents.add(consent(await digestOf(state)));
    await consents.seenAt(await digestOf(state), `${AT}?state=${state}`);
    expect(JSON.stringify(await inDatabase((db) => db.getAll('consents')))).not.toContain(state);
  });

  it('that cannot be read is none', async () => {
    await inDatabase((db) => db.put('consents', { digest: 'a', at: NOW }));
    expect(await consents.one('a')).toBeUndefined();
    expect(await consents.all()).toEqual([]);
  });

  it('gives way when it is old and over; one that is held does not', async () => {
    await consents.add(consent('held', { hold: 1, at: NOW - 9999 }));
    await inDatabase(async (db) => {
      const tx = db.transaction('consents', 'readwrite');
      for (let n = 0; n < 200; n += 1) void tx.store.put(consent(`c${n}`, { at: NOW + n }));
      await tx.done;
    });
    await consents.add(consent('new', { at: NOW + 500 }));
    const left = (await consents.all()).map(({ digest }) => digest);
    expect(left).toHaveLength(201);
    expect(left).toEqual(expect.arrayContaining(['held', 'new', 'c1', 'c199']));
    expect(left).not.toContain('c0');
  });

  it('says so where the disk is full', async () => {
    await consents.all();
    fillDisk();
    await expect(consents.add(consent('a'))).rejects.toThrow(StorageFull);
  });
});

describe('a secret', () => {
  it('is 256 bits, and no two are the same', () => {
    expect(freshSecret()).toMatch(/^[\w-]{43}$/);
    expect(freshSecret()).not.toBe(freshSecret());
  });

  it('is found in an address however its letters are written', async () => {
    const state = freshSecret();
    const { states } = await marksOf(`${AT}?x=%3Fstate%3D${state}%26y`);
    expect(states).toEqual([await digestOf(state)]);
  });
});
