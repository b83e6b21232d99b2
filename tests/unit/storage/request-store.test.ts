import { describe, expect, it, vi } from 'vitest';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { openStore, StorageFull } from '../../../lib/storage/request-store.ts';
import { afterEachWrite } from '../../../lib/storage/written.ts';
import { NOW, request } from '../samples.ts';
import { told } from '../support/channel.ts';
import { fillDisk } from '../support/disk.ts';
import {
  allAudit,
  allRequests,
  entry,
  id,
  inDatabase,
  nth,
  plant,
  stored,
} from '../support/records.ts';

const store = openStore();
const put = (...requests: ApprovalRequest[]) =>
  store.changeKey('any', () => ({ writes: requests.map((one) => ({ request: one })), result: 1 }));

describe('changeKey', () => {
  it('shows what has this key, and nothing else', async () => {
    await put(nth(1), nth(2, { key: nth(1).key }), nth(3));
    const seen = await store.changeKey(nth(1).key, (history) => ({ writes: [], result: history }));
    expect(seen.map((one) => one.id)).toEqual([id(1), id(2)]);
  });

  it('writes requests and their entries, and answers', async () => {
    const result = await store.changeKey('any', () => ({
      writes: [{ request: nth(1), audit: entry({ requestId: id(1) }) }, { request: nth(2) }],
      result: 'done',
    }));
    expect(result).toBe('done');
    expect((await allRequests()).map((one) => one.id)).toEqual([id(1), id(2)]);
    expect(await allAudit()).toEqual([entry({ requestId: id(1) })]);
  });

  it('passes over what cannot be read, and leaves it', async () => {
    await plant({ ...nth(1), status: 'unheard-of' }, nth(2, { key: nth(1).key }));
    const seen = await store.changeKey(nth(1).key, (history) => ({ writes: [], result: history }));
    expect(seen.map((one) => one.id)).toEqual([id(2)]);
    expect(await stored(id(1))).toMatchObject({ status: 'unheard-of' });
  });

  it('keeps the order of two at once: the second sees what the first wrote', async () => {
    const add = (n: number) =>
      store.changeKey('same', (history) => ({
        writes: [{ request: nth(n, { key: 'same' }) }],
        result: history.length,
      }));
    expect(await Promise.all([add(1), add(2), add(3)])).toEqual([0, 1, 2]);
  });
});

describe('changeAmongAll', () => {
  it('shows its history, and everything', async () => {
    await put(nth(1), nth(2), nth(3));
    const seen = await store.changeAmongAll(nth(2).key, (history, all) => ({
      writes: [],
      result: [history.length, all.length],
    }));
    expect(seen).toEqual([1, 3]);
  });

  it('writes like the others', async () => {
    await store.changeAmongAll('any', () => ({ writes: [{ request: nth(1) }], result: 0 }));
    expect(await allRequests()).toHaveLength(1);
  });
});

describe('changeOne', () => {
  it('shows the request and its entries, oldest first', async () => {
    const entries = [
      entry({ requestId: id(1), move: 'raise' }),
      entry({ requestId: id(1), move: 'deny' }),
    ];
    await store.changeKey('any', () => ({
      writes: entries.map((audit) => ({ request: nth(1), audit })),
      result: 0,
    }));
    const [found, moves] = await store.changeOne(id(1), (one, trail) => ({
      writes: [],
      result: [one?.id, trail.map(({ move }) => move)] as const,
    }));
    expect([found, moves]).toEqual([id(1), ['raise', 'deny']]);
  });

  it.each([
    ['is not there', undefined],
    ['cannot be read', { ...nth(1), requesters: [] }],
  ])('shows nothing where it %s', async (_why, planted) => {
    if (planted) await plant(planted);
    expect(
      await store.changeOne(id(1), (found) => ({ writes: [], result: found })),
    ).toBeUndefined();
  });
});

