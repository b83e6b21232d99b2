import { useLayoutEffect, useRef } from 'preact/hooks';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useEscape } from '../pages.ts';
import { AuditFiles } from './AuditFiles.tsx';
import { AuditItem } from './AuditItem.tsx';
import type { AuditView } from './audit-model.ts';

/** The list's state in a word or two. */
function stateText(audit: AuditView): string {
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
export function AuditLog({ audit, onBack }: { audit: AuditView; onBack: () => void }) {
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
