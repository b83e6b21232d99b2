import { useLayoutEffect, useRef } from 'preact/hooks';
import { liveAsks } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { DECISIONS, decidedWord, statusText } from '../../request-texts.ts';
import type { AssessmentView } from '../assessment-model.ts';
import { ByRule } from '../rules/ByRule.tsx';
import type { DetailModel } from './detail-model.ts';
import { Effect } from './NextSteps.tsx';
import { Answer } from './TakeEffect.tsx';

const STEPS = [
  'effect_stepAsked',
  'popup_statusApproved',
  'effect_stepEffect',
  'audit_moveGrant',
] as const;

/** How far an approval has come; the step that is next has `aria-current`. */
function Steps({ request }: { request: ApprovalRequest }) {
  const done = request.status === 'granted' ? 4 : request.authorisedAt ? 3 : 2;
  return (
    <ol class="progress" aria-label={t('effect_steps')}>
      {STEPS.map((key, at) => (
        <li key={key} class={at < done ? 'done' : undefined} aria-current={at === done && 'step'}>
          {t(key)}
        </li>
      ))}
    </ol>
  );
}

interface ResultProps {
  detail: DetailModel;
  assessment: AssessmentView;
  request: ApprovalRequest;
}

/** What was done just now, and what is left to do. */
function doneText(outcome: DecisionKind, request: ApprovalRequest): string {
  const isYes = outcome === 'approve';
  // Whom Jira knows, Jira tells: the answer is on its way by itself.
  const isTold = liveAsks(request.requesters).every(({ verified }) => verified);
  if (isTold && !isYes) return statusText(request);
  const works = isYes && request.status === 'granted';
  return t(works ? 'decide_doneApproveWorks' : DECISIONS[outcome].done, decidedWord(outcome));
}

/** What was decided and what is to be done now. */
export function Result({ detail, assessment, request }: ResultProps) {
  const { status, decision } = request;
  const outcome = detail.outcome.value;
  const feedback = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (!outcome || !feedback.current) return;
    // What is to be done now stands below it, however far one had read.
    window.scrollTo({ top: 0 });
    const pane = feedback.current.closest('.detail');
    if (pane) pane.scrollTop = 0;
    feedback.current.focus();
  }, [outcome]);
  const rule = <ByRule request={request} warned={assessment.warnings(request)} />;
  const ruled = decision?.via === 'rule';
  return (
    <div class="result">
      {outcome ? (
        <p role="status" tabIndex={-1} ref={feedback} class={`outcome ${status}`}>
          {doneText(outcome, request)}
        </p>
      ) : (
        <p class={`outcome ${status}`}>{statusText(request)}</p>
      )}
      {decision?.verified && <p class="hint">{t('filed_decidedBy', decision.verified.name)}</p>}
      {decision?.reason && <p dir="auto">{t('status_reason', decision.reason)}</p>}
      {ruled && rule}
      {(status === 'approved' || status === 'granted') && <Steps request={request} />}
      {status === 'approved' ? (
        <Effect detail={detail} assessment={assessment} request={request} />
      ) : (
        decision && <Answer detail={detail} />
      )}
      {!ruled && rule}
    </div>
  );
}
