import type { AuditCursor, QueueReader } from '../../../lib/requests/reader.ts';
import type { AuditEntry } from '../../../lib/requests/schema.ts';
import { auditHaystack } from '../../../lib/review/audit-file.ts';
import { matches, queryWords } from '../../../lib/review/search.ts';
import { type TextKey, t } from '../../i18n.ts';
import { idle } from '../../ui/idle.ts';

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
