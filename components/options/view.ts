import type { ReadonlySignal } from '@preact/signals';
import type { AuditMerge } from '../../lib/messages/records.ts';
import type { Problem } from '../../lib/messages/types.ts';
import type { BackupProblem } from '../../lib/requests/backup.ts';

/** What the options page shows and can do. */
export interface OptionsView {
  /** absent while they are being counted */
  counts: ReadonlySignal<{ requests: number; aside: number } | 'failed' | undefined>;
  /** what was last done */
  said: ReadonlySignal<
    | 'erased'
    | 'importing'
    | { file: string }
    | { imported: AuditMerge }
    | { unreadable: BackupProblem }
    | Problem
    | undefined
  >;
  exportAll(): Promise<void>;
  /** takes an exported file back in */
  importAll(file: { size: number; text(): Promise<string> }): Promise<void>;
  eraseAll(): Promise<void>;
}
