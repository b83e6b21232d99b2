import type { Notice } from '../../lib/messages.ts';
import { statusText } from '../banner/Outcome.tsx';
import { TryAgain } from '../banner/TryAgain.tsx';
import { trusted } from '../banner/trusted.ts';
import { type TextKey, t } from '../text.ts';

function sentence(notice: Notice): string {
  if (!notice.ok) {
    return t('notice_problem', t(`problem_${notice.problem.replaceAll('-', '_')}` as TextKey));
  }
  const { request } = notice;
  const names = [request.appName, request.site || t('banner_unknownSite')];
  if (notice.what === 'decision') return t('notice_answer', ...names, statusText(request, false));
  if (notice.outcome !== 'already' && request.decision?.via === 'rule') {
    return t('rules_notice', ...names, statusText(request, false));
  }
  const key = {
    new: 'notice_request',
    joined: 'notice_joined',
    already: 'notice_already',
  } as const;
  return t(key[notice.outcome], ...names);
}

/** What became of a link that was opened: taken in, known already, or not to be read. */
export function LinkNotice({ notice, close }: { notice: Notice; close: () => void }) {
  return (
    <section class="card" aria-label="Countersign">
      <p role="status" dir="auto">
        {sentence(notice)}
      </p>
      {notice.ok && <p class="note">{t('notice_unverified')}</p>}
      <div class="actions">
        {notice.ok && notice.what === 'decision' && notice.request.status === 'approved' && (
          <TryAgain request={notice.request} />
        )}
        <button type="button" onClick={trusted(close)}>
          {t('notice_close')}
        </button>
      </div>
    </section>
  );
}
