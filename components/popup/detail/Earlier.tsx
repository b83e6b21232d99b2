import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { statusText } from '../../request-texts.ts';

/** What became of earlier requests for the same app and site. */
export function Earlier({ requests }: { requests: readonly ApprovalRequest[] }) {
  return (
    <section class="part" aria-labelledby="earlier-heading">
      <h3 id="earlier-heading">{t('detail_earlier')}</h3>
      {requests.length === 0 ? (
        <p class="hint">{t('detail_earlierNone')}</p>
      ) : (
        <ul class="earlier" aria-labelledby="earlier-heading">
          {requests.map((request) => (
            <li key={request.id}>
              <p class={`outcome ${request.status}`}>{statusText(request)}</p>
              {request.decision?.reason && (
                <p dir="auto">{t('status_reason', request.decision.reason)}</p>
              )}
              {request.decision?.via === 'link' && <p class="mark">{t('status_byLink')}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
