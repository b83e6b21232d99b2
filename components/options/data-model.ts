import { type ReadonlySignal, signal } from '@preact/signals';
import type { AuditMerge } from '../../lib/messages/records.ts';
import type { Problem } from '../../lib/messages/types.ts';
import { type BackupProblem, backupText } from '../../lib/requests/backup.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import { takeIn } from './import-backup.ts';
import type { OptionsDeps } from './options-deps.ts';

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

export interface OptionsModel extends OptionsView {
  start(): Promise<void>;
}

/** The options page's state. */
export function createOptionsModel({ queue, send, now, save, forget }: OptionsDeps): OptionsModel {
  const counts = signal<OptionsView['counts']['value']>(undefined);
  const said = signal<OptionsView['said']['value']>(undefined);

  async function count() {
    try {
      const reader = await queue;
      const [requests, aside] = await Promise.all([reader.countAll(), reader.countQuarantined()]);
      counts.value = { requests, aside };
    } catch {
      counts.value = 'failed';
    }
  }

  /** A record without even the fields that lists stand on is found only by reading them all. */
  async function setAside(reader: QueueReader) {
    const ids = (await reader.unreadable()).filter((id) => id !== '' && id.length <= 100);
    if (ids.length > 0) await send('quarantine', { ids });
  }

  return {
    counts,
    said,
    async start() {
      await count();
      const reader = await Promise.resolve(queue).catch(() => undefined);
      reader?.onChange(count);
      if (reader) await setAside(reader).catch(() => undefined);
    },
    async exportAll() {
      try {
        const heard = await send('exportKept', {});
        if (!heard.ok) {
          said.value = heard.problem;
          return;
        }
        const everything = { ...(await (await queue).everything()), ...heard.kept };
        const file = `countersign-${new Date(now()).toISOString().slice(0, 10)}.json`;
        save(file, backupText(everything, now()));
        said.value = { file };
      } catch {
        said.value = 'storage-failed';
      }
    },
    async importAll(file) {
      if (said.peek() === 'importing') return;
      said.value = 'importing';
      said.value = await takeIn(file, send).catch(() => 'storage-failed' as const);
      await count();
    },
    async eraseAll() {
      said.value = undefined;
      const heard = await send('eraseAll', {});
      said.value = heard.ok ? 'erased' : heard.problem;
      if (heard.ok) forget();
      if (heard.ok) await count();
    },
  };
}
