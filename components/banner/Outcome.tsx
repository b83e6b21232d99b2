import { useEffect, useRef } from 'preact/hooks';
import type { RequesterView } from '../../lib/messages/types.ts';
import { t, when } from '../i18n.ts';
import { ProblemLine } from '../ui/problem.tsx';
import { trusted } from '../ui/trusted.ts';
import type { BannerProps } from './banner-model.ts';
import { wordsFor } from './data-center.tsx';
import { ShareButtons, TryAgain } from './ShareButtons.tsx';

interface OutcomeProps extends BannerProps {
  request: RequesterView;
}

export const WAITING = /^(?:pending|under-review)$/;

/** Where an asked-for request is, in one sentence. */
export function statusText(request: RequesterView, justSent: boolean): string {
  const { decision } = request;
  const reason = decision?.reason ?? '';
  const time = decision?.at ?? request.createdAt;
  const at = when(time);
  switch (request.status) {
    case 'approved':
    case 'dismissed':
      return reason
        ? t(`banner_${request.status}Reason`, at, reason)
        : t(`banner_${request.status}`, at);
    case 'denied':
      return t('banner_denied', at, reason);
    case 'blocked':
      return t('banner_blocked', at, reason);
    case 'granted':
      return decision?.kind === 'approve'
        ? t('banner_granted', when(request.grantedAt ?? time))
        : t('banner_works', when(request.grantedAt ?? time));
    case 'expired':
      return t('banner_expired', when(request.expiredAt ?? time));
    default:
      return justSent ? t('banner_sent', at) : t('banner_waiting', at);
  }
}

/** An open or decided request instead of a second form. */
export function Outcome({ model, request, copy, mail }: OutcomeProps) {
  const status = useRef<HTMLParagraphElement>(null);
  const justSent = model.justSent.value;
  useEffect(() => {
    if (justSent) status.current?.focus();
  }, [justSent]);
  const waiting = WAITING.test(request.status);
  return (
    <>
      <p role="status" class={`status ${request.status}`} tabIndex={-1} ref={status} dir="auto">
        {statusText(request, justSent)}
      </p>
      {request.status === 'approved' && <p class="note">{t(wordsFor(request).approvedNote)}</p>}
      {waiting && <p class="note">{t('banner_passOn')}</p>}
      <ProblemLine problem={model.problem.value} />
      <div class="actions">
        {request.status === 'approved' && <TryAgain request={request} />}
        {(waiting || request.status === 'approved') && (
          <ShareButtons share={model.share.value} copy={copy} mail={mail} next={waiting} />
        )}
        {/^(?:denied|dismissed)$/.test(request.status) && (
          <button type="button" onClick={trusted(() => model.askAgain())}>
            {t('banner_ask')}
          </button>
        )}
        {waiting && (
          <button type="button" class="quiet" onClick={trusted(() => model.withdraw())}>
            {t('banner_withdraw')}
          </button>
        )}
      </div>
    </>
  );
}
