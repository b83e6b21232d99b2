import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { AuditEntry } from '../../../lib/requests/schema.ts';
import type { AuditProblem } from '../../../lib/review/audit-file.ts';
import { type TextKey, t, tn, when } from '../../i18n.ts';
import { siteName } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { FileField } from '../../ui/Field.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useEscape } from '../pages.ts';
import { type AuditFeedback, type AuditModel, actorText, moveText } from './audit-model.ts';

/** The list's state in a word or two. */
function stateText(audit: AuditModel): string {
  const shown = audit.entries.value.length;
  if (audit.phase.value === 'failed') return problemText('storage-failed');
  if (audit.phase.value === 'loading') return t('ui_moment');
  const isSearch = audit.query.value.trim() !== '';
  if (audit.reading.value && isSearch) return t('ui_moment');
  if (shown === 0) return isSearch ? t('audit_noMatch') : t('audit_empty');
  // What is found is counted once all of the log was looked through.
  const found = audit.more.value ? undefined : shown;
  const total = isSearch ? found : audit.total.value;
  return total === undefined ? t('audit_newest', shown) : tn('audit_count', total);
}

/** Everything that was ever done, newest first. Nothing in it can be changed. */
export function AuditLog({ audit, onBack }: { audit: AuditModel; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  useEscape(onBack);
  const entries = audit.entries.value;
  return (
    <section class="full-page" aria-labelledby="audit-heading">
      <Button look="quiet" onPress={onBack}>
        {t('detail_back')}
      </Button>
      <h2 id="audit-heading" tabIndex={-1} ref={heading}>
        {t('audit_title')}
      </h2>
      <AuditFiles audit={audit} />
      <search class="filters">
        <label class="visually-hidden" for="audit-search">
          {t('audit_search')}
        </label>
        <input
          type="search"
          id="audit-search"
          placeholder={t('audit_search')}
          autocomplete="off"
          spellcheck={false}
          value={audit.query.value}
          onInput={(event) => audit.search(event.currentTarget.value)}
        />
      </search>
      <p role="status" class={entries.length > 0 ? 'count' : 'state'}>
        {stateText(audit)}
      </p>
      {entries.length > 0 && (
        <ol class="entries" aria-label={t('audit_list')}>
          {entries.map((entry, at) => (
            // The log only grows, and two entries may be alike in everything but their place.
            <AuditItem key={`${entry.at} ${entries.length - at}`} entry={entry} />
          ))}
        </ol>
      )}
      {entries.length > 0 && audit.more.value && (
        <Button inactive={audit.reading.value} onPress={audit.showMore}>
          {t('audit_more')}
        </Button>
      )}
    </section>
  );
}

/** One entry: what was done to which request, by whom, when, and what it asked for then. */
function AuditItem({ entry }: { entry: AuditEntry }) {
  const { app, site, at, by, clientId, reason, scopes, imported, through } = entry;
  return (
    <li class="entry">
      <p>
        <strong>{moveText(entry)}</strong> <bdi>{app}</bdi>
      </p>
      <p class="facts">
        <bdi class="site">{siteName(site)}</bdi> · <time>{when(at)}</time>
      </p>
      <p class="facts">
        <span dir="auto">{actorText(entry)}</span>
        {by && (
          <>
            {' · '}
            <bdi>{by}</bdi>
          </>
        )}
      </p>
      {through && (
        <p class="facts" dir="auto">
          {t('ui_labeled', t('banner_rowVia'), through)}
        </p>
      )}
      {reason && <p dir="auto">{t('status_reason', reason)}</p>}
      {clientId && (
        <p class="facts">
          {t('banner_rowClient')} <code>{clientId}</code>
        </p>
      )}
      {scopes.length > 0 && (
        <details>
          <summary>{t('ui_labeled', t('banner_rowScopes'), scopes.length)}</summary>
          <p>
            <code>{scopes.join(' ')}</code>
          </p>
        </details>
      )}
      {imported && <p class="mark">{t('audit_imported')}</p>}
    </li>
  );
}

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
function AuditFiles({ audit }: { audit: AuditModel }) {
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

function ImportBox({ audit }: { audit: AuditModel }) {
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
      <FileField label={t('audit_importFile')} onPick={audit.importFile} />
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
