import { useLayoutEffect, useRef } from 'preact/hooks';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { DECISIONS, statusText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/CopyableText.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentView } from '../assessment-model.ts';
import { Undo } from '../decision/Undo.tsx';
import { ByRule } from '../rules/ByRule.tsx';
import type { DetailView } from './detail-model.ts';
import { Effect } from './NextSteps.tsx';

/** The decision goes back to the people who asked as a text that the reviewer sends. */
export function Answer({ detail }: { detail: DetailView }) {
  const answer = detail.answer.value;
  return (
    <div class="answer">
      <Button onPress={detail.copyAnswer}>{t('effect_copy')}</Button>
      <p role="status" class="feedback">
        {answer &&
          ('problem' in answer
            ? problemText(answer.problem)
            : t(answer.ok ? 'effect_copied' : 'effect_notCopied'))}
      </p>
      {answer && 'text' in answer && <TextToCopy label={t('effect_answer')} text={answer.text} />}
    </div>
  );
}

interface ResultProps {
  detail: DetailView;
  assessment: AssessmentView;
  request: ApprovalRequest;
}

/** What was decided and what is to be done now. */
export function Result({ detail, assessment, request }: ResultProps) {
  const outcome = detail.outcome.value;
  const feedback = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (outcome) feedback.current?.focus();
  }, [outcome]);
  if (WAITING.has(request.status)) return <Undo undo={detail.undo} />;
  const works = outcome === 'approve' && request.status === 'granted';
  return (
    <div class={`result ${request.status}`}>
      {outcome ? (
        <p role="status" tabIndex={-1} ref={feedback} class="outcome">
          {t(works ? 'decide_doneApproveWorks' : DECISIONS[outcome].done)}
        </p>
      ) : (
        <p class="outcome">{statusText(request)}</p>
      )}
      <Undo undo={detail.undo} />
      {request.decision?.reason && <p dir="auto">{t('status_reason', request.decision.reason)}</p>}
      <ByRule request={request} warned={assessment.warnings(request)} />
      {request.status === 'approved' && (
        <Effect detail={detail} assessment={assessment} request={request} />
      )}
      {request.decision && <Answer detail={detail} />}
    </div>
  );
}
