import * as z from 'zod/mini';
import { ApprovalRequest, AuditEntry } from '../requests/schema.ts';
import { type AuditCursor, type AuditPage, readAuditPage } from './audit-pages.ts';
import { type Database, openDatabase } from './database.ts';

/** The name of the channel on which the background says that something was written. */
export const CHANGED = 'countersign-changed';

/** How many records are looked through at a time. */
const CHUNK = 500;

/** What was read, and the ids of records that could not be parsed (to be put into quarantine). */
export interface Page {
  requests: ApprovalRequest[];
  unreadable: string[];
}

function parseAll(values: readonly unknown[]): Page {
  const page: Page = { requests: [], unreadable: [] };
  for (const value of values) {
    const parsed = z.safeParse(ApprovalRequest, value);
    if (parsed.success) page.requests.push(parsed.data);
    else page.unreadable.push(String((value as { id?: unknown })?.id ?? ''));
  }
  return page;
}

/**
 * Reads what the extension's own pages show. Nothing here writes: only the background does.
 * Each call costs what it returns, however much the store holds.
 */
export interface QueueReader {
  /** requests waiting for a decision here, oldest wait first, at most `limit`, after `after` */
  waiting(limit: number, after?: ApprovalRequest): Promise<Page>;
  /** what waits here no longer, the latest first, at most `limit`, from the `skip`th on */
  closed(limit: number, skip?: number): Promise<Page>;
  /** how many wait for a decision here */
  countWaiting(): Promise<number>;
  /** this browser's person's own requests, newest first */
  mine(limit: number): Promise<Page>;
  /** every request with the same key, newest first */
  history(key: string): Promise<Page>;
  one(id: string): Promise<Page>;
  /** those with these ids that there are, in any order */
  some(ids: readonly string[]): Promise<Page>;
  audit(requestId: string): Promise<AuditEntry[]>;
  /** the audit log, newest first, at most `limit` entries, from where a page before ended */
  auditPage(limit: number, from?: AuditCursor): Promise<AuditPage>;
  countAudit(): Promise<number>;
  /** how many requests there are, of whatever kind */
  countAll(): Promise<number>;
  countQuarantined(): Promise<number>;
  /** ids of all requests that cannot be parsed, and of those too that no list comes upon */
  unreadable(): Promise<string[]>;
  /** everything there is, for an export: as it is stored, nothing parsed away */
  everything(): Promise<Record<string, unknown[]>>;
  /**
   * Calls back after each write of the background; the answer stops it.
   * @param changed is given the ids of the requests that were written; undefined: any may have been
   */
  onChange(changed: (ids?: readonly string[]) => void): () => void;
}

async function waiting(db: Database, limit: number, after?: ApprovalRequest): Promise<Page> {
  const index = db.transaction('requests').store.index('queuedAt');
  if (!after) return parseAll(await index.getAll(null, limit));
  const values: unknown[] = [];
  // Two requests may have begun to wait in the same millisecond: go on behind that very one.
  let cursor = await index.openCursor(IDBKeyRange.lowerBound(after.createdAt));
  while (cursor && values.length < limit) {
    const later = cursor.key > after.createdAt || cursor.primaryKey > after.id;
    if (later) values.push(cursor.value);
    cursor = await cursor.continue();
  }
  return parseAll(values);
}

/** The last entries of an index, from the end. */
async function latest(
  db: Database,
  name: 'askedAt' | 'closedAt',
  limit: number,
  skip = 0,
): Promise<Page> {
  const values: unknown[] = [];
  let cursor = await db.transaction('requests').store.index(name).openCursor(null, 'prev');
  if (cursor && skip > 0) cursor = await cursor.advance(skip);
  while (cursor && values.length < limit) {
    values.push(cursor.value);
    cursor = await cursor.continue();
  }
  return parseAll(values);
}

/** Opens the store for reading. */
export async function openQueue(): Promise<QueueReader> {
  const db = await openDatabase();
  return {
    waiting: (limit, after) => waiting(db, limit, after),
    countWaiting: () => db.countFromIndex('requests', 'queuedAt'),
    closed: (limit, skip) => latest(db, 'closedAt', limit, skip),
    mine: (limit) => latest(db, 'askedAt', limit),
    async history(key) {
      const page = parseAll(await db.getAllFromIndex('requests', 'key', key));
      page.requests.sort((a, b) => b.createdAt - a.createdAt);
      return page;
    },
    one: async (id) => parseAll([await db.get('requests', id)].filter(Boolean)),
    async some(ids) {
      const { store } = db.transaction('requests');
      const values = await Promise.all(ids.map((id) => store.get(id)));
      return parseAll(values.filter(Boolean));
    },
    async audit(requestId) {
      const entries = await db.getAllFromIndex('audit', 'requestId', requestId);
      return entries.filter((entry) => z.safeParse(AuditEntry, entry).success);
    },
    auditPage: (limit, from) => readAuditPage(db, limit, from),
    countAudit: () => db.count('audit'),
    countAll: () => db.count('requests'),
    countQuarantined: () => db.count('quarantine'),
    async unreadable() {
      const ids: string[] = [];
      let range: IDBKeyRange | null = null;
      for (;;) {
        const values: { id: string }[] = await db.getAll('requests', range, CHUNK);
        ids.push(...parseAll(values).unreadable);
        const last = values.at(-1);
        if (!last || values.length < CHUNK) return ids;
        range = IDBKeyRange.lowerBound(last.id, true);
      }
    },
    async everything() {
      const names = ['requests', 'audit', 'drafts', 'quarantine'] as const;
      const lists = await Promise.all(names.map((name) => db.getAll(name)));
      return Object.fromEntries(names.map((name, at) => [name, lists[at] ?? []]));
    },
    onChange(changed) {
      const channel = new BroadcastChannel(CHANGED);
      channel.onmessage = ({ data }: MessageEvent<readonly string[] | undefined>) => changed(data);
      return () => channel.close();
    },
  };
}
