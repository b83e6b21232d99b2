import { ArrowLeft } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isProven, WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { statusText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Asks, DroppedAsks } from '../asks/Asks.tsx';
import type { AssessmentView } from '../assessment-model.ts';
import { Decide } from '../decision/DecisionForm.tsx';
import { Undo } from '../decision/Undo.tsx';
import { EditedWarning, FiledPart } from '../filed/FiledPart.tsx';
import type { FiledModel } from '../filed/filed-model.ts';
import { HalfTime } from '../queue/QueueItem.tsx';
import { AssignButton, Assigned } from './Assignment.tsx';
import type { DetailModel } from './detail-model.ts';
import { AppName } from './names.tsx';
import { People } from './People.tsx';
import { PermissionSummary } from './Permissions.tsx';
import { Result } from './Result.tsx';
import { Summary } from './Summary.tsx';
import { Warnings } from './Warnings.tsx';
import { WhoIsAsking } from './WhoIsAsking.tsx';

/** What became of earlier requests for the same app and site. */
export function Earlier({ requests }: { requests: readonly ApprovalRequest[] }) {
  const heading = <h3 id="earlier-heading">{t('detail_earlier')}</h3>;
  return (
    <section class="part folded" aria-labelledby="earlier-heading">
      {requests.length === 0 ? (
        <div class="heading-line">
          {heading} <span class="hint">{t('overview_none')}</span>
        </div>
      ) : (
        <details class="disclosure">
          <summary>
            {heading} <span class="note-beside">({requests.length})</span>
          </summary>
          <ul class="earlier" aria-labelledby="earlier-heading">
            {requests.map((request) => (
              <li key={request.id}>
                <p class={`outcome ${request.status}`}>{statusText(request)}</p>
                {request.decision?.reason && (
                  <p dir="auto">{t('status_reason', request.decision.reason)}</p>
                )}
                {request.decision && !isProven(request.decision) && (
                  <p class="mark">{t('popup_notVerified')}</p>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface DetailProps {
  filed?: FiledModel | undefined;
  assessment: AssessmentView;
  detail: DetailModel;
  request: ApprovalRequest;
  now: number;
  /** opens the next request that waits */
  onNext?: (() => void) | undefined;
}

/** One request: who asks for what and why, and the decision; then what makes it take effect. */
export function Detail({ filed, assessment, detail, request, now, onNext }: DetailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    window.scrollTo({ top: 0 });
    // Opened by a key for a decision: then the box for the reason takes the focus.
    if (!detail.form.peek()) heading.current?.focus();
  }, [detail]);
  const { app, status } = request;
  const parts = <Parts assessment={assessment} detail={detail} request={request} now={now} />;
  return (
    <section class="detail" aria-label={t('detail_region', app.name)}>
      <div class="detail-head">
        <Button look="icon-only" label={t('detail_back')} onPress={detail.close}>
          <Icon node={ArrowLeft} />
        </Button>
        <h2 id="detail-heading" tabIndex={-1} ref={heading}>
          <AppName name={app.name} who={assessment.who(request)} />
        </h2>
        <AssignButton assignment={detail.assignment} request={request} />
        <Undo undo={detail.undo} />
      </div>
      <div class="detail-body">
        <Assigned assignment={detail.assignment} request={request} />
        <EditedWarning request={request} />
        {filed && <FiledPart filed={filed} request={request} />}
        <HalfTime request={request} now={now} />
        <Asks asks={detail.asks} request={request} />
        {!WAITING.has(status) && (
          <Result detail={detail} assessment={assessment} request={request} />
        )}
        {status === 'approved' || status === 'granted' ? (
          <Disclosure label={t('effect_request')}>{parts}</Disclosure>
        ) : (
          parts
        )}
      </div>
      <Decide detail={detail} assessment={assessment} request={request} onNext={onNext} />
    </section>
  );
}

/** The request as it was asked, what matters most first. */
function Parts({ assessment, detail, request, now }: Omit<DetailProps, 'onNext' | 'filed'>) {
  return (
    <>
      <Summary assessment={assessment} request={request} now={now} />
      <Warnings warnings={assessment.who(request)?.warnings ?? []} />
      <People request={request} now={now} />
      <DroppedAsks asks={detail.asks} request={request} />
      <PermissionSummary assessment={assessment} request={request} earlier={detail.earlier.value} />
      <WhoIsAsking assessment={assessment} request={request} />
      <Earlier requests={detail.earlier.value} />
    </>
  );
}
