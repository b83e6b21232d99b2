import * as z from 'zod/mini';
import { isSample } from '../requests/sample.ts';
import { ApprovalRequest, type AuditEntry } from '../requests/schema.ts';
import { type Database, type DraftRecord, openDatabase } from './database.ts';
import { indexed } from './stored-request.ts';
import { whole } from './transaction.ts';
import { written } from './written.ts';

/** A changed request, with the audit entry of the move that changed it (where it was one). */
export interface Write {
  request: ApprovalRequest;
  audit?: AuditEntry;
}

/** What a change decides: what to write, and what to answer. */
export interface Change<T> {
  writes: readonly Write[];
  result: T;
}

/** One of many: `kin` is empty unless it was asked for. */
export interface Found {
  id: string;
  request: ApprovalRequest | undefined;
  /** its audit entries, oldest first */
  trail: AuditEntry[];
  /** every request with the same key */
  kin: ApprovalRequest[];
}

/** The disk is full (or the browser's share of it): nothing was written. */
export class StorageFull extends Error {}

/**
 * The badge says "99+" of more. IndexedDB's own count walks the whole index, and this is asked
 * after every write.
 */
const COUNTED = 100;

const TABLES = ['requests', 'audit', 'quarantine', 'drafts', 'kept', 'consents'] as const;

/**
 * The one writer. Every change reads, decides and writes within a single transaction, so that two
 * of them can never overtake each other and a killed worker leaves either all of it or nothing.
 */
export interface Store {
  /** reads all requests with this key, lets `decide` look at them, and writes what it says */
  changeKey<T>(key: string, decide: (history: ApprovalRequest[]) => Change<T>): Promise<T>;
  /** the same with all records, read in the same transaction: costs grow with the store */
  changeAmongAll<T>(
    key: string,
    decide: (history: ApprovalRequest[], all: ApprovalRequest[]) => Change<T>,
  ): Promise<T>;
  /** the same for one request, and its audit entries; undefined where there is none with this id */
  changeOne<T>(
    id: string,
    decide: (found: ApprovalRequest | undefined, trail: AuditEntry[]) => Change<T>,
  ): Promise<T>;
  /** the same for many, in one transaction: all that `decide` says is written, or nothing */
  changeMany<T>(
    ids: readonly string[],
    read: 'with-trail' | 'with-history',
    decide: (found: Found[]) => Change<T>,
  ): Promise<T>;
  history(key: string): Promise<ApprovalRequest[]>;
  own(limit: number): Promise<ApprovalRequest[]>;
  one(id: string): Promise<ApprovalRequest | undefined>;
  saveDraft(draft: DraftRecord): Promise<void>;
  draft(key: string): Promise<DraftRecord | undefined>;
  dropDraft(key: string): Promise<void>;
  /** both for the badge: up to so many (COUNTED); what is more is not told apart */
  counts(most?: number): Promise<{ waiting: number; unseen: number }>;
  quarantine(ids: readonly string[]): Promise<number>;
  erase(): Promise<void>;
}

function parsed(values: readonly unknown[]): ApprovalRequest[] {
  return values.flatMap((value) => {
    const result = z.safeParse(ApprovalRequest, value);
    return result.success ? [result.data] : [];
  });
}

/** Names the one error that the person can do something about. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'QuotaExceededError') throw new StorageFull('quota', { cause: error });
    throw error;
  }
}

/** Reads within the transaction that writes. */
interface Read {
  get(id: string): Promise<unknown>;
  byKey(key: string): Promise<unknown[]>;
  all(): Promise<unknown[]>;
  trail(id: string): Promise<AuditEntry[]>;
}

function write<T>(db: Database, settle: (read: Read) => Promise<Change<T>>): Promise<Change<T>> {
  // `strict`: what a person was told is kept is on the disk when they are told so.
  const tx = db.transaction(['requests', 'audit'], 'readwrite', { durability: 'strict' });
  const requests = tx.objectStore('requests');
  return whole(tx, async () => {
    const change = await settle({
      get: (id) => requests.get(id),
      byKey: (key) => requests.index('key').getAll(key),
      all: () => requests.getAll(),
      trail: (id) => tx.objectStore('audit').index('requestId').getAll(id),
    });
    for (const { request, audit } of change.writes) {
      await requests.put(indexed(request));
      if (audit) await tx.objectStore('audit').add(audit);
    }
    return change;
  });
}

