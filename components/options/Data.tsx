import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BackupProblem } from '../../lib/requests/backup.ts';
import { type TextKey, t, tn } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { AskFirst } from '../ui/ConfirmButton.tsx';
import { HelpLink } from '../ui/Disclosure.tsx';
import { FileField } from '../ui/Field.tsx';
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
