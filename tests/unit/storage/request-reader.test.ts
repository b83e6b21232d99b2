import { describe, expect, it } from 'vitest';
import { firstRowsOf, readBeginning } from '../../../lib/storage/first-read.ts';
import { openQueue } from '../../../lib/storage/request-reader.ts';
import { openStore } from '../../../lib/storage/request-store.ts';
import { NOW, requester } from '../samples.ts';
import { entry, id, inDatabase, nth, plant } from '../support/records.ts';

const ids = ({ requests }: { requests: readonly { id: string }[] }) =>
  requests.map((one) => one.id);
const closed = (n: number) => nth(n, { status: 'denied', updatedAt: NOW + n });
const broken = (n: number) => ({ ...nth(n), requesters: 'nobody' });

describe('what waits', () => {
  it('comes with what most people ask for first', async () => {
    const asks = (count: number, n: number) =>
      nth(n, {
        requesters: Array.from({ length: count }, (_, at) => requester({ id: id(50 + at) })),
      });
    const dropped = asks(4, 4).requesters.map((one) => ({ ...one, dropped: NOW }));
    await plant(
      asks(1, 1),
      asks(3, 2),
      asks(2, 3),
      nth(4, { requesters: [...dropped, requester()] }),
    );
    const queue = await openQueue();
    expect(ids(await queue.waiting(9))).toEqual([2, 3, 1, 4].map(id));
    const first = await firstRowsOf(readBeginning(2));
    expect(ids(first)).toEqual([2, 3].map(id));
    expect(await first.countAll()).toBe(4);
  });

  it('is not read by the first look where the store is still to be made', async () => {
    await expect(firstRowsOf(readBeginning(2))).rejects.toThrow();
    await plant(nth(1), broken(2));
    const first = await firstRowsOf(readBeginning(9));
    expect([ids(first), first.unreadable]).toEqual([[id(1)], 1]);
  });

  it('comes oldest wait first, so much as was asked for', async () => {
    await plant(nth(3), nth(1), nth(2), closed(4), nth(5, { review: false }));
    const queue = await openQueue();
    expect(ids(await queue.waiting(2))).toEqual([id(1), id(2)]);
    expect(await queue.countWaiting()).toBe(3);
  });

  it.each([1, 2, 3, 7])('is read to its end in pages of %i, each once', async (size) => {
    // Five of them began to wait in the same millisecond.
    const all = Array.from({ length: 9 }, (_, n) => nth(n, { createdAt: NOW + (n < 5 ? 0 : n) }));
    await plant(...all);
    const queue = await openQueue();
    const read: string[] = [];
    for (let last = await queue.waiting(size); last.requests.length > 0; ) {
      read.push(...ids(last));
      last = await queue.waiting(size, last.requests.at(-1));
    }
    expect(read).toEqual(all.map((one) => one.id));
  });

  it('names what cannot be read', async () => {
    await plant(nth(1), broken(2));
    const page = await (await openQueue()).waiting(9);
    expect([ids(page), page.unreadable]).toEqual([[id(1)], [id(2)]]);
  });
});

describe('what is closed', () => {
  it('comes latest first, from any place on', async () => {
    await plant(...[1, 2, 3, 4].map(closed), nth(5));
    const queue = await openQueue();
    expect(ids(await queue.closed(2))).toEqual([id(4), id(3)]);
    expect(ids(await queue.closed(2, 2))).toEqual([id(2), id(1)]);
    expect(ids(await queue.closed(2, 4))).toEqual([]);
  });
});

describe('the reader', () => {
  it('gives one’s own, newest first', async () => {
    await plant(...[1, 2, 3].map((n) => nth(n, { asked: true })), nth(4));
    expect(ids(await (await openQueue()).mine(2))).toEqual([id(3), id(2)]);
  });

  it('gives a history, newest first', async () => {
    const { key } = nth(1);
    await plant(nth(1), nth(2, { key }), nth(3));
    expect(ids(await (await openQueue()).history(key))).toEqual([id(2), id(1)]);
  });

  it('gives one, or none', async () => {
    await plant(nth(1));
    const queue = await openQueue();
    expect(ids(await queue.one(id(1)))).toEqual([id(1)]);
    expect(await queue.one(id(2))).toEqual({ requests: [], unreadable: [] });
  });

  it('gives some, without those that are not there', async () => {
    await plant(nth(1), nth(2), broken(3));
    const page = await (await openQueue()).some([id(2), id(9), id(3)]);
    expect([ids(page), page.unreadable]).toEqual([[id(2)], [id(3)]]);
  });

  it('gives the entries of one request that can be read', async () => {
    await inDatabase(async (db) => {
      await db.add('audit', entry({ requestId: id(1) }));
      await db.add('audit', { ...entry({ requestId: id(1) }), at: -1 });
      await db.add('audit', entry({ requestId: id(2) }));
    });
    expect(await (await openQueue()).audit(id(1))).toEqual([entry({ requestId: id(1) })]);
  });

  it('counts everything', async () => {
    await plant(nth(1), closed(2), broken(3));
    await inDatabase(async (db) => {
      await db.add('audit', entry());
      await db.add('quarantine', { store: 'requests', at: NOW, value: 7 });
    });
    const queue = await openQueue();
    const counts = [
      queue.countAll(),
      queue.countWaiting(),
      queue.countAudit(),
      queue.countQuarantined(),
    ];
    expect(await Promise.all(counts)).toEqual([3, 2, 1, 1]);
  });

  it.each([3, 500, 501])('finds what cannot be read among %i', async (size) => {
    await inDatabase(async (db) => {
      const tx = db.transaction('requests', 'readwrite');
      for (let n = 0; n < size; n += 1)
        void tx.store.put(n === size - 1 ? (broken(n) as never) : nth(n));
      await tx.done;
    });
    expect(await (await openQueue()).unreadable()).toEqual([id(size - 1)]);
  });

  it('gives everything for an export as it lies there', async () => {
    await plant(broken(1));
    await inDatabase((db) =>
      db.put('drafts', { key: 'k', at: 1, reason: '', name: '', site: '', app: '' }),
    );
    const all = await (await openQueue()).everything();
    expect(Object.keys(all)).toEqual(['requests', 'audit', 'drafts', 'quarantine']);
    expect(all['requests']).toMatchObject([broken(1)]);
    expect(all['drafts']).toHaveLength(1);
  });

  it('hears of writes until it is told to stop', async () => {
    const response: unknown[] = [];
    const stop = (await openQueue()).onChange((changed) => response.push(changed));
    const write = () =>
      openStore().changeKey('any', () => ({ writes: [{ request: nth(1) }], result: 0 }));
    await write();
    stop();
    await write();
    expect(response).toEqual([[id(1)]]);
  });
});
