import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AuditMerge } from '../../lib/messages/records.ts';
import type { Answer, Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../lib/messages.ts';
import {
  BACKUP_PART,
  BACKUP_PARTS,
  type Backup,
  type BackupPart,
  type BackupProblem,
  backupText,
  MAX_BACKUP,
  readBackup,
} from '../../lib/requests/backup.ts';
import { AUDIT_PART } from '../../lib/requests/limits.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import { SAMPLE_ID } from '../../lib/requests/sample.ts';
import { type TextKey, t, tn } from '../i18n.ts';
import { inParts } from '../popup/audit/audit-model.ts';
import { AskFirst, Button } from '../ui/Button.tsx';
import { HelpLink } from '../ui/Disclosure.tsx';
import { FileField } from '../ui/Field.tsx';
import { problemText } from '../ui/problem.tsx';

/** What the options page needs of the browser; a test hands in its own. */
export interface OptionsDeps {
  queue: QueueReader | Promise<QueueReader>;
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  now(): number;
  /** gives the person a file */
  save(name: string, text: string): void;
  /** forgets what pages of ours keep for themselves */
  forget(): void;
}

type Send = OptionsDeps['send'];
type Received = { imported: AuditMerge } | { unreadable: BackupProblem } | Problem;

function* slices(part: BackupPart, records: readonly unknown[]) {
  for (let at = 0; at < records.length; at += BACKUP_PART) {
    yield { part, records: records.slice(at, at + BACKUP_PART) };
  }
}

/** One message after the other; the next is sent when the one before was answered. */
async function* answers(backup: Backup, send: Send): AsyncGenerator<Answer<AuditMerge>> {
  for (const part of BACKUP_PARTS) {
    for (const data of slices(part, backup[part])) yield send('importBackup', data);
  }
  for (const entries of inParts(backup.audit, AUDIT_PART)) yield send('importAudit', { entries });
}

/**
 * An exported file into the store, part by part: what went in before something failed stays, and
 * the same file adds the rest.
 */
async function importBackup(
  file: { size: number; text(): Promise<string> },
  send: Send,
): Promise<Received> {
  // A character is four bytes at most: what must be too long is not even read.
  const tooBig = { ok: false, problem: 'too-big' } as const;
  const read = file.size > 4 * MAX_BACKUP ? tooBig : readBackup(await file.text());
  if (!read.ok) return { unreadable: read.problem };
  const imported: AuditMerge = { added: 0, already: 0, bad: 0 };
  for await (const response of answers(read.backup, send)) {
    if (!response.ok) return response.problem;
    imported.added += response.added;
    imported.already += response.already;
    imported.bad += response.bad;
  }
  return { imported };
}

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

/** What is kept in this browser, and taking it out, in and away. */
export function Data({ model }: { model: OptionsModel }) {
  const counts = model.counts.value;
  const feedback = model.feedback.value;
  const status = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (feedback === 'erased') status.current?.focus();
  }, [feedback]);
  return (
    <Section id="data" title={t('options_data')}>
      {counts === 'failed' && <p class="error">{problemText('storage-failed')}</p>}
      {typeof counts === 'object' && (
        <>
          <p>{t('options_requests', counts.requests)}</p>
          {counts.quarantined > 0 && <p>{t('options_aside', counts.quarantined)}</p>}
          {counts.sample && <Button onPress={model.removeSample}>{t('sample_remove')}</Button>}
        </>
      )}
      <Button describedBy="export-how" onPress={model.exportAll}>
        {t('options_export')}
      </Button>
      <p class="hint" id="export-how">
        {t('options_exportHow')}{' '}
        <HelpLink section="what-is-in-an-export-and-what-does-an-import-change" />
      </p>
      <FileField
        label={t('options_import')}
        hint={t('options_importHow')}
        onPick={model.importAll}
      />
      <AskFirst
        act={t('options_erase')}
        question={t('options_eraseAsk')}
        yes={t('options_eraseYes')}
        no={t('ui_keep')}
        onYes={model.eraseAll}
      />
      <p role="status" class="feedback" tabIndex={-1} ref={status}>
        {feedback && feedbackText(feedback)}
      </p>
    </Section>
  );
}

const UNREADABLE = {
  'too-big': 'options_importNotJson',
  'not-json': 'options_importNotJson',
  'not-ours': 'options_importNotOurs',
  newer: 'problem_newer_version',
} as const satisfies Record<BackupProblem, TextKey>;

function feedbackText(feedback: NonNullable<OptionsModel['feedback']['value']>): string {
  if (feedback === 'erased') return t('options_erased');
  if (feedback === 'importing') return t('options_importing');
  if (typeof feedback === 'string') return problemText(feedback);
  if ('file' in feedback) return t('options_exported', feedback.file);
  if ('unreadable' in feedback) return t(UNREADABLE[feedback.unreadable]);
  const { added, already, bad } = feedback.imported;
  const parts = [tn('options_added', added)];
  if (already > 0) parts.push(t('audit_already', already));
  if (bad > 0) parts.push(t('audit_bad', bad));
  return parts.join(' · ');
}

interface SectionProps {
  /** what the table of contents leads to */
  id: string;
  title: string;
  /** the section of the help that explains all of it */
  help?: string;
  children: ComponentChildren;
}

/** One part of the options page. */
export function Section({ id, title, help, children }: SectionProps) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-heading`}>
      <div class="actions">
        <h2 id={`${id}-heading`}>{title}</h2>
        {help && <HelpLink section={help} />}
      </div>
      {children}
    </section>
  );
}
