import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import type { BackupPart } from '../requests/backup.ts';
import { AuditEntry } from '../requests/schema.ts';
import { Settings } from '../requests/settings.ts';
import { mergeAudit } from '../review/audit-file.ts';
import { LevelOverride } from '../review/scopes/level-overrides.ts';
import { importDrafts, importQuarantined, importRequests } from '../storage/backup.ts';
import { openDatabase } from '../storage/database.ts';
import { guarded } from '../storage/request-store.ts';
import { levelList, ruleList } from '../storage/stored-rules.ts';
import { settings } from '../storage/stored-settings.ts';
import { tellAll, whole } from '../storage/written.ts';
import { lookAtClock } from './schedule.ts';
import type { Handlers } from './serve.ts';

const NONE: AuditMerge = { added: 0, already: 0, bad: 0 };

/** The file's settings win, but no protection that is on here is switched off. */
async function importSettings([value]: readonly unknown[]): Promise<AuditMerge> {
  const given = z.safeParse(Settings, value);
  if (!given.success) return { ...NONE, bad: 1 };
  const before = await settings.read();
  const strict = given.data.strict || before.strict;
  // What this person is here for, no file knows.
  const after = { ...given.data, strict, role: before.role };
  if (JSON.stringify(after) === JSON.stringify(before)) return { ...NONE, already: 1 };
  await settings.write(after);
  return { ...NONE, added: 1 };
}

/** A level that is set here stays. */
async function importLevels(records: readonly unknown[]): Promise<AuditMerge> {
  const merged = { ...NONE };
  const changed = await levelList.change((before) => {
    const known = new Set(before.map(({ scope }) => scope.toLowerCase()));
    const added: LevelOverride[] = [];
    for (const record of records) {
      const level = z.safeParse(LevelOverride, record);
      if (!level.success) merged.bad += 1;
      else if (known.has(level.data.scope.toLowerCase())) merged.already += 1;
      else added.push(level.data);
    }
    merged.added = added.length;
    return [...before, ...added];
  });
  return changed ? merged : { ...NONE, bad: records.length };
}

const IMPORTS: Record<BackupPart, (records: readonly unknown[]) => Promise<AuditMerge>> = {
  requests: importRequests,
  drafts: importDrafts,
  quarantine: importQuarantined,
  rules: (records) => ruleList.merge(records),
  rulesAside: (records) => ruleList.quarantine(records),
  levels: importLevels,
  settings: importSettings,
};

/** What "Export everything" needs beside the database, and the way back from its file. */
export function backupHandlers(): Pick<Handlers, 'exportKept' | 'importBackup'> {
  return {
    async exportKept() {
      const [rules, { levels }, value] = await Promise.all([
        ruleList.everything(),
        levelList.read(),
        settings.read(),
      ]);
      return { ok: true, kept: { ...rules, levels, settings: value } };
    },

    async importBackup({ part, records }) {
      const merged = await IMPORTS[part](records);
      // Less time than before takes effect at once, for what came in just now too.
      if (part === 'settings' && merged.added > 0) await lookAtClock();
      return { ok: true, ...merged };
    },
  };
}

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
