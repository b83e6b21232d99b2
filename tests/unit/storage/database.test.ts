import { readFileSync } from 'node:fs';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { openDatabase, TO_CARRY } from '../../../lib/storage/database.ts';
import { DATABASE, VERSION } from '../../../lib/storage/first-read.ts';
import { carryFrom } from '../../../lib/storage/kept-item.ts';
import { openQueue } from '../../../lib/storage/request-reader.ts';
import { openStore } from '../../../lib/storage/request-store.ts';
import { remembered } from '../../../lib/storage/stored-settings.ts';
import { allAudit, allRequests, entry, inDatabase, nth } from '../support/records.ts';

/** What each version added, written down from its release: a step is never edited. */
const ADDED = [
  { requests: ['key'], audit: ['requestId'], quarantine: [] },
  { requests: ['askedAt', 'closedAt', 'key', 'queuedAt', 'unseenAt'], drafts: [] },
  { audit: ['at', 'requestId'] },
  { kept: [] },
  { consents: [] },
  { requests: ['askedAt', 'closedAt', 'key', 'queue', 'queuedAt', 'unseenAt'] },
  { outbox: ['requestId'], remotes: ['requestId'] },
] as const satisfies Record<string, readonly string[]>[];
const shapeOf = (version: number): Record<string, readonly string[]> =>
  Object.assign({}, ...ADDED.slice(0, version));

const KEYS: Record<string, IDBObjectStoreParameters> = {
  requests: { keyPath: 'id' },
  audit: { autoIncrement: true },
  quarantine: { autoIncrement: true },
  drafts: { keyPath: 'key' },
  kept: { keyPath: 'name' },
  consents: { keyPath: 'digest' },
  outbox: { keyPath: 'id' },
  remotes: { keyPath: 'id' },
};

/** A database as that version left it. */
async function ofVersion(version: number, records: Record<string, unknown[]> = {}): Promise<void> {
  const db = await openDB(DATABASE, version, {
    upgrade(fresh) {
      for (const [name, indexes] of Object.entries(shapeOf(version))) {
        const store = fresh.createObjectStore(name, KEYS[name]);
        for (const index of indexes)
          store.createIndex(index, index === 'queue' ? ['queuedFor', 'queuedAt'] : index);
      }
    },
  });
  for (const [name, values] of Object.entries(records)) {
    for (const value of values) await db.put(name, value);
  }
  db.close();
}

const shape = () =>
  inDatabase(async (db) =>
    Object.fromEntries(
      [...db.objectStoreNames].map((name) => [
        name,
        [...(db.transaction(name).store.indexNames as unknown as string[])],
      ]),
    ),
  );

const fixture = (version: 1 | 2): Record<'requests' | 'audit' | 'drafts', unknown[]> =>
  JSON.parse(
    readFileSync(new URL(`../../e2e/fixtures/store-v${version}.json`, import.meta.url), 'utf8'),
  );

describe('the database', () => {
  it('is of the last version, with all tables', async () => {
    expect(ADDED).toHaveLength(VERSION);
    expect(await shape()).toEqual(shapeOf(VERSION));
    expect(await inDatabase(async (db) => db.version)).toBe(VERSION);
  });

  it.each([1, 2, 3, 4, 5, 6])('of version %i becomes the same', async (version) => {
    await ofVersion(version);
    expect(await shape()).toEqual(shapeOf(VERSION));
  });

  it('of before has its queue in order: most people first, then the oldest wait', async () => {
    const two = [nth(3).requesters, nth(4).requesters].flat();
    const wait = (one: ReturnType<typeof nth>) => ({ ...one, queuedAt: one.createdAt });
    await ofVersion(5, {
      requests: [wait(nth(1)), wait(nth(2, { requesters: two })), nth(3, { status: 'denied' })],
    });
    const { requests } = await (await openQueue()).waiting(9);
    expect(requests.map(({ id }) => id)).toEqual([nth(2).id, nth(1).id]);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'of version %i keeps what is in it, readable or not',
    async (version) => {
      const requests = [nth(1), { ...nth(2), v: 2 }];
      await ofVersion(version, { requests, audit: [entry()], quarantine: [{ value: 7 }] });
      expect(await allRequests()).toMatchObject(requests);
      expect(await allAudit()).toEqual([entry()]);
      expect(await inDatabase((db) => db.count('quarantine'))).toBe(1);
    },
  );

  it.each([
    [0, false],
    [1, true],
    [2, true],
    [3, true],
    [4, false],
  ])('of version %i has something to carry over: %s', async (version, has) => {
    if (version > 0) await ofVersion(version);
    carryFrom(async () => ({ reviewerName: 'Maria' }));
    const marked = await inDatabase((db) => db.get('kept', TO_CARRY));
    expect(marked !== undefined).toBe(has);
    expect(await remembered.reviewer()).toBe(has ? 'Maria' : '');
  });

  it('of version 1 has its lists afterwards', async () => {
    await ofVersion(1, {
      requests: [nth(1), nth(2, { status: 'denied' }), nth(3, { asked: true })],
    });
    const queue = await openQueue();
    expect(await queue.countWaiting()).toBe(2);
    expect((await queue.closed(9)).requests).toHaveLength(1);
    expect((await queue.mine(9)).requests).toHaveLength(1);
  });

  it.each([1, 2] as const)('as version %i left it is read whole', async (version) => {
    const { requests, audit } = fixture(version);
    await ofVersion(version, { requests, audit });
    const read = await allRequests();
    expect(read).toHaveLength(requests.length);
    const sound = requests.filter((one) => ApprovalRequest.safeParse(one).success);
    expect(read.filter((one) => ApprovalRequest.safeParse(one).success)).toHaveLength(sound.length);
    expect(await allAudit()).toHaveLength(audit.length);
  });

  it('lets a newer version upgrade while it is open', async () => {
    const db = await openDatabase();
    const newer = await openDB(DATABASE, VERSION + 1, { blocked: () => expect.unreachable() });
    expect(newer.version).toBe(VERSION + 1);
    newer.close();
    db.close();
  });

  it('of a newer version is refused, and left as it is', async () => {
    (await openDB(DATABASE, VERSION + 1)).close();
    await expect(openStore().one('any')).rejects.toMatchObject({ name: 'VersionError' });
    expect((await indexedDB.databases())[0]?.version).toBe(VERSION + 1);
  });
});
