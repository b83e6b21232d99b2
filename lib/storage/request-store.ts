import { ulid } from 'ulid';
import * as z from 'zod/mini';
import {
  OutboxEntry as EntrySchema,
  type OutboxEntry,
  outboxFor,
  type Remote,
  Remote as RemoteSchema,
} from '../channels/outbox.ts';
import { isSample } from '../requests/sample.ts';
import { ApprovalRequest, type AuditEntry } from '../requests/schema.ts';
import { type Database, type DraftRecord, indexed, openDatabase } from './database.ts';
import { tellAll, whole, written } from './written.ts';

/** A changed request, with the audit entry of the move that changed it (where it was one). */
export interface Write {
  request: ApprovalRequest;
  audit?: AuditEntry;
}

/** Records beside the requests that a change puts and takes out. */
export interface Rows<R> {
  put?: readonly R[];
  drop?: readonly string[];
}

/** What a change decides: what to write, and what to answer. */
export interface Change<T> {
  writes: readonly Write[];
  result: T;
  outbox?: Rows<OutboxEntry>;
  remotes?: Rows<Remote>;
}

/** What a change may look at, within its transaction. Records that cannot be parsed are passed over. */
export interface Reads {
  one(id: string): Promise<ApprovalRequest | undefined>;
  byKey(key: string): Promise<ApprovalRequest[]>;
  all(): Promise<ApprovalRequest[]>;
  trail(id: string): Promise<AuditEntry[]>;
  remote(id: string): Promise<Remote | undefined>;
  remotesOf(requestId: string): Promise<Remote[]>;
  entry(id: string): Promise<OutboxEntry | undefined>;
  entriesOf(requestId: string): Promise<OutboxEntry[]>;
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

const TABLES = [
  'requests',
  'audit',
  'quarantine',
  'drafts',
  'kept',
  'consents',
  'outbox',
  'remotes',
] as const;

/**
 * The one writer. Every change reads, decides and writes within a single transaction, so that two
 * of them can never overtake each other and a killed worker leaves either all of it or nothing.
 */
export interface Store {
  /** looks at whatever it takes, and writes what that leads to; waits for nothing else meanwhile */
  change<T>(settle: (reads: Reads) => Promise<Change<T>>): Promise<T>;
  /** what channels are still to be told, and where requests are filed */
  outbox(): Promise<OutboxEntry[]>;
  remotes(): Promise<Remote[]>;
  /** key of the issue that a request is filed as */
  filedAs(id: string): Promise<string | undefined>;
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

function sound<T>(schema: z.ZodMiniType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const result = z.safeParse(schema, value);
    return result.success ? [result.data] : [];
  });
}

const parsed = (values: readonly unknown[]): ApprovalRequest[] => sound(ApprovalRequest, values);

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

async function putRows<R>(
  table: { put(row: R): Promise<unknown>; delete(id: string): Promise<unknown> },
  { put = [], drop = [] }: Rows<R> = {},
): Promise<void> {
  // In the order in which they are asked for, without waiting for each. What is refused at once must not
  // leave the others without anybody who hears of them: hence `async`.
  await Promise.all([
    ...drop.map(async (id) => table.delete(id)),
    ...put.map(async (row) => table.put(row)),
  ]);
}

