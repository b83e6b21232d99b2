import * as z from 'zod/mini';
import { liveAsks } from '../requests/asks.ts';
import type { AuditCursor, AuditPage, Page, QueueReader } from '../requests/reader.ts';
import { isSample, SAMPLE_ID } from '../requests/sample.ts';
import { ApprovalRequest, AuditEntry, type Edition } from '../requests/schema.ts';
import { readSettings } from '../requests/settings.ts';
import { type Database, openDatabase, type StoredRequest } from './database.ts';

/** Reads the log from its newest entry on: costs what it returns, however long the log is. */
export async function readAuditPage(
  db: Database,
  limit: number,
  from?: AuditCursor,
): Promise<AuditPage> {
  const index = db.transaction('audit').store.index('at');
  const range = from ? IDBKeyRange.upperBound(from.at) : null;
  let cursor = await index.openCursor(range, 'prev');
  // Entries of one millisecond are told apart by their keys: go on behind that very one.
  while (cursor && from && cursor.key === from.at && cursor.primaryKey >= from.key) {
    cursor = await cursor.continue();
  }
  const page: AuditPage = { entries: [], unreadable: 0 };
  let last: AuditCursor | undefined;
  for (let read = 0; cursor && read < limit; read += 1) {
    const parsed = z.safeParse(AuditEntry, cursor.value);
    if (!parsed.success) page.unreadable += 1;
    else if (!isSample({ id: parsed.data.requestId })) page.entries.push(parsed.data);
    last = { at: cursor.key, key: cursor.primaryKey };
    cursor = await cursor.continue();
  }
  return cursor && last ? { ...page, next: last } : page;
}

/** The name of the channel on which the background says that something was written. */
export const CHANGED = 'countersign-changed';

/** How many records are looked through at a time. */
const CHUNK = 500;

function parseAll(values: readonly unknown[]): Page {
  const page: Page = { requests: [], unreadable: [] };
  for (const value of values) {
    const parsed = z.safeParse(ApprovalRequest, value);
    if (parsed.success) page.requests.push(parsed.data);
    else page.unreadable.push(String((value as { id?: unknown })?.id ?? ''));
  }
  return page;
}

async function waiting(db: Database, limit: number, after?: ApprovalRequest): Promise<Page> {
  const index = db.transaction('requests').store.index('queue');
  if (!after) return parseAll(await index.getAll(null, limit));
  const place: [number, number] = [-liveAsks(after.requesters).length, after.createdAt];
  // Two may have the same place: of those, what comes behind this very one.
  const same = await index.getAll(IDBKeyRange.only(place));
  const values: unknown[] = same.filter(({ id }) => id > after.id).slice(0, limit);
  const left = limit - values.length;
  if (left > 0) values.push(...(await index.getAll(IDBKeyRange.lowerBound(place, true), left)));
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

/** Neither the sample nor what was noted of it. */
function isReal(record: unknown): boolean {
  const { id, requestId } = Object(record) as { id?: unknown; requestId?: unknown };
  return !isSample({ id }) && !isSample({ id: requestId });
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
    countAudit: async () =>
      (await db.count('audit')) - (await db.countFromIndex('audit', 'requestId', SAMPLE_ID)),
    countAll: async () => (await db.count('requests')) - (await db.count('requests', SAMPLE_ID)),
    countQuarantined: () => db.count('quarantine'),
    settings: async () => readSettings((await db.get('kept', 'settings'))?.value),
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
      const lists: unknown[][] = await Promise.all(names.map((name) => db.getAll(name)));
      const parts = names.map((name, at) => [name, (lists[at] ?? []).filter(isReal)]);
      return Object.fromEntries(parts);
    },
    onChange(changed) {
      const channel = new BroadcastChannel(CHANGED);
      channel.onmessage = ({ data }: MessageEvent<readonly string[] | undefined>) => changed(data);
      return () => channel.close();
    },
  };
}

/** How many records of a site, or of the queue, are looked through at most. */
const MOST = 2000;

async function using<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

function parse(values: readonly StoredRequest[]): ApprovalRequest[] {
  return values.flatMap((value) => {
    const parsed = z.safeParse(ApprovalRequest, value);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * What waits to be reviewed for one site, oldest wait first. The key of a request begins with
 * edition and site (lib/requests/key.ts), so only the records of that site are read.
 */
export function waitingFor(edition: Edition, site: string): Promise<ApprovalRequest[]> {
  const start = `${edition}|${site}|`;
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  return using(async (db) => {
    const all = await db.getAllFromIndex('requests', 'key', range, MOST);
    const waiting = parse(all.filter(({ queuedAt }) => queuedAt !== undefined));
    return waiting.sort((a, b) => a.createdAt - b.createdAt);
  });
}

/** The site of each request that waits to be reviewed; with an edition, of that edition alone. */
export function sitesWaiting(edition?: Edition): Promise<string[]> {
  return using(async (db) => {
    const all = await db.getAllFromIndex('requests', 'queuedAt', null, MOST);
    const wanted = all.filter(
      (one) => !isSample(one) && (edition === undefined || one.edition === edition),
    );
    // Not parsed: a name is all that is taken, and who looks one up has it checked first.
    return wanted.map(({ site }) => String(site));
  });
}
