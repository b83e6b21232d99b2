import { describe, expect, it, vi } from 'vitest';
import { MAX } from '../../../lib/requests/limits.ts';
import { DEFAULTS } from '../../../lib/requests/settings.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import {
  lockRefused,
  notBlocked,
  remembered,
  settings,
  siteIds,
} from '../../../lib/storage/stored-settings.ts';
import { NOW } from '../samples.ts';

const uuid = (n: number) => `11111111-2222-3333-4444-${String(n).padStart(12, '0')}`;

describe('settings', () => {
  it('are the defaults at first, and then what was written', async () => {
    expect(await settings.read()).toEqual(DEFAULTS);
    await settings.write({ ...DEFAULTS, expireAfterDays: 7, strict: true });
    expect(await settings.read()).toEqual({ ...DEFAULTS, expireAfterDays: 7, strict: true });
  });

  it.each([
    [
      { v: 1, expireAfterDays: -1, strict: false, panel: false },
      { strict: false, panel: false },
    ],
    [{ v: 1, strict: 'no' }, { strict: true }],
    ['nothing at all', { strict: true }],
  ])('count each for itself: %j', async (stored, read) => {
    await keptItem<unknown>('settings', null).setValue(stored);
    expect(await settings.read()).toEqual({ ...DEFAULTS, ...read });
  });
});

describe('the way a request was last passed on', () => {
  it('is none at first, then the last; what nobody knows is none', async () => {
    expect(await remembered.way()).toBeUndefined();
    await remembered.setWay('email');
    expect(await remembered.way()).toBe('email');
    await keptItem<unknown>('requesterWay', '').setValue('by pigeon');
    expect(await remembered.way()).toBeUndefined();
  });
});

describe('names', () => {
  it('of requester and reviewer are kept apart', async () => {
    await remembered.setName('Ana');
    await remembered.setReviewer('Maria');
    expect([await remembered.name(), await remembered.reviewer()]).toEqual(['Ana', 'Maria']);
  });

  it.each([
    [undefined, ''],
    [7, ''],
    ['x'.repeat(999), 'x'.repeat(MAX.name)],
  ])('are cut to what a name is: %#', async (stored, read) => {
    await keptItem<unknown>('requesterName', '').setValue(stored);
    expect(await remembered.name()).toBe(read);
  });
});

describe('wordings that are no block', () => {
  it('are known again, in their edition', async () => {
    await notBlocked.add('cloud', 'Ask your admin');
    expect(await notBlocked.has('cloud', 'Ask your admin')).toBe(true);
    expect(await notBlocked.has('government', 'Ask your admin')).toBe(false);
    expect(await notBlocked.has('cloud', 'ask')).toBe(false);
  });

  it('are kept without a word of them', async () => {
    await notBlocked.add('cloud', 'Ask Maria');
    const stored = await keptItem<unknown>('notBlocked', []).getValue();
    expect(JSON.stringify(stored)).toMatch(/^\["[0-9a-f]{64}"\]$/);
  });

  it('are two hundred at most; the oldest go, one that is said again is new', async () => {
    for (let n = 0; n < 200; n += 1) await notBlocked.add('cloud', `${n}`);
    await notBlocked.add('cloud', '0');
    await notBlocked.add('cloud', 'more');
    expect(await notBlocked.has('cloud', '0')).toBe(true);
    expect(await notBlocked.has('cloud', '1')).toBe(false);
    await notBlocked.forget();
    expect(await notBlocked.has('cloud', '0')).toBe(false);
  });
});

describe('ids of sites', () => {
  it('are learned; the last word counts for both', async () => {
    await siteIds.learn('a.atlassian.net', uuid(1));
    await siteIds.learn('a.atlassian.net', uuid(2));
    await siteIds.learn('b.atlassian.net', uuid(2));
    expect(await siteIds.siteOf(uuid(1))).toBeUndefined();
    expect(await siteIds.siteOf(uuid(2))).toBe('b.atlassian.net');
    expect([...(await siteIds.known())]).toEqual(['b.atlassian.net']);
  });

  it('that cannot be read are none', async () => {
    await keptItem<unknown>('siteIds', []).setValue([{ cloudId: 'x', site: 'a.atlassian.net' }]);
    expect((await siteIds.known()).size).toBe(0);
  });
});

describe('clients that Atlassian did not let in with our lock', () => {
  it('are known for thirty days', async () => {
    await lockRefused.add('client');
    expect([await lockRefused.has('client'), await lockRefused.has('other')]).toEqual([
      true,
      false,
    ]);
    vi.setSystemTime(NOW + 31 * 86_400_000);
    expect(await lockRefused.has('client')).toBe(false);
    await lockRefused.add('client');
    expect(await lockRefused.has('client')).toBe(true);
  });
});