/** Opens the store. Every call takes the same time with ten requests as with ten thousand. */
export function openStore(): Store {
  // Opened at each use: a connection kept in a global would be a stale one after an upgrade.
  const using = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
    guarded(async () => {
      const db = await openDatabase();
      try {
        return await work(db);
      } finally {
        db.close();
      }
    });
  const change = async <T>(settle: (read: Read) => Promise<Change<T>>): Promise<T> => {
    const { writes, result } = await using((db) => write(db, settle));
    if (writes.length > 0) await written(writes.map(({ request }) => request.id));
    return result;
  };
  return {
    changeKey: (key, decide) => change(async (read) => decide(parsed(await read.byKey(key)))),
    changeAmongAll: (key, decide) =>
      change(async (read) => {
        const [history, all] = await Promise.all([read.byKey(key), read.all()]);
        return decide(parsed(history), parsed(all));
      }),
    changeOne: (id, decide) =>
      change(async (read) => {
        const [value, trail] = await Promise.all([read.get(id), read.trail(id)]);
        return decide(parsed([value])[0], trail);
      }),
    changeMany: (ids, wanted, decide) =>
      change(async (read) => {
        const one = async (id: string): Promise<Found> => {
          const [value, trail] = await Promise.all([read.get(id), read.trail(id)]);
          const request = parsed([value])[0];
          if (!request || wanted === 'with-trail') return { id, request, trail, kin: [] };
          return { id, request, trail, kin: parsed(await read.byKey(request.key)) };
        };
        return decide(await Promise.all([...new Set(ids)].map(one)));
      }),
    history: (key) => using(async (db) => parsed(await db.getAllFromIndex('requests', 'key', key))),
    own: (limit) =>
      using(async (db) => {
        const found: unknown[] = [];
        let cursor = await db
          .transaction('requests')
          .store.index('askedAt')
          .openCursor(null, 'prev');
        while (cursor && found.length < limit) {
          found.push(cursor.value);
          cursor = await cursor.continue();
        }
        return parsed(found);
      }),
    one: (id) => using(async (db) => parsed([await db.get('requests', id)])[0]),
    saveDraft: (draft) => using(async (db) => void (await db.put('drafts', draft))),
    draft: (key) => using((db) => db.get('drafts', key)),
    dropDraft: (key) => using((db) => db.delete('drafts', key)),
    counts: (most = COUNTED) =>
      using(async (db) => {
        const queued = await db.getAllKeysFromIndex('requests', 'queuedAt', null, most + 1);
        const waiting = queued.filter((id) => !isSample({ id })).length;
        const unseen = await db.getAllKeysFromIndex('requests', 'unseenAt', null, most);
        return { waiting: Math.min(waiting, most), unseen: unseen.length };
      }),
    async quarantine(ids) {
      const count = await using((db) => quarantined(db, ids));
      // What lay behind them can be read now, so all of it is.
      if (count > 0) await written();
      return count;
    },
    async erase() {
      await using(async (db) => {
        const tx = db.transaction(TABLES, 'readwrite');
        await whole(tx, () => Promise.all(TABLES.map((name) => tx.objectStore(name).clear())));
      });
      await written();
    },
  };
}

/** Moves records that cannot be parsed out of the way, whole. Sound ones stay where they are. */
function quarantined(db: Database, ids: readonly string[]): Promise<number> {
  const tx = db.transaction(['requests', 'quarantine'], 'readwrite');
  return whole(tx, async () => {
    let count = 0;
    for (const id of ids) {
      const value: unknown = await tx.objectStore('requests').get(id);
      if (value === undefined || parsed([value]).length > 0) continue;
      await tx.objectStore('quarantine').add({ store: 'requests', at: Date.now(), value });
      await tx.objectStore('requests').delete(id);
      count += 1;
    }
    return count;
  });
}
