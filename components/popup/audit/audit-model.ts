import { batch, signal } from '@preact/signals';
import type { AuditMerge } from '../../../lib/messages/records.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import { AUDIT_PART } from '../../../lib/requests/limits.ts';
import type { AuditCursor, QueueReader } from '../../../lib/requests/reader.ts';
import type { AuditEntry } from '../../../lib/requests/schema.ts';
import {
  type AuditProblem,
  auditCsv,
  auditHaystack,
  auditJson,
  MAX_TEXT,
  readAudit,
} from '../../../lib/review/audit-file.ts';
import { matches, queryWords } from '../../../lib/review/search.ts';
import { type TextKey, t } from '../../i18n.ts';
import { idle, type PopupDeps } from '../popup-deps.ts';

const MOVE_TEXTS: Readonly<Record<string, TextKey>> = {
  raise: 'effect_stepAsked',
  join: 'audit_moveJoin',
  approve: 'popup_statusApproved',
  deny: 'popup_statusDenied',
  block: 'popup_statusBlocked',
  dismiss: 'audit_moveDismiss',
  withdraw: 'audit_moveWithdraw',
  supersede: 'audit_moveSupersede',
  grant: 'audit_moveGrant',
  'blocked-again': 'audit_moveBlockedAgain',
  authorised: 'audit_moveAuthorised',
  review: 'audit_moveReview',
  unreview: 'audit_moveUnreview',
  drop: 'audit_moveDrop',
  'put-back': 'audit_movePutBack',
  undo: 'audit_moveUndo',
  reopen: 'audit_moveReopen',
  expire: 'audit_moveExpire',
  'toggle-opened': 'toggle_strip',
  'toggle-closed': 'toggle_auditClosed',
};

/** What happened. A move of a later version keeps the name it came with. */
export function moveText({ move }: AuditEntry): string {
  const key = Object.hasOwn(MOVE_TEXTS, move) ? MOVE_TEXTS[move] : undefined;
  return key ? t(key) : move;
}

const ACTOR_TEXTS: Readonly<Record<string, TextKey>> = {
  requester: 'audit_actorRequester',
  reviewer: 'audit_actorReviewer',
  page: 'audit_actorPage',
  link: 'popup_notVerified',
  rule: 'rules_title',
  clock: 'audit_actorClock',
  jira: 'channel_jira',
  jsm: 'channel_jsm',
};

/** Who did it, as far as that is known; a rule by its name, a later version's channel by its word. */
export function actorText({ actor, rule }: AuditEntry): string {
  if (rule) return t('audit_byRule', rule.name || t('detail_noName'));
  const key = Object.hasOwn(ACTOR_TEXTS, actor) ? ACTOR_TEXTS[actor] : undefined;
  return key ? t(key) : actor;
}

/** How many entries are looked through before the browser is let go on with its own work. */
const CHUNK = 2000;

/** What was found, and where to go on; without `next` the log is at its end. */
interface FoundEntries {
  entries: AuditEntry[];
  next?: AuditCursor;
}

/**
 * Reads the log from `from` on until so many entries were found that say all words of the query.
 * @param stale asked between chunks: true where nobody wants the answer any more
 */
export async function findEntries(
  reader: QueueReader,
  query: string,
  wanted: { count: number; from?: AuditCursor | undefined },
  stale: () => boolean,
): Promise<FoundEntries> {
  const words = queryWords(query);
  if (words.length === 0) return reader.auditPage(wanted.count, wanted.from);
  const found: AuditEntry[] = [];
  let from = wanted.from;
  do {
    const page = await reader.auditPage(CHUNK, from);
    for (const entry of page.entries) {
      if (matches(auditHaystack(entry, [moveText(entry), actorText(entry)]), words)) {
        found.push(entry);
      }
    }
    from = page.next;
    if (from) await idle();
  } while (from && found.length < wanted.count && !stale());
  return from ? { entries: found, next: from } : { entries: found };
}

/** The whole log, oldest first, for a file. */
export async function wholeLog(
  reader: QueueReader,
): Promise<{ entries: AuditEntry[]; unreadable: number }> {
  const entries: AuditEntry[] = [];
  let unreadable = 0;
  let from: AuditCursor | undefined;
  do {
    const page = await reader.auditPage(CHUNK, from);
    entries.push(...page.entries);
    unreadable += page.unreadable;
    from = page.next;
  } while (from);
  return { entries: entries.reverse(), unreadable };
}

/**
 * Cuts imported entries into messages of at most `most`, all entries of one request in one message
 * where they fit: the log is held against them request by request.
 */
export function inParts(entries: readonly unknown[], most: number): unknown[][] {
  const groups = new Map<unknown, unknown[]>();
  for (const entry of entries) {
    const id = (entry as { requestId?: unknown } | null)?.requestId;
    const group = groups.get(id);
    if (group) group.push(entry);
    else groups.set(id, [entry]);
  }
  const parts: unknown[][] = [];
  let part: unknown[] = [];
  for (const group of groups.values()) {
    if (part.length > 0 && part.length + group.length > most) {
      parts.push(part);
      part = [];
    }
    for (let at = 0; at < group.length; at += most) {
      const piece = group.slice(at, at + most);
      if (part.length + piece.length > most) {
        parts.push(part);
        part = [];
      }
      part = [...part, ...piece];
    }
  }
  return part.length > 0 ? [...parts, part] : parts;
}

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
