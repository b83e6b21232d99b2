import type { AuditMerge } from '../../lib/messages/records.ts';
import type { Answer, Problem } from '../../lib/messages/types.ts';
import {
  BACKUP_PART,
  BACKUP_PARTS,
  type Backup,
  type BackupPart,
  type BackupProblem,
  MAX_BACKUP,
  readBackup,
} from '../../lib/requests/backup.ts';
import { AUDIT_PART } from '../../lib/requests/limits.ts';
import { inParts } from '../popup/audit/read-log.ts';
import type { OptionsDeps } from './options-deps.ts';

type Send = OptionsDeps['send'];
type Received = { imported: AuditMerge } | { unreadable: BackupProblem } | Problem;

function* slices(part: BackupPart, records: readonly unknown[]) {
  for (let at = 0; at < records.length; at += BACKUP_PART) {
    yield { part, records: records.slice(at, at + BACKUP_PART) };
  }
}

/** One message after the other; the next is sent when the one before was answered. */
async function* answers(backup: Backup, send: Send): AsyncGenerator<Answer<AuditMerge>> {
  for (const part of BACKUP_PARTS) {
    for (const data of slices(part, backup[part])) yield send('importBackup', data);
  }
  for (const entries of inParts(backup.audit, AUDIT_PART)) yield send('importAudit', { entries });
}

/**
 * An exported file into the store, part by part: what went in before something failed stays, and
 * the same file adds the rest.
 */
export async function importBackup(
  file: { size: number; text(): Promise<string> },
  send: Send,
): Promise<Received> {
  // A character is four bytes at most: what must be too long is not even read.
  const tooBig = { ok: false, problem: 'too-big' } as const;
  const read = file.size > 4 * MAX_BACKUP ? tooBig : readBackup(await file.text());
  if (!read.ok) return { unreadable: read.problem };
  const imported: AuditMerge = { added: 0, already: 0, bad: 0 };
  for await (const response of answers(read.backup, send)) {
    if (!response.ok) return response.problem;
    imported.added += response.added;
    imported.already += response.already;
    imported.bad += response.bad;
  }
  return { imported };
}
