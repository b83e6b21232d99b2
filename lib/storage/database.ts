import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { OutboxEntry, Remote } from '../channels/outbox.ts';
import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest, AuditEntry } from '../requests/schema.ts';
import { DATABASE, VERSION } from './first-read.ts';

/**
 * A request as it lies in IndexedDB: with the fields its indexes stand on. They are derived at
 * each write; a field that does not apply is absent, so that the record is not in that index and
 * a list costs what it shows, however big the store is.
 */
export interface StoredRequest extends ApprovalRequest {
  /** when the wait began, while it waits to be reviewed here */
  queuedAt?: number;
  /** how many ask, as a negative number, while it waits: the most asked for come first in an index */
  queuedFor?: number;
  /** when it stopped waiting, of what came in to be reviewed here */
  closedAt?: number;
  /** when this browser's person asked */
  askedAt?: number;
  /** when a decision came in that the person has not seen */
  unseenAt?: number;
}

/** The place in the queue of what waits, of records too that cannot be parsed. */
function queuedFor({ requesters }: { requesters?: unknown }): number {
  if (!Array.isArray(requesters)) return 0;
  return -requesters.filter((one) => one?.dropped === undefined).length;
}

/** Adds the index fields. Works on unparsed records too: what is wrong in them stays as it is. */
export function indexed(request: ApprovalRequest): StoredRequest {
  const {
    queuedAt: _q,
    queuedFor: _f,
    closedAt: _c,
    askedAt: _a,
    unseenAt: _u,
    ...rest
  } = request as StoredRequest;
  const waiting = WAITING.has(rest.status);
  return {
    ...rest,
    ...(waiting && rest.review && { queuedAt: rest.createdAt, queuedFor: queuedFor(rest) }),
    ...(!waiting && rest.review && { closedAt: rest.updatedAt }),
    ...(rest.asked && { askedAt: rest.createdAt }),
    ...(rest.unseen && { unseenAt: rest.updatedAt }),
  };
}

/** What could not be parsed, kept whole until somebody exports or erases it. */
export interface Quarantined {
  store: string;
  at: number;
  value: unknown;
}

export interface DraftRecord {
  key: string;
  at: number;
  reason: string;
  name: string;
  site: string;
  app: string;
}

/** Settings, rules, names: what is kept beside the requests, one record a name. */
export interface KeptRecord {
  name: string;
  value: unknown;
}

/** While there is a record of this name, what lay in `storage.local` is still to be carried over. */
export const TO_CARRY = 'toCarryOver';

/**
 * A consent page that we opened. Of what is secret about it there are digests (SHA-256, base64url):
 * of our `state`, which names the record, and of addresses. Parsed when it is read (consents.ts).
 */
export interface ConsentRecord {
  digest: string;
  at: number;
}

export interface Schema extends DBSchema {
  requests: {
    key: string;
    value: StoredRequest;
    indexes: {
      key: string;
      queuedAt: number;
      queue: [queuedFor: number, queuedAt: number];
      closedAt: number;
      askedAt: number;
      unseenAt: number;
    };
  };
  audit: { key: number; value: AuditEntry; indexes: { requestId: string; at: number } };
  quarantine: { key: number; value: Quarantined };
  drafts: { key: string; value: DraftRecord };
  kept: { key: string; value: KeptRecord };
  consents: { key: string; value: ConsentRecord };
  /** what channels are still to be told; parsed when it is read */
  outbox: { key: string; value: OutboxEntry; indexes: { requestId: string } };
  /** where requests are filed, beside them: a request is exported, and this is this browser's alone */
  remotes: { key: string; value: Remote; indexes: { requestId: string } };
}

export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<
  Schema,
  ('requests' | 'audit' | 'quarantine' | 'drafts' | 'kept' | 'consents' | 'outbox' | 'remotes')[],
  'versionchange'
>;

/**
 * One step a version, never edited once released. Version 1 was the first internal build: requests
 * were found by key alone and drafts were not kept.
 */
const STEPS: Readonly<Record<number, (db: Database, tx: Upgrade, from: number) => Promise<void>>> =
  {
    async 1(db) {
      db.createObjectStore('requests', { keyPath: 'id' }).createIndex('key', 'key');
      db.createObjectStore('audit', { autoIncrement: true }).createIndex('requestId', 'requestId');
      db.createObjectStore('quarantine', { autoIncrement: true });
    },
    async 2(db, tx) {
      db.createObjectStore('drafts', { keyPath: 'key' });
      const requests = tx.objectStore('requests');
      requests.createIndex('queuedAt', 'queuedAt');
      requests.createIndex('closedAt', 'closedAt');
      requests.createIndex('askedAt', 'askedAt');
      requests.createIndex('unseenAt', 'unseenAt');
      for await (const cursor of requests) {
        await cursor.update(indexed(cursor.value as ApprovalRequest));
      }
    },
    // The log is shown by time: what is imported is older than what it is written behind.
    async 3(_db, tx) {
      tx.objectStore('audit').createIndex('at', 'at');
    },
    // Content scripts read and write `storage.local` (Firefox 153: with no way to forbid it). What lies
    // there is believed once, where there was a store of before, and never in a new one.
    async 4(db, tx, from) {
      db.createObjectStore('kept', { keyPath: 'name' });
      if (from > 0) await tx.objectStore('kept').put({ name: TO_CARRY, value: true });
    },
    // What is under way outlives the browser's memory: tabs are opened again after a restart.
    async 5(db) {
      db.createObjectStore('consents', { keyPath: 'digest' });
    },
    // The list begins with what most people ask for, and its first rows are read before anything else.
    async 6(_db, tx) {
      const requests = tx.objectStore('requests');
      requests.createIndex('queue', ['queuedFor', 'queuedAt']);
      for await (const cursor of requests.index('queuedAt')) {
        await cursor.update({ ...cursor.value, queuedFor: queuedFor(cursor.value) });
      }
    },
    // In this database, so that a change and what it has to tell are written together or not at all.
    async 7(db) {
      for (const name of ['outbox', 'remotes'] as const) {
        db.createObjectStore(name, { keyPath: 'id' }).createIndex('requestId', 'requestId');
      }
    },
  };

/**
 * Opens the database and brings it to this version, step by step, in one transaction.
 * @param name another one in tests with several people
 */
export function openDatabase(name = DATABASE): Promise<Database> {
  return openDB<Schema>(name, VERSION, {
    async upgrade(db, from, _to, tx) {
      for (let version = from + 1; version <= VERSION; version += 1) {
        await STEPS[version]?.(db, tx, from);
      }
    },
    blocking(_current, _next, event) {
      // A newer version of the extension wants to upgrade: let go at once, the next call reopens.
      (event.target as IDBDatabase).close();
    },
  });
}
