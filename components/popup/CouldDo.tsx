import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { t, tn } from '../text.ts';

/** The permissions by their raw names. */
export function CouldDo({ request }: { request: ApprovalRequest }) {
  const { scopes, scopesLeftOut } = request.app;
  const byLink = request.requesters.some(({ via }) => via === 'link');
  return (
    <section class="part" aria-labelledby="could-heading">
      <h3 id="could-heading">{t('detail_could')}</h3>
      {scopes.length === 0 ? (
        <p class="unknown">{t('detail_scopesUnknown')}</p>
      ) : (
        <>
          <ul class="scopes" aria-label={t('detail_scopes')}>
            {scopes.map((scope) => (
              <li key={scope}>
                <code>{scope}</code>
              </li>
            ))}
          </ul>
          {scopesLeftOut && <p class="unknown">{tn('detail_scopesLeftOut', scopesLeftOut)}</p>}
          {scopes.includes('offline_access') && <p class="hint">{t('detail_offline')}</p>}
          {byLink && <p class="hint">{t('detail_scopesLink')}</p>}
        </>
      )}
    </section>
  );
}
