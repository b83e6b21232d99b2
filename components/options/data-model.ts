import { signal } from '@preact/signals';
import type { AuditMerge } from '../../lib/messages/records.ts';
import type { Problem } from '../../lib/messages/types.ts';
import { type BackupProblem, backupText } from '../../lib/requests/backup.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import { SAMPLE_ID } from '../../lib/requests/sample.ts';
import { importBackup } from './import-backup.ts';
import type { OptionsDeps } from './options-deps.ts';

/** What was last done with the data. */
type DataFeedback =
  | 'erased'
  | 'importing'
  | { file: string }
  | { imported: AuditMerge }
  | { unreadable: BackupProblem }
  | Problem;

interface Counts {
  requests: number;
  quarantined: number;
  sample: boolean;
}

export type OptionsModel = ReturnType<typeof createOptionsModel>;

/** What is kept in this browser, and taking it out, in and away. */
export function createOptionsModel({ queue, send, now, save, forget }: OptionsDeps) {
  /** absent while they are being counted */
  const counts = signal<Counts | 'failed' | undefined>(undefined);
  const feedback = signal<DataFeedback | undefined>(undefined);

  async function count() {
    try {
      const reader = await queue;
      const [requests, quarantined, sample] = await Promise.all([
        reader.countAll(),
        reader.countQuarantined(),
        reader.one(SAMPLE_ID),
      ]);
      counts.value = { requests, quarantined, sample: sample.requests.length > 0 };
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
    /** takes an exported file back in */
    async importAll(file: { size: number; text(): Promise<string> }) {
      if (feedback.peek() === 'importing') return;
      feedback.value = 'importing';
      feedback.value = await importBackup(file, send).catch(() => 'storage-failed' as const);
      await count();
    },
    async removeSample() {
      const response = await send('removeSamples', {});
      feedback.value = response.ok ? undefined : response.problem;
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
