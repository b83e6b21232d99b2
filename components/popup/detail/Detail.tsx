import { useLayoutEffect, useRef } from 'preact/hooks';
import { liveAsks } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { siteName, statusText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Asks, DroppedAsks } from '../asks/Asks.tsx';
import type { AssessmentView } from '../assessment-model.ts';
import { Decide } from '../decision/DecisionForm.tsx';
import { HalfTime } from '../queue/QueueItem.tsx';
import { Assignment } from './Assignment.tsx';
import type { DetailView } from './detail-model.ts';
import { People } from './People.tsx';
import { PermissionSummary } from './Permissions.tsx';
import { Result } from './Result.tsx';
import { WhoIsAsking } from './WhoIsAsking.tsx';

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

interface DetailProps {
  assessment: AssessmentView;
  detail: DetailView;
  request: ApprovalRequest;
  now: number;
}

/** One request: who asks for what and why, what was decided before, and the decision. */
export function Detail({ assessment, detail, request, now }: DetailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // Opened by a key for a decision: then the box for the reason takes the focus.
    if (!detail.form.peek()) heading.current?.focus();
  }, [detail]);
  return (
    <section class="detail" aria-labelledby="detail-heading">
      <Button look="quiet" onPress={detail.close}>
        {t('detail_back')}
      </Button>
      <h2 id="detail-heading" tabIndex={-1} ref={heading}>
        {t('detail_region', request.app.name)}
      </h2>
      <p class="on-site">
        <bdi>{siteName(request.site)}</bdi>
      </p>
      <HalfTime request={request} now={now} />
      <Assignment assignment={detail.assignment} request={request} />
      <Asks asks={detail.asks} request={request} />
      <Result detail={detail} assessment={assessment} request={request} />
      <WhoIsAsking assessment={assessment} request={request} />
      <PermissionSummary assessment={assessment} request={request} earlier={detail.earlier.value} />
      <People requesters={liveAsks(request.requesters)} now={now} />
      <DroppedAsks asks={detail.asks} request={request} />
      <Earlier requests={detail.earlier.value} />
      <Decide detail={detail} assessment={assessment} request={request} />
    </section>
  );
}
