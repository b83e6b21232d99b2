import * as z from 'zod/mini';
import { AuditEntry } from '../requests/schema.ts';
import { foldForSearch } from './search.ts';

/**
 * The text in which an entry is found: everything that it says.
 * @param shown the words under which it is shown, so that what can be read can be searched for
 */
export function auditHaystack(entry: AuditEntry, shown: readonly string[] = []): string {
  const { app, site, clientId, move, to, actor, by, reason, scopes, rule, requestId } = entry;
  const facts = [app, site, clientId, move, to, actor, by, reason, rule?.name, requestId];
  return foldForSearch([...facts.map((fact) => fact ?? ''), ...scopes, ...shown].join('\n'));
}

const FORMAT = 'countersign-audit';
/** Entries in one file, and characters of its text. */
export const MAX_ENTRIES = 200_000;
export const MAX_TEXT = 100_000_000;

/** What a spreadsheet makes a new cell of: by its settings, or where it splits the lines itself. */
const SEPARATOR = /[;,|\t\r\n]/;
/** What it passes over at a cell's beginning: blanks, quotes, characters that nobody sees. */
const PASSED = /[\s"'\p{Cf}\p{Cc}]/u;
const SIGN = /[=+\-@\u2212]/;

/**
 * The text with an apostrophe before each sign that begins a formula (OWASP, "CSV Injection"): at its
 * beginning, and wherever a cell could begin. Letter by letter, so that no text makes it slow.
 */
function withoutFormulas(text: string): string {
  let safe = /^[\t\r\n]/.test(text) ? "'" : '';
  let begins = true;
  for (const char of text) {
    // Signs of full width, and small ones, count as the plain ones.
    if (begins && SIGN.test(char.normalize('NFKC'))) safe += "'";
    begins = SEPARATOR.test(char) || (begins && PASSED.test(char));
    safe += char;
  }
  return safe;
}

/** One cell: always quoted (RFC 4180 §2), never a formula. */
function cell(text: string): string {
  return `"${withoutFormulas(text).replaceAll('"', '""')}"`;
}

const COLUMNS = {
  time: (entry) => new Date(entry.at).toISOString(),
  request: (entry) => entry.requestId,
  site: (entry) => entry.site,
  // An AI client behind the app stands beside its name: columns are what other programs go by.
  app: (entry) => (entry.through ? `${entry.app} (${entry.through})` : entry.app),
  client_id: (entry) => entry.clientId ?? '',
  move: (entry) => entry.move,
  from: (entry) => entry.from,
  to: (entry) => entry.to,
  actor: (entry) => entry.actor,
  reason: (entry) => entry.reason,
  scopes: (entry) => entry.scopes.join(' '),
  rule: (entry) => entry.rule?.name || entry.rule?.id || '',
  name: (entry) => entry.by ?? '',
} as const satisfies Record<string, (entry: AuditEntry) => string>;

/**
 * The log for a spreadsheet: RFC 4180 with a header, times in UTC (ISO 8601), scopes separated by
 * blanks, a byte order mark in front, because Excel takes the text for Latin-1 without one.
 */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const cells = Object.values(COLUMNS);
  const lines = [Object.keys(COLUMNS).map(cell).join(',')];
  for (const entry of entries) lines.push(cells.map((read) => cell(read(entry))).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** The log for a program, and for `readAudit` in another browser. */
export function auditJson(entries: readonly AuditEntry[], exportedAt: number): string {
  return JSON.stringify({ format: FORMAT, v: 1, exportedAt, entries });
}

const File = z.object({
  format: z.literal(FORMAT),
  v: z.int().check(z.gte(1)),
  entries: z.array(z.unknown()).check(z.maxLength(MAX_ENTRIES)),
});

export type AuditProblem = 'too-big' | 'not-json' | 'not-ours' | 'newer';
export type ReadAudit = { ok: true; entries: unknown[] } | { ok: false; problem: AuditProblem };

/**
 * The entries of an exported file, each still to be checked by `mergeAudit`. Never throws.
 * `newer`: written by a later version of ours, which may mean something else by the same words.
 */
export function readAudit(text: string): ReadAudit {
  if (text.length > MAX_TEXT) return { ok: false, problem: 'too-big' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'not-json' };
  }
  const file = z.safeParse(File, json);
  if (!file.success) {
    const long = file.error.issues.some(({ code }) => code === 'too_big');
    return { ok: false, problem: long ? 'too-big' : 'not-ours' };
  }
  return file.data.v > 1
    ? { ok: false, problem: 'newer' }
    : { ok: true, entries: file.data.entries };
}

/**
 * What makes an entry the entry it is: everything in it, in whatever order it was written. An entry
 * that was altered is another one, so an import can add to the log and never change what is there.
 */
export function auditIdentity(entry: AuditEntry): string {
  const fields = Object.entries(entry).filter(([, value]) => value !== undefined);
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface MergedAudit {
  /** to be appended, in the order of the file */
  add: AuditEntry[];
  /** how many are there already */
  already: number;
  /** how many are no audit entries, or out of bounds */
  bad: number;
}

/**
 * Compares imported entries with the log. Two people who join in the same millisecond leave two
 * equal entries: each is counted, so that nothing is lost and importing twice adds nothing.
 * @param imported as `readAudit` gives them: hostile until parsed here
 */
export function mergeAudit(
  existing: readonly AuditEntry[],
  imported: readonly unknown[],
): MergedAudit {
  const have = new Map<string, number>();
  for (const entry of existing) {
    const identity = auditIdentity(entry);
    have.set(identity, (have.get(identity) ?? 0) + 1);
  }
  const merged: MergedAudit = { add: [], already: 0, bad: 0 };
  for (const one of imported.slice(0, MAX_ENTRIES)) {
    const parsed = z.safeParse(AuditEntry, one);
    if (!parsed.success) {
      merged.bad += 1;
      continue;
    }
    const identity = auditIdentity(parsed.data);
    const left = have.get(identity) ?? 0;
    if (left > 0) {
      have.set(identity, left - 1);
      merged.already += 1;
    } else merged.add.push(parsed.data);
  }
  merged.bad += Math.max(0, imported.length - MAX_ENTRIES);
  return merged;
}
