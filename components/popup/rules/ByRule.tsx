import { useContext } from 'preact/hooks';
import type { Imported } from '../../../lib/messages/types.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/Field.tsx';
import { problemText } from '../../ui/problem.tsx';
import { Pages } from '../pages.ts';
import type { RuledAnswer } from './rules-model.ts';

/** What a rule did to a request, and what is still to be done by hand. */
export function ruledText({ decision, status }: ApprovalRequest): string {
  const feedback = t('audit_byRule', decision?.rule?.name || t('detail_noName'));
  return status === 'approved' ? `${feedback} ${t('rules_preapproved')}` : feedback;
}

/**
 * Says that a rule decided; for a decision by hand, offers to make one of it. A rule that approves
 * what is warned of would never match.
 * @param warned how many warnings there are, where that is known by now
 */
export function ByRule({
  request,
  warned,
}: {
  request: ApprovalRequest;
  warned: number | undefined;
}) {
  const rules = useContext(Pages)?.rules;
  if (request.decision?.via === 'rule') return <p class="hint">{ruledText(request)}</p>;
  if (!rules?.canMake(request)) return null;
  if (request.decision?.kind === 'approve') {
    if (warned === undefined) return null;
    if (warned > 0 || disagreement(request)) return <p class="hint">{t('review_rule_never')}</p>;
  }
  return (
    <div class="make-rule">
      <Button describedBy="make-rule-how" onPress={() => rules.makeFrom(request)}>
        {t('rules_make')}
      </Button>
      <p class="hint" id="make-rule-how">
        {t('rules_makeHow')}
      </p>
    </div>
  );
}

/** A link was taken in, and its answer is there at once: the people who asked do not know it yet. */
export function DecidedImport({ imported: { outcome, request } }: { imported: Imported }) {
  const rules = useContext(Pages)?.rules;
  const counted = outcome === 'joined' && !WAITING.has(request.status);
  if (!rules || (request.decision?.via !== 'rule' && !counted)) return null;
  const answer = rules.answer.value?.id === request.id ? rules.answer.value : undefined;
  return (
    <div class="answer">
      <Button onPress={() => rules.copyAnswer(request)}>{t('effect_copy')}</Button>
      <p role="status" class="feedback">
        {answer && answerText(answer.what)}
      </p>
      {answer?.text && <TextToCopy label={t('effect_answer')} text={answer.text} />}
    </div>
  );
}

function answerText(what: RuledAnswer['what']): string {
  if (what === 'copied') return t('advice_copied');
  return what === 'not-copied' ? t('banner_copyByHand') : problemText(what);
}
