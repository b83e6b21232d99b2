import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import { AuditEntry } from '../requests/schema.ts';
import { mergeAudit } from '../review/audit-file.ts';
import { openDatabase } from '../storage/database.ts';
import { guarded } from '../storage/request-store.ts';
import { whole } from '../storage/transaction.ts';
import { tellAll } from '../storage/written.ts';
import type { Handlers } from './serve.ts';

const About = z.object({ requestId: AuditEntry.shape.requestId });

/** The requests that imported entries are about: what of the log has to be held against them. */
function requestsOf(imported: readonly unknown[]): string[] {
  const ids = imported.flatMap((entry) => {
    const about = z.safeParse(About, entry);
    return about.success ? [about.data.requestId] : [];
  });
  return [...new Set(ids)];
}

/** The mark says how an entry came here, not what it says: an entry from a file is no other one. */
function unmarked<T>(entry: T): T {
  if (typeof entry !== 'object' || entry === null) return entry;
  const { imported: _, ...rest } = entry as T & { imported?: unknown };
  return rest as T;
}

/**
 * Adds what is new to the log, within one transaction. Nothing that is there is changed or
 * removed, and what is added is marked as imported: it proves no more than its file does.
 */
async function mergeIntoLog(imported: readonly unknown[]): Promise<AuditMerge> {
  const db = await openDatabase();
  try {
    const tx = db.transaction('audit', 'readwrite', { durability: 'strict' });
    const { add, already, bad } = await whole(tx, async () => {
      const index = tx.store.index('requestId');
      const existing: AuditEntry[] = [];
      for (const id of requestsOf(imported)) existing.push(...(await index.getAll(id)));
      const sound = existing.filter((entry) => z.safeParse(AuditEntry, entry).success);
      const merged = mergeAudit(sound.map(unmarked), imported.map(unmarked));
      for (const entry of merged.add) await tx.store.add({ ...entry, imported: true });
      return merged;
    });
    if (add.length > 0) tellAll([]);
    return { added: add.length, already, bad };
  } finally {
    db.close();
  }
}

/** What the view of the audit log asks the background for. */
export function auditHandlers(): Pick<Handlers, 'importAudit'> {
  return {
    async importAudit({ entries }) {
      return { ok: true, ...(await guarded(() => mergeIntoLog(entries))) };
    },
  };
}
