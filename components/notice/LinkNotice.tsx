import type { Notice, RequesterView } from '../../lib/messages/types.ts';
import { statusText, WAITING } from '../banner/Outcome.tsx';
import { TryAgain } from '../banner/PassButtons.tsx';
import { t, when } from '../i18n.ts';
import { problemText } from '../ui/problem.tsx';
import { trusted } from '../ui/trusted.ts';

function sentence(notice: Notice): string {
  if (!notice.ok) {
    return t('notice_problem', problemText(notice.problem));
  }
  const { request } = notice;
  const names = [request.appName, request.site || t('status_someSite')];
  if (notice.what === 'decision') return t('notice_answer', ...names, statusText(request));
  if (notice.outcome !== 'already' && request.decision?.via === 'rule') {
    return t('rules_notice', ...names, statusText(request));
  }
  const { decision, status } = request;
  if (notice.outcome === 'joined' && decision && !WAITING.test(status)) {
    return t('notice_approved', ...names, when(decision.at));
  }
  const key = {
    new: 'notice_request',
    joined: 'notice_joined',
    already: 'notice_already',
  } as const;
  return t(key[notice.outcome], ...names);
}

/** What the button says that leads on into Countersign: to the decision, or to its answer. */
function onwards({ appName, status }: RequesterView): string {
  return WAITING.test(status) ? t('notice_open', appName) : t('notice_openDecided');
}

interface LinkNoticeProps {
  notice: Notice;
  /** opens the request in Countersign; absent on a page from which nobody should be led away */
  open?: ((id: string) => void) | undefined;
  close: () => void;
}

/** What became of a link that was opened: taken in, known already, or not to be read. */
export function LinkNotice({ notice, open, close }: LinkNoticeProps) {
  return (
    <section class="card" aria-label="Countersign">
      <p role="status" dir="auto">
        {sentence(notice)}
      </p>
      {notice.ok && <p class="note">{t('popup_notVerified')}</p>}
      <div class="actions">
        {notice.ok && notice.what === 'decision' && notice.request.status === 'approved' && (
          <TryAgain request={notice.request} />
        )}
        {notice.ok && notice.what === 'request' && open && (
          <button type="button" onClick={trusted(() => open(notice.request.id))}>
            {onwards(notice.request)}
          </button>
        )}
        <button type="button" onClick={trusted(close)}>
          {t('import_close')}
        </button>
      </div>
    </section>
  );
}
