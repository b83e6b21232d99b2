import { useSignal } from '@preact/signals';
import { ArrowLeft } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../../lib/requests/limits.ts';
import { isProven, WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { statusText, takenText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import { Decide, Undo } from '../decision/DecisionForm.tsx';
import { EditedWarning, type FiledModel, FiledPart } from '../filed/Filed.tsx';
import { HalfTime } from '../queue/QueueItem.tsx';
import { AppName } from '../queue/row-parts.tsx';
import type { AssignmentModel, DetailModel } from './detail-model.ts';
import { Asks, DroppedAsks, People } from './People.tsx';
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
  assessment: AssessmentModel;
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

interface AssignmentProps {
  assignment: AssignmentModel;
  request: ApprovalRequest;
}

/** Taking a request in hand, or giving it back. */
function AssignButton({ assignment, request }: AssignmentProps) {
  if (!WAITING.has(request.status)) return null;
  return request.status === 'under-review' ? (
    <Button look="quiet" onPress={assignment.giveBack}>
      {t('review_giveBack')}
    </Button>
  ) : (
    <Button look="quiet" onPress={() => assignment.take()}>
      {t('review_take')}
    </Button>
  );
}

/** Who has the request in hand. */
function Assigned({ assignment, request }: AssignmentProps) {
  const words = useRef<HTMLParagraphElement>(null);
  const feedback = assignment.feedback.value;
  const taken = request.status === 'under-review';
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (feedback) words.current?.focus();
  }, [feedback]);
  if (!WAITING.has(request.status)) return null;
  return (
    <div class="assigned">
      <p role="status" tabIndex={-1} ref={words} dir="auto">
        {taken ? takenText(request) : feedback === 'given-back' && t('review_givenBack')}
      </p>
      {feedback && feedback !== 'taken' && feedback !== 'given-back' && (
        <p class="error" role="alert">
          {problemText(feedback)}
        </p>
      )}
      {taken && <Rename assignment={assignment} name={request.reviewer?.name ?? ''} />}
    </div>
  );
}

function Rename({ assignment, name }: { assignment: AssignmentModel; name: string }) {
  const typed = useSignal(name);
  return (
    <Disclosure label={t('review_name')}>
      <form
        class="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void assignment.take(typed.peek());
        }}
      >
        <input
          type="text"
          dir="auto"
          autocomplete="name"
          aria-label={t('review_name')}
          maxLength={MAX.name}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button">
          {t('review_saveName')}
        </button>
      </form>
    </Disclosure>
  );
}
