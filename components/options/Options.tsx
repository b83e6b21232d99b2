import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { BackupProblem } from '../../lib/requests/backup.ts';
import { type TextKey, t, tn } from '../i18n.ts';
import { type ReportView, Wrongly } from '../report/Report.tsx';
import { Button } from '../ui/Button.tsx';
import { AskFirst } from '../ui/ConfirmButton.tsx';
import { problemText } from '../ui/problem.tsx';
import { OtherHosts } from './CustomHosts.tsx';
import type { OptionsView } from './data-model.ts';
import type { HostsView } from './hosts-model.ts';
import { Levels } from './Levels.tsx';
import type { LevelsView } from './levels-model.ts';
import { Deciding } from './Settings.tsx';
import type { SettingsView } from './settings-model.ts';

interface OptionsProps {
  view: OptionsView;
  settings: SettingsView;
  hosts: HostsView;
  levels: LevelsView;
  report: ReportView;
  version: string;
}

/** The options page. */
export function Options({ view, settings, hosts, levels, report, version }: OptionsProps) {
  return (
    <main class="page options">
      <h1>{t('options_title')}</h1>
      <Deciding view={settings} />
      <OtherHosts view={hosts} />
      <Levels view={levels} />
      <Data view={view} />
      <Wrongly view={report} />
      <section class="part" aria-labelledby="about-heading">
        <h2 id="about-heading">{t('options_about')}</h2>
        <p>{t('options_version', version)}</p>
        <p>{t('options_stored')}</p>
        <p>{t('options_nothingLeaves')}</p>
        <p>{t('options_lookUp', t('effect_connected'))}</p>
      </section>
    </main>
  );
}

function Data({ view }: { view: OptionsView }) {
  const counts = view.counts.value;
  const feedback = view.feedback.value;
  const status = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (feedback === 'erased') status.current?.focus();
  }, [feedback]);
  return (
    <section class="part" aria-labelledby="data-heading">
      <h2 id="data-heading">{t('options_data')}</h2>
      {counts === 'failed' && <p class="error">{problemText('storage-failed')}</p>}
      {counts === undefined && <p>{t('options_counting')}</p>}
      {typeof counts === 'object' && (
        <>
          <p>{tn('options_requests', counts.requests)}</p>
          <p>
            {counts.quarantined === 0
              ? t('options_asideNone')
              : tn('options_aside', counts.quarantined)}
          </p>
        </>
      )}
      <Button look="main" describedBy="export-how" onPress={view.exportAll}>
        {t('options_export')}
      </Button>
      <p class="hint" id="export-how">
        {t('options_exportHow')}
      </p>
      <ImportFile view={view} />
      <AskFirst
        act={t('options_erase')}
        question={t('options_eraseAsk')}
        yes={t('options_eraseYes')}
        no={t('options_eraseNo')}
        onYes={view.eraseAll}
      />
      <p role="status" class="feedback" tabIndex={-1} ref={status}>
        {feedback && feedbackText(feedback)}
      </p>
    </section>
  );
}

/** A file that was exported, here or in another browser. */
function ImportFile({ view }: { view: OptionsView }) {
  const id = useId();
  return (
    <>
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
          void view.importAll(file).finally(() => {
            currentTarget.value = '';
          });
        }}
      />
      <p class="hint" id={`${id}-how`}>
        {t('options_importHow')}
      </p>
    </>
  );
}

const UNREADABLE = {
  'too-big': 'options_importTooBig',
  'not-json': 'options_importNotJson',
  'not-ours': 'options_importNotOurs',
  newer: 'options_importNewer',
} as const satisfies Record<BackupProblem, TextKey>;

function feedbackText(feedback: NonNullable<OptionsView['feedback']['value']>): string {
  if (feedback === 'erased') return t('options_erased');
  if (feedback === 'importing') return t('options_importing');
  if (typeof feedback === 'string') return problemText(feedback);
  if ('file' in feedback) return t('options_exported', feedback.file);
  if ('unreadable' in feedback) return t(UNREADABLE[feedback.unreadable]);
  const { added, already, bad } = feedback.imported;
  const parts = [tn('options_added', added)];
  if (already > 0) parts.push(tn('options_already', already));
  if (bad > 0) parts.push(tn('options_bad', bad));
  return parts.join(' ');
}
