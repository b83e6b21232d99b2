import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { BackupProblem } from '../../lib/requests/backup.ts';
import { type TextKey, t, tn } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { AskFirst } from '../ui/ConfirmButton.tsx';
import { HelpLink } from '../ui/Disclosure.tsx';
import { problemText } from '../ui/problem.tsx';
import type { OptionsModel } from './data-model.ts';
import { Section } from './Section.tsx';

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
      <ImportFile model={model} />
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

/** A file that was exported, here or in another browser. */
function ImportFile({ model }: { model: OptionsModel }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('options_import')}</label>
      <input
        type="file"
        id={id}
        accept=".json,application/json"
        aria-describedby={`${id}-how`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (!file) return;
          // The same file once more is a choice too.
          void model.importAll(file).finally(() => {
            currentTarget.value = '';
          });
        }}
      />
      <p class="hint" id={`${id}-how`}>
        {t('options_importHow')}
      </p>
    </div>
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
