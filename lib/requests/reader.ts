import type { ApprovalRequest, AuditEntry } from './schema.ts';
import type { Settings } from './settings.ts';

/** What was read, and the ids of records that could not be parsed (to be put into quarantine). */
export interface Page {
  requests: ApprovalRequest[];
  unreadable: string[];
}

/** Behind which entry a page goes on: its time, and its key among those of the same time. */
export interface AuditCursor {
  at: number;
  key: number;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** how many could not be parsed; they stay where they are, and the log is never cleaned */
  unreadable: number;
  /** absent where the log is at its end */
  next?: AuditCursor;
}

/**
 * Reads what the extension's own pages show. Nothing here writes: only the background does.
 * Each call costs what it returns, however big the store is.
 */
export interface QueueReader {
  /** requests waiting for a decision here, what most people ask for first, then the oldest wait; at most `limit`, after `after` */
  waiting(limit: number, after?: ApprovalRequest): Promise<Page>;
  /** what waits here no longer, the latest first, at most `limit`, from the `skip`th on */
  closed(limit: number, skip?: number): Promise<Page>;
  /** how many wait for a decision here */
  countWaiting(): Promise<number>;
  /** this browser's person's own requests, newest first */
  mine(limit: number): Promise<Page>;
  /** every request with the same key, newest first */
  history(key: string): Promise<Page>;
  one(id: string): Promise<Page>;
  /** those with these ids that there are, in any order */
  some(ids: readonly string[]): Promise<Page>;
  audit(requestId: string): Promise<AuditEntry[]>;
  /** the audit log, newest first, at most `limit` entries, from where a page before ended */
  auditPage(limit: number, from?: AuditCursor): Promise<AuditPage>;
  countAudit(): Promise<number>;
  /** how many requests there are, of whatever kind */
  countAll(): Promise<number>;
  countQuarantined(): Promise<number>;
  /** for what is drawn first, and cannot wait for the background to wake */
  settings(): Promise<Settings>;
  /** ids of all requests that cannot be parsed, and of those too that no list comes upon */
  unreadable(): Promise<string[]>;
  /** everything there is, for an export: as it is stored, nothing parsed away */
  everything(): Promise<Record<string, unknown[]>>;
  /**
   * Calls back after each write of the background; the answer stops it.
   * @param changed is given the ids of the requests that were written; undefined: any may have been
   */
  onChange(changed: (ids?: readonly string[]) => void): () => void;
}
