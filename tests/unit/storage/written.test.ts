import { describe, expect, it, vi } from 'vitest';
import { DEFAULTS } from '../../../lib/requests/settings.ts';
import { importDrafts, importRequests } from '../../../lib/storage/backup.ts';
import { expireAll } from '../../../lib/storage/expiry.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { openStore } from '../../../lib/storage/request-store.ts';
import { levelList, ruleList } from '../../../lib/storage/stored-rules.ts';
import { remembered, settings, siteIds } from '../../../lib/storage/stored-settings.ts';
import { afterEachWrite, followUp } from '../../../lib/storage/written.ts';
import { NOW, request } from '../samples.ts';
import { told } from '../support/channel.ts';
import { fillDisk } from '../support/disk.ts';
import { allRequests, id, inDatabase, nth, plant, rule } from '../support/records.ts';

const store = openStore();
const DAY = 86_400_000;
const UUID = '11111111-2222-3333-4444-555555555555';
const write = (n = 1) =>
  store.changeKey('any', () => ({ writes: [{ request: nth(n) }], result: 'done' }));

function counting() {
  const after = vi.fn(async () => undefined);
  afterEachWrite(after);
  return after;
}

describe('what follows from a write', () => {
  it.each([
    ['a request', () => write()],
    ['imported requests', () => importRequests([nth(1)])],
    ['an imported record that cannot be read', () => importRequests([7])],
    [
      'imported drafts',
      () => importDrafts([{ key: 'k', at: 1, reason: '', name: '', site: '', app: '' }]),
    ],
    [
      'what expired',
      async () => {
        await plant(nth(1));
        await expireAll(1, { before: 0, now: NOW + 2 * DAY });
      },
    ],
    [
      'what was put into quarantine',
      async () => {
        await plant({ ...nth(1), v: 2 });
        await store.quarantine([id(1)]);
      },
    ],
    ['everything that was erased', () => store.erase()],
    ['settings', () => settings.write(DEFAULTS)],
    ['levels', () => levelList.change(() => [{ scope: 'read:me', level: 'high' }])],
    ['a site that was looked up', () => siteIds.learn('acme.atlassian.net', UUID)],
    ['what is open', () => keptItem<unknown>('openToggles', []).setValue([])],
    ['what is open no more', () => keptItem<unknown>('openToggles', []).removeValue()],
  ])('is done once after %s', async (_what, work) => {
    const after = counting();
    await work();
    expect(after).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['nothing that was written', () => store.changeKey('any', () => ({ writes: [], result: 0 }))],
    [
      'the same file once more',
      async () => {
        await plant(request());
        await importRequests([request()]);
      },
    ],
    ['nothing that expired', () => expireAll(1, { before: 0, now: NOW })],
    ['nothing in quarantine', () => store.quarantine([id(1)])],
    ['a name', () => remembered.setReviewer('Maria')],
    ['a rule', () => ruleList.change(() => [rule(1)])],
    ['the last look at the clock', () => keptItem<unknown>('expiryLooked', 0).setValue(NOW)],
  ])('is not done after %s', async (_what, work) => {
    const after = counting();
    await work();
    expect(after).not.toHaveBeenCalled();
  });

  it('is done when the write is there, and before it is answered', async () => {
    const order: string[] = [];
    afterEachWrite(async () => {
      order.push(`followed: ${(await allRequests()).length}`);
    });
    await write();
    order.push('answered');
    expect(order).toEqual(['followed: 1', 'answered']);
  });

  it('finds the database closed, so that an upgrade need not wait for it', async () => {
    const deleted = new Promise((resolve) => {
      afterEachWrite(async () => {
        const asked = indexedDB.deleteDatabase('countersign');
        asked.onblocked = () => resolve('blocked');
        asked.onsuccess = () => resolve('deleted');
      });
    });
    await write();
    expect(await deleted).toBe('deleted');
  });

  it.each([
    ['throws', () => Promise.reject(new Error('the badge fails'))],
    [
      'throws at once',
      () => {
        throw new Error('the badge fails');
      },
    ],
  ])('fails no write where it %s', async (_how, after) => {
    afterEachWrite(after);
    expect(await write()).toBe('done');
    expect(await allRequests()).toHaveLength(1);
    await expect(settings.write(DEFAULTS)).resolves.toBeUndefined();
    await expect(followUp()).resolves.toBeUndefined();
  });

  it('is not done where the disk was full', async () => {
    const after = counting();
    await inDatabase(async () => undefined);
    fillDisk();
    await write().catch(() => undefined);
    await settings.write(DEFAULTS).catch(() => undefined);
    expect(after).not.toHaveBeenCalled();
    expect(told).toEqual([]);
  });

  it('is nothing in a page, which hands nothing in', async () => {
    expect(await write()).toBe('done');
  });

  it.each([
    ['levels', true, () => levelList.change(() => [])],
    ['settings', true, () => settings.write(DEFAULTS)],
  ])('pages are told of %s: %s', async (_what, is, work) => {
    await work();
    expect(told).toEqual(is ? [undefined] : []);
  });
});
