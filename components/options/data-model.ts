import { type ReadonlySignal, signal } from '@preact/signals';
import type { AuditMerge } from '../../lib/messages/records.ts';
import type { Problem } from '../../lib/messages/types.ts';
import { type BackupProblem, backupText } from '../../lib/requests/backup.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import { importBackup } from './import-backup.ts';
import type { OptionsDeps } from './options-deps.ts';

/** What the options page shows and can do. */
export interface OptionsView {
  /** absent while they are being counted */
  counts: ReadonlySignal<{ requests: number; quarantined: number } | 'failed' | undefined>;
  /** what was last done */
  feedback: ReadonlySignal<
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

export interface OptionsModel extends OptionsView {
  start(): Promise<void>;
}

/** The options page's state. */
export function createOptionsModel({ queue, send, now, save, forget }: OptionsDeps): OptionsModel {
  const counts = signal<OptionsView['counts']['value']>(undefined);
  const feedback = signal<OptionsView['feedback']['value']>(undefined);

  async function count() {
    try {
      const reader = await queue;
      const [requests, quarantined] = await Promise.all([
        reader.countAll(),
        reader.countQuarantined(),
      ]);
      counts.value = { requests, quarantined };
    } catch {
      counts.value = 'failed';
    }
  }

  /** A record without even the fields that lists stand on is found only by reading them all. */
  async function quarantine(reader: QueueReader) {
    const ids = (await reader.unreadable()).filter((id) => id !== '' && id.length <= 100);
    if (ids.length > 0) await send('quarantine', { ids });
  }

  return {
    counts,
    feedback,
    async start() {
      await count();
      const reader = await Promise.resolve(queue).catch(() => undefined);
      reader?.onChange(count);
      if (reader) await quarantine(reader).catch(() => undefined);
    },
    async exportAll() {
      try {
        const response = await send('exportKept', {});
        if (!response.ok) {
          feedback.value = response.problem;
          return;
        }
        const everything = { ...(await (await queue).everything()), ...response.kept };
        const file = `countersign-${new Date(now()).toISOString().slice(0, 10)}.json`;
        save(file, backupText(everything, now()));
        feedback.value = { file };
      } catch {
        feedback.value = 'storage-failed';
      }
    },
    async importAll(file) {
      if (feedback.peek() === 'importing') return;
      feedback.value = 'importing';
      feedback.value = await importBackup(file, send).catch(() => 'storage-failed' as const);
      await count();
    },
    async eraseAll() {
      feedback.value = undefined;
      const response = await send('eraseAll', {});
      feedback.value = response.ok ? 'erased' : response.problem;
      if (response.ok) forget();
      if (response.ok) await count();
    },
  };
}
