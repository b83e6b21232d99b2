import { batch, signal } from '@preact/signals';
import type { AuditMerge } from '../../../lib/messages/records.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import { AUDIT_PART } from '../../../lib/requests/limits.ts';
import type { AuditCursor } from '../../../lib/requests/reader.ts';
import type { AuditEntry } from '../../../lib/requests/schema.ts';
import {
  type AuditProblem,
  auditCsv,
  auditJson,
  MAX_TEXT,
  readAudit,
} from '../../../lib/review/audit-file.ts';
import type { PopupDeps } from '../popup-deps.ts';
import { findEntries, inParts, wholeLog } from './read-log.ts';

/** What was last done with the log as a whole. */
export type AuditFeedback =
  | { did: 'exporting' }
  | { did: 'exported'; file: string; count: number; unreadable: number }
  | { did: 'importing' }
  | { did: 'imported'; merged: AuditMerge }
  | { did: 'unreadable'; problem: AuditProblem | 'empty' }
  | { did: 'failed'; problem: Problem };

/** A file as a file field gives it. */
interface PickedFile {
  size: number;
  text(): Promise<string>;
}

/** What is shown at first, and at each press after that. */
const FIRST = 50;

export type AuditModel = ReturnType<typeof createAuditModel>;

/** The audit log: read from its newest end, a page at a time, by its index. */
export function createAuditModel({
  queue,
  send,
  now,
  save,
}: Pick<PopupDeps, 'queue' | 'send' | 'now' | 'save'>) {
  const phase = signal<'loading' | 'ready' | 'failed'>('loading');
  const query = signal('');
  const entries = signal<readonly AuditEntry[]>([]);
  /** how many entries the log has; absent until they are counted */
  const total = signal<number | undefined>(undefined);
  /** true while there is, or may be, more than is shown */
  const more = signal(false);
  const reading = signal(false);
  const feedback = signal<AuditFeedback | undefined>(undefined);
  const importing = signal(false);
  const pasted = signal('');
  let next: AuditCursor | undefined;
  let turn = 0;

  async function read(count: number, go: 'on' | 'afresh') {
    turn += 1;
    const mine = turn;
    const stale = () => mine !== turn;
    const before = go === 'on' ? entries.peek() : [];
    reading.value = true;
    try {
      const reader = await queue;
      const from = go === 'on' ? next : undefined;
      const found = await findEntries(reader, query.peek(), { count, from }, stale);
      if (stale()) return;
      batch(() => {
        next = found.next;
        entries.value = [...before, ...found.entries];
        more.value = found.next !== undefined;
        phase.value = 'ready';
        reading.value = false;
      });
      // Counting walks the whole log, so nothing that is shown first waits for it.
      const counted = await reader.countAudit();
      if (!stale()) total.value = counted;
    } catch {
      if (stale()) return;
      phase.value = 'failed';
      reading.value = false;
    }
  }

  async function file(kind: 'csv' | 'json') {
    feedback.value = { did: 'exporting' };
    try {
      const { entries: all, unreadable } = await wholeLog(await queue);
      const name = `countersign-audit-${new Date(now()).toISOString().slice(0, 10)}.${kind}`;
      const text = kind === 'csv' ? auditCsv(all) : auditJson(all, now());
      save(name, text, kind === 'csv' ? 'text/csv' : 'application/json');
      feedback.value = { did: 'exported', file: name, count: all.length, unreadable };
    } catch {
      feedback.value = { did: 'failed', problem: 'storage-failed' };
    }
  }

  async function merge(text: string): Promise<AuditFeedback> {
    if (text.trim() === '') return { did: 'unreadable', problem: 'empty' };
    const file = readAudit(text);
    if (!file.ok) return { did: 'unreadable', problem: file.problem };
    const merged: AuditMerge = { added: 0, already: 0, bad: 0 };
    for (const part of inParts(file.entries, AUDIT_PART)) {
      const response = await send('importAudit', { entries: part });
      // What went in before stays: importing the same file again adds the rest.
      if (!response.ok) return { did: 'failed', problem: response.problem };
      merged.added += response.added;
      merged.already += response.already;
      merged.bad += response.bad;
    }
    return { did: 'imported', merged };
  }

  async function importLog(read: () => Promise<string>) {
    if (feedback.peek()?.did === 'importing') return;
    feedback.value = { did: 'importing' };
    const text = await read().catch(() => undefined);
    feedback.value =
      text === undefined ? { did: 'unreadable', problem: 'not-ours' } : await merge(text);
    if (feedback.peek()?.did === 'imported') pasted.value = '';
  }

  return {
    phase,
    query,
    entries,
    total,
    more,
    reading,
    feedback,
    importing,
    pasted,
    /** the view was opened: read from the start */
    load: () => read(Math.max(FIRST, entries.peek().length), 'afresh'),
    search(typed: string) {
      query.value = typed;
      void read(FIRST, 'afresh');
    },
    showMore() {
      if (!reading.peek()) void read(FIRST, 'on');
    },
    exportCsv: () => file('csv'),
    exportJson: () => file('json'),
    toggleImport() {
      importing.value = !importing.peek();
      feedback.value = undefined;
    },
    paste(text: string) {
      pasted.value = text;
    },
    importPasted: () => importLog(async () => pasted.peek()),
    async importFile(picked: PickedFile) {
      if (picked.size > MAX_TEXT) feedback.value = { did: 'unreadable', problem: 'too-big' };
      else await importLog(() => picked.text());
    },
  };
}
