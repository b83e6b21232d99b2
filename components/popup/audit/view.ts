import type { ReadonlySignal } from '@preact/signals';
import type { AuditMerge } from '../../../lib/messages/records.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import type { AuditEntry } from '../../../lib/requests/schema.ts';
import type { AuditProblem } from '../../../lib/review/audit-file.ts';

/** What was last done with the log as a whole. */
export type AuditSaid =
  | { did: 'exporting' }
  | { did: 'exported'; file: string; count: number; unreadable: number }
  | { did: 'importing' }
  | { did: 'imported'; merged: AuditMerge }
  | { did: 'unreadable'; problem: AuditProblem | 'empty' }
  | { did: 'failed'; problem: Problem };

/** A file as a file field gives it. */
export interface PickedFile {
  size: number;
  text(): Promise<string>;
}

/** The audit log: its newest entries first, more at a press. */
export interface AuditView {
  phase: ReadonlySignal<'loading' | 'ready' | 'failed'>;
  query: ReadonlySignal<string>;
  entries: ReadonlySignal<readonly AuditEntry[]>;
  /** how many entries the log has; absent until they are counted */
  total: ReadonlySignal<number | undefined>;
  /** true while there is, or may be, more than is shown */
  more: ReadonlySignal<boolean>;
  reading: ReadonlySignal<boolean>;
  said: ReadonlySignal<AuditSaid | undefined>;
  importing: ReadonlySignal<boolean>;
  pasted: ReadonlySignal<string>;
  search(query: string): void;
  showMore(): void;
  exportCsv(): Promise<void>;
  exportJson(): Promise<void>;
  toggleImport(): void;
  paste(text: string): void;
  importPasted(): Promise<void>;
  importFile(file: PickedFile): Promise<void>;
}
