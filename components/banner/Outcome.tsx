import { useEffect, useRef } from 'preact/hooks';
import type { RequesterView } from '../../lib/messages/types.ts';
import { t, when } from '../i18n.ts';
import { statusOn } from '../request-texts.ts';
import { AskFirst } from '../ui/ConfirmButton.tsx';
import { ProblemLine } from '../ui/problem.tsx';
import { trusted } from '../ui/trusted.ts';
import type { BannerModel } from './banner-model.ts';
import { CopyByHand, PassButtons, passedText, TryAgain } from './PassButtons.tsx';

export const WAITING = /^(?:pending|under-review)$/;

function statusAlone({ status, decision, createdAt, grantedAt, expiredAt }: RequesterView): string {
  const time = decision?.at ?? createdAt;
  switch (status) {
    case 'approved':
    case 'denied':
    case 'blocked':
      return statusOn(status, when(time));
    case 'dismissed':
      return t('banner_dismissed', when(time));
    case 'granted': {
      const since = when(grantedAt ?? time);
      return decision?.kind === 'approve' ? t('banner_granted', since) : t('banner_works', since);
    }
    case 'expired':
      return t('banner_expired', when(expiredAt ?? time));
    default:
      return t('banner_waiting', when(time));
  }
}

/** Where an asked-for request is, with the reason where somebody decided. */
export function statusText(request: RequesterView): string {
  const status = statusAlone(request);
  const isDecided = /^(?:approved|denied|blocked|dismissed)$/.test(request.status);
  const reason = isDecided && request.decision?.reason;
  return reason ? t('ui_labeled', status, reason) : status;
}

interface OutcomeProps {
  model: BannerModel;
  request: RequesterView;
}

/** An open or decided request instead of a second form. */
export function Outcome({ model, request }: OutcomeProps) {
  const status = useRef<HTMLParagraphElement>(null);
  const { passed, problem } = model.passOn;
  const justSent = model.justSent.value;
  useEffect(() => {
    if (!justSent) return;
    status.current?.focus();
    // The banner has shrunk: all of it is to be seen, because what is not takes no press.
    status.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [justSent]);
  const waiting = WAITING.test(request.status);
  return (
    <>
      <p role="status" class={`status ${request.status}`} tabIndex={-1} ref={status} dir="auto">
        {(waiting && passedText(passed.value)) || statusText(request)}
      </p>
      {request.status === 'approved' && <p class="note">{t('banner_approvedNote')}</p>}
      <ProblemLine problem={model.problem.value ?? problem.value} />
      <div class="actions">
        {request.status === 'approved' && <TryAgain request={request} />}
        {waiting && (
          <PassButtons passOn={model.passOn} pass={model.pass} site={request.site} again />
        )}
        {/^(?:denied|dismissed)$/.test(request.status) && (
          <button type="button" class="main" onClick={trusted(() => model.askAgain())}>
            {t('banner_ask')}
          </button>
        )}
        {waiting && (
          <AskFirst
            act={t('banner_withdraw')}
            question={t('mine_withdrawAsk')}
            yes={t('mine_withdrawYes')}
            no={t('ui_keep')}
            personOnly
            onYes={() => void model.withdraw()}
          />
        )}
      </div>
      <CopyByHand passed={passed.value} />
    </>
  );
}
