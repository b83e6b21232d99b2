import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { AuditProblem } from '../../../lib/review/audit-file.ts';
import { type TextKey, t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AuditFeedback, AuditView } from './audit-model.ts';

const UNREADABLE = {
  empty: 'audit_importEmpty',
  'too-big': 'options_importNotOurs',
  'not-json': 'options_importNotOurs',
  'not-ours': 'options_importNotOurs',
  newer: 'problem_newer_version',
} as const satisfies Record<AuditProblem | 'empty', TextKey>;

function exportedText({ file, count, unreadable }: Extract<AuditFeedback, { did: 'exported' }>) {
  const left = unreadable > 0 ? ` · ${t('audit_bad', unreadable)}` : '';
  return `${t('audit_exported', count, file)}${left}`;
}

function feedbackText(feedback: AuditFeedback): string {
  switch (feedback.did) {
    case 'exporting':
    case 'importing':
      return t('ui_moment');
    case 'exported':
      return exportedText(feedback);
    case 'unreadable':
      return t(UNREADABLE[feedback.problem]);
    case 'failed':
      return problemText(feedback.problem);
    case 'imported': {
      const { added, already, bad } = feedback.merged;
      const parts = [t('audit_added', added)];
      if (already > 0) parts.push(t('audit_already', already));
      if (bad > 0) parts.push(t('audit_bad', bad));
      return parts.join(' · ');
    }
  }
}

/** The log into a file, and a file into the log. */
export function AuditFiles({ audit }: { audit: AuditView }) {
  const feedback = audit.feedback.value;
  const bad = feedback?.did === 'unreadable' || feedback?.did === 'failed';
  return (
    <div class="files">
      <div class="actions">
        <Button describedBy="audit-files-hint" onPress={audit.exportCsv}>
          {t('audit_exportCsv')}
        </Button>
        <Button describedBy="audit-files-hint" onPress={audit.exportJson}>
          {t('audit_exportJson')}
        </Button>
        <Button id="audit-import" expanded={audit.importing.value} onPress={audit.toggleImport}>
          {t('audit_importJson')}
        </Button>
      </div>
      <p class="hint" id="audit-files-hint">
        {t('options_exportHow')}
      </p>
      {audit.importing.value && <ImportBox audit={audit} />}
      <p role="status" dir="auto" class={bad ? 'feedback bad' : 'feedback'}>
        {feedback && feedbackText(feedback)}
      </p>
    </div>
  );
}

function ImportBox({ audit }: { audit: AuditView }) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    box.current?.focus();
    return () => document.getElementById('audit-import')?.focus();
  }, []);
  return (
    <form
      class="import-log"
      onSubmit={(event) => {
        event.preventDefault();
        void audit.importPasted();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        audit.toggleImport();
      }}
    >
      <p class="hint">{t('options_importHow')}</p>
      <label for={`${id}-file`}>{t('audit_importFile')}</label>
      <input
        type="file"
        id={`${id}-file`}
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void audit.importFile(file);
        }}
      />
      <label for={id}>{t('audit_importPaste')}</label>
      <textarea
        id={id}
        ref={box}
        rows={3}
        spellcheck={false}
        value={audit.pasted.value}
        onInput={(event) => audit.paste(event.currentTarget.value)}
      />
      <div class="actions">
        <button type="submit" class="button main">
          {t('audit_importDo')}
        </button>
        <Button onPress={audit.toggleImport}>{t('import_close')}</Button>
      </div>
    </form>
  );
}