function write<T>(
  db: Database,
  settle: (reads: Reads) => Promise<Change<T>>,
  now: () => number,
): Promise<Change<T>> {
  // `strict`: what a person was told is kept is on the disk when they are told so.
  const tx = db.transaction(['requests', 'audit', 'outbox', 'remotes'], 'readwrite', {
    durability: 'strict',
  });
  const [requests, audit] = [tx.objectStore('requests'), tx.objectStore('audit')];
  const [outbox, remotes] = [tx.objectStore('outbox'), tx.objectStore('remotes')];
  const reads: Reads = {
    one: async (id) => parsed([await requests.get(id)])[0],
    byKey: async (key) => parsed(await requests.index('key').getAll(key)),
    all: async () => parsed(await requests.getAll()),
    trail: (id) => audit.index('requestId').getAll(id),
    remote: async (id) => sound(RemoteSchema, [await remotes.get(id)])[0],
    remotesOf: async (id) => sound(RemoteSchema, await remotes.index('requestId').getAll(id)),
    entry: async (id) => sound(EntrySchema, [await outbox.get(id)])[0],
    entriesOf: async (id) => sound(EntrySchema, await outbox.index('requestId').getAll(id)),
  };
  return whole(tx, async () => {
    const change = await settle(reads);
    await Promise.all([
      putRows(remotes, change.remotes),
      putRows(outbox, change.outbox),
      ...change.writes.map(async ({ request }) => requests.put(indexed(request))),
      ...change.writes.map(async ({ audit: entry }) => entry && audit.add(entry)),
    ]);
    // Whatever changed a request: what its channels lack of it is written with it.
    const last = new Map(change.writes.map(({ request }) => [request.id, request]));
    const filed = (change.remotes?.put ?? []).map(({ requestId }) => requestId);
    const tell = async (id: string): Promise<void> => {
      const [theirs, entries] = await Promise.all([reads.remotesOf(id), reads.entriesOf(id)]);
      const isFiled = theirs.length + entries.length > 0;
      const request = isFiled ? (last.get(id) ?? (await reads.one(id))) : undefined;
      const clock = { now: now(), newId: ulid };
      if (request) await putRows(outbox, outboxFor(request, theirs, entries, clock));
    };
    await Promise.all([...new Set([...last.keys(), ...filed])].map(tell));
    return change;
  });
}

/** For tests with several people: the name of the database, and what time it is. */
interface StoreOptions {
  name?: string;
  now?: () => number;
}

/** Opens the store. Every call takes the same time with ten requests as with ten thousand. */
export function openStore({ name, now = Date.now }: StoreOptions = {}): Store {
  // Opened at each use: a connection kept in a global would be a stale one after an upgrade.
  const using = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
    guarded(async () => {
      const db = await openDatabase(name);
      try {
        return await work(db);
      } finally {
        db.close();
      }
    });
  const change = async <T>(settle: (reads: Reads) => Promise<Change<T>>): Promise<T> => {
    const { writes, result, outbox, remotes } = await using((db) => write(db, settle, now));
    // Pages show what is on its way as well.
    const ids = [...writes.map(({ request }) => request.id)];
    if (ids.length > 0) await written(ids);
    else if (outbox || remotes) tellAll([]);
    return result;
  };
  return {
    change,
    outbox: () => using(async (db) => sound(EntrySchema, await db.getAll('outbox'))),
    remotes: () => using(async (db) => sound(RemoteSchema, await db.getAll('remotes'))),
    filedAs: (id) =>
      using(async (db) => {
        const theirs = await db.getAllFromIndex('remotes', 'requestId', id);
        return sound(RemoteSchema, theirs).find(({ gone }) => !gone)?.ref.key;
      }),
    changeKey: (key, decide) => change(async (reads) => decide(await reads.byKey(key))),
    changeAmongAll: (key, decide) =>
      change(async (reads) => {
        const [history, all] = await Promise.all([reads.byKey(key), reads.all()]);
        return decide(history, all);
      }),
    changeOne: (id, decide) =>
      change(async (reads) => {
        const [found, trail] = await Promise.all([reads.one(id), reads.trail(id)]);
        return decide(found, trail);
      }),
    changeMany: (ids, wanted, decide) =>
      change(async (reads) => {
        const one = async (id: string): Promise<Found> => {
          const [request, trail] = await Promise.all([reads.one(id), reads.trail(id)]);
          if (!request || wanted === 'with-trail') return { id, request, trail, kin: [] };
          return { id, request, trail, kin: await reads.byKey(request.key) };
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
