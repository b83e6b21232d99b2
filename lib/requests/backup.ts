import * as z from 'zod/mini';

const FORMAT = 'countersign-export';
const VERSION = 1;
/** Characters of a file, and records of one kind in it. */
export const MAX_BACKUP = 200_000_000;
const MAX_RECORDS = 200_000;
/** Records in one message. */
export const BACKUP_PART = 200;

const list = z._default(z.array(z.unknown()).check(z.maxLength(MAX_RECORDS)), []);
/**
 * Files from before there were rules and settings in them carry neither format nor version. The names
 * that older ones carry beside their records are passed over: who I am is no file's to say.
 */
const File = z.object({
  format: z.optional(z.literal(FORMAT)),
  v: z.optional(z.int().check(z.gte(1))),
  exportedAt: z.string(),
  requests: z.array(z.unknown()).check(z.maxLength(MAX_RECORDS)),
  audit: list,
  drafts: list,
  quarantine: list,
  rules: list,
  rulesAside: list,
  levels: list,
  settings: z.optional(z.unknown()),
});

/** A file's records by kind; each is checked when it is imported. */
export const BACKUP_PARTS = [
  'requests',
  'drafts',
  'quarantine',
  'rules',
  'rulesAside',
  'levels',
  'settings',
] as const;
export type BackupPart = (typeof BACKUP_PARTS)[number];
export type Backup = Record<BackupPart | 'audit', unknown[]>;

export type BackupProblem = 'too-big' | 'not-json' | 'not-ours' | 'newer';
export type ReadBackup = { ok: true; backup: Backup } | { ok: false; problem: BackupProblem };

/** Everything that is kept, as the text of a file. */
export function backupText(everything: object, now: number): string {
  const head = { format: FORMAT, v: VERSION, exportedAt: new Date(now).toISOString() };
  return JSON.stringify({ ...head, ...everything }, null, 2);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The way back from `backupText`, for a file from anywhere. Never throws. */
export function readBackup(text: string): ReadBackup {
  if (text.length > MAX_BACKUP) return { ok: false, problem: 'too-big' };
  const json = parse(text);
  if (json === undefined) return { ok: false, problem: 'not-json' };
  const file = z.safeParse(File, json);
  if (!file.success) {
    const long = file.error.issues.some(({ code }) => code === 'too_big');
    return { ok: false, problem: long ? 'too-big' : 'not-ours' };
  }
  if ((file.data.v ?? 1) > VERSION) return { ok: false, problem: 'newer' };
  const { format: _, v: __, exportedAt: ___, settings, ...lists } = file.data;
  const one = (value: unknown) => (value === undefined ? [] : [value]);
  return { ok: true, backup: { ...lists, settings: one(settings) } };
}
