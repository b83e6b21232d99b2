import type { AuditEntry } from '../../../lib/requests/schema.ts';
import { t, when } from '../../i18n.ts';
import { siteName } from '../../request-texts.ts';
import { actorText, moveText } from './texts.ts';

/** One entry: what was done to which request, by whom, when, and what it asked for then. */
export function AuditItem({ entry }: { entry: AuditEntry }) {
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