describe('changeMany', () => {
  it('shows each once, in order, and those that are not there', async () => {
    await put(nth(1), nth(2));
    const seen = await store.changeMany([id(2), id(9), id(2), id(1)], 'with-trail', (found) => ({
      writes: [],
      result: found.map((one) => [one.id, one.request !== undefined, one.kin.length]),
    }));
    expect(seen).toEqual([
      [id(2), true, 0],
      [id(9), false, 0],
      [id(1), true, 0],
    ]);
  });

  it('shows kin where that is asked for', async () => {
    await put(nth(1), nth(2, { key: nth(1).key }), nth(3));
    const seen = await store.changeMany([id(1), id(3)], 'with-history', (found) => ({
      writes: [],
      result: found.map(({ kin }) => kin.map((one) => one.id)),
    }));
    expect(seen).toEqual([[id(1), id(2)], [id(3)]]);
  });

  it('writes all or nothing', async () => {
    await put(nth(1), nth(2), nth(3));
    fillDisk(2);
    const change = store.changeMany([id(1), id(2), id(3)], 'with-trail', (found) => ({
      writes: found.flatMap(({ request: one }) =>
        one ? [{ request: { ...one, status: 'denied' as const } }] : [],
      ),
      result: 0,
    }));
    await expect(change).rejects.toThrow(StorageFull);
    expect((await allRequests()).map(({ status }) => status)).toEqual(Array(3).fill('pending'));
  });
});

