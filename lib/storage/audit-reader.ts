import * as z from 'zod/mini';
import type { AuditCursor, AuditPage } from '../requests/reader.ts';
import { isSample } from '../requests/sample.ts';
import { AuditEntry } from '../requests/schema.ts';
import type { Database } from './database.ts';

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