describe('a write', () => {
  it('is on the disk when it is answered', async () => {
    const modes: unknown[] = [];
    const real = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args: Parameters<IDBDatabase['transaction']>
    ) {
      modes.push(args.slice(1));
      return real.apply(this, args);
    });
    await put(nth(1));
    expect(modes).toContainEqual(['readwrite', { durability: 'strict' }]);
  });

  it('leaves nothing where deciding fails', async () => {
    const change = store.changeKey('any', () => {
      throw new TypeError('no');
    });
    await expect(change).rejects.toThrow('no');
    expect(await allRequests()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('leaves nothing where one of its records cannot be written', async () => {
    const odd = { ...nth(2), id: undefined } as unknown as ApprovalRequest;
    await expect(put(nth(1), odd)).rejects.toThrow();
    expect(await allRequests()).toEqual([]);
    await put(nth(3));
    expect(await allRequests()).toHaveLength(1);
  });

  it.each([0, 1])('leaves nothing on a full disk, and says so: %i written', async (after) => {
    fillDisk(after);
    const change = store.changeKey('any', () => ({
      writes: [{ request: nth(1), audit: entry() }, { request: nth(2) }],
      result: 0,
    }));
    await expect(change).rejects.toThrow(StorageFull);
    expect(await allRequests()).toEqual([]);
    expect(await allAudit()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('tells which requests were written, once', async () => {
    await put(nth(1), nth(2));
    expect(told).toEqual([[id(1), id(2)]]);
  });

  it('of nothing tells nobody', async () => {
    await put();
    expect(told).toEqual([]);
  });

  it.each([
    ['waits for review', nth(1), { queuedAt: NOW + 1, queuedFor: -1 }],
    ['waits in a hand', nth(1, { status: 'under-review' }), { queuedAt: NOW + 1, queuedFor: -1 }],
    ['is closed', nth(1, { status: 'denied', updatedAt: NOW + 7 }), { closedAt: NOW + 7 }],
    ['is one’s own', nth(1, { asked: true, review: false }), { askedAt: NOW + 1 }],
    [
      'has news',
      nth(1, { unseen: true, review: false, updatedAt: NOW + 9 }),
      { unseenAt: NOW + 9 },
    ],
  ])('indexes what %s, and no more', async (_what, one, fields) => {
    await put(one);
    const { queuedAt, queuedFor, closedAt, askedAt, unseenAt } = (await stored(id(1))) ?? {};
    const all = { queuedAt, queuedFor, closedAt, askedAt, unseenAt };
    const there = Object.entries(all).filter(([, at]) => at);
    expect(Object.fromEntries(there)).toEqual(fields);
  });

  it('takes an index field away that is over', async () => {
    await put(nth(1));
    await put(nth(1, { status: 'approved' }));
    expect(await store.counts()).toEqual({ waiting: 0, unseen: 0 });
  });
});

describe('what is read', () => {
  it('one, or nothing', async () => {
    await put(nth(1));
    expect((await store.one(id(1)))?.id).toBe(id(1));
    expect(await store.one(id(2))).toBeUndefined();
  });

  it('a history', async () => {
    await put(nth(1), nth(2));
    expect((await store.history(nth(2).key)).map((one) => one.id)).toEqual([id(2)]);
  });

  it('one’s own, the newest first, so many', async () => {
    await put(...[1, 2, 3].map((n) => nth(n, { asked: true })), nth(4));
    expect((await store.own(2)).map((one) => one.id)).toEqual([id(3), id(2)]);
  });

  it('counts, up to a bound', async () => {
    await put(...[1, 2, 3, 4].map((n) => nth(n, { unseen: n > 2 })));
    expect(await store.counts()).toEqual({ waiting: 4, unseen: 2 });
    expect(await store.counts(1)).toEqual({ waiting: 1, unseen: 1 });
  });

  it('counts no more than 100 by itself', async () => {
    await put(...Array.from({ length: 120 }, (_, n) => nth(n)));
    expect((await store.counts()).waiting).toBe(100);
  });
});

describe('drafts', () => {
  const draft = { key: 'k', at: NOW, reason: 'Boards', name: 'Ana', site: '', app: '' };

  it('are kept, replaced and dropped', async () => {
    await store.saveDraft(draft);
    await store.saveDraft({ ...draft, reason: 'Boards, and more' });
    expect((await store.draft('k'))?.reason).toBe('Boards, and more');
    await store.dropDraft('k');
    expect(await store.draft('k')).toBeUndefined();
  });

  it('are nobody’s news', async () => {
    const after = vi.fn(async () => undefined);
    afterEachWrite(after);
    await store.saveDraft(draft);
    await store.dropDraft('k');
    expect(after).not.toHaveBeenCalled();
    expect(told).toEqual([]);
  });

  it('say so where the disk is full', async () => {
    fillDisk();
    await expect(store.saveDraft(draft)).rejects.toThrow(StorageFull);
  });
});

describe('quarantine', () => {
  const odd = { ...request(), id: 'odd', v: 2 };

  it('keeps what cannot be read whole, and takes it out of the way', async () => {
    await plant(odd);
    expect(await store.quarantine(['odd'])).toBe(1);
    expect(await allRequests()).toEqual([]);
    const kept = await inDatabase((db) => db.getAll('quarantine'));
    expect(kept).toMatchObject([{ store: 'requests', at: NOW, value: odd }]);
    expect(told).toEqual([undefined]);
  });

  it('leaves alone what is sound, or not there', async () => {
    await plant(nth(1));
    expect(await store.quarantine([id(1), 'nobody'])).toBe(0);
    expect(await allRequests()).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('loses nothing on a full disk', async () => {
    await plant(odd);
    fillDisk();
    await expect(store.quarantine(['odd'])).rejects.toThrow(StorageFull);
    expect(await stored('odd')).toMatchObject(odd);
  });
});

it('erase leaves nothing in any table', async () => {
  await plant(nth(1));
  await inDatabase(async (db) => {
    await db.add('audit', entry());
    await db.add('quarantine', { store: 'requests', at: NOW, value: 7 });
    await db.put('drafts', { key: 'k', at: NOW, reason: '', name: '', site: '', app: '' });
    await db.put('kept', { name: 'settings', value: 1 });
    await db.put('consents', { digest: 'd', at: NOW });
    for (const name of ['outbox', 'remotes'] as const) await db.put(name, { id: 'a' } as never);
  });
  await store.erase();
  const left = await inDatabase((db) =>
    Promise.all([...db.objectStoreNames].map(async (name) => [name, await db.count(name)])),
  );
  expect(left).toHaveLength(8);
  expect(left.filter(([, count]) => count !== 0)).toEqual([]);
  expect(told).toEqual([undefined]);
});
