import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { Imported } from '../../../lib/messages/types.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { needsLook, type ReviewRule } from '../../../lib/review/rules/rules.ts';
import { t } from '../../i18n.ts';
import { AskFirst, Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/Field.tsx';
import { problemText } from '../../ui/problem.tsx';
import { Pages, useEscape } from '../pages.ts';
import { conditionTexts, outcomeText, RuleForm, ruleName, TriedResult } from './RuleForm.tsx';
import type { RuledAnswer, RulesFeedback, RulesModel } from './rules-model.ts';

const FEEDBACK = {
  saved: 'rules_saidSaved',
  made: 'rules_saidSaved',
  moved: 'settings_saved',
  on: 'rules_saidOn',
  off: 'settings_saved',
  dropped: 'settings_saved',
} as const;

const feedbackText = (feedback: RulesFeedback): string =>
  typeof feedback === 'object' ? problemText(feedback.problem) : t(FEEDBACK[feedback]);

/** The reviewer's rules in their order: the first that matches decides. */
export function Rules({ rules, onBack }: { rules: RulesModel; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const hadForm = useRef(false);
  const list = rules.rules.value;
  const form = rules.form.value;
  const feedback = rules.feedback.value;
  const phase = rules.phase.value;
  useLayoutEffect(() => {
    // A form that was left open takes the focus itself.
    if (!rules.form.peek()) heading.current?.focus();
  }, [rules]);
  useLayoutEffect(() => {
    // The form is gone, and what had the focus with it.
    if (hadForm.current && !form) heading.current?.focus();
    hadForm.current = form !== undefined;
  }, [form]);
  useEscape(form ? rules.cancel : onBack);
  return (
    <section class="full-page" aria-labelledby="rules-heading">
      <Button look="quiet" onPress={onBack}>
        {t('detail_back')}
      </Button>
      <h2 id="rules-heading" tabIndex={-1} ref={heading}>
        {t('rules_title')}
      </h2>
      <p class="hint">{t('rules_what')}</p>
      {rules.unreadable.value > 0 && (
        <p class="error">{t('rules_unreadable', rules.unreadable.value)}</p>
      )}
      <p role="status" class={typeof feedback === 'object' ? 'feedback bad' : 'feedback'}>
        {feedback && feedbackText(feedback)}
      </p>
      {phase !== 'ready' && (
        <p role="status" class="state">
          {phase === 'loading' ? t('ui_moment') : problemText('storage-failed')}
        </p>
      )}
      {phase === 'ready' && list.length === 0 && !form && <p class="state">{t('rules_empty')}</p>}
      {form ? (
        <RuleForm rules={rules} form={form} />
      ) : (
        <>
          {phase === 'ready' && <Button onPress={rules.add}>{t('rules_add')}</Button>}
          {list.length > 0 && (
            <ol class="entries" aria-label={t('rules_list')}>
              {list.map((rule, at) => (
                <RuleItem
                  key={rule.id}
                  rules={rules}
                  rule={rule}
                  at={at}
                  last={at === list.length - 1}
                />
              ))}
            </ol>
          )}
        </>
      )}
    </section>
  );
}

const stateText = ({ enabled }: ReviewRule, look: boolean) => {
  if (look) return 'rules_isToLookAt';
  return enabled ? 'rules_isOn' : 'rules_isOff';
};

interface RuleItemProps {
  rules: RulesModel;
  rule: ReviewRule;
  at: number;
  last: boolean;
}

/** One rule: what it asks for, what it does, and what can be done with it. */
function RuleItem({ rules, rule, at, last }: RuleItemProps) {
  const head = `rule-${rule.id}`;
  const tried = rules.tried.value;
  const look = needsLook(rule);
  return (
    <li class="entry">
      <h3 id={head} dir="auto">
        {t('rules_place', at + 1, ruleName(rule))}
      </h3>
      <p>
        <span class={rule.enabled && !look ? 'new' : 'mark'}>{t(stateText(rule, look))}</span>{' '}
        {outcomeText(rule.outcome)}
      </p>
      {look && <p class="error">{t('rules_needsLook')}</p>}
      <ul class="facts">
        {conditionTexts(rule).map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
      {rule.reason && <p dir="auto">{t('status_reason', rule.reason)}</p>}
      <div class="actions">
        {look && !rule.enabled ? null : rule.enabled ? (
          <Button describedBy={head} onPress={() => rules.turnOff(rule)}>
            {t('rules_turnOff')}
          </Button>
        ) : (
          <Button describedBy={head} onPress={() => rules.beginOn(rule)}>
            {t('rules_turnOn')}
          </Button>
        )}
        <Button describedBy={head} onPress={() => rules.tryOut(rule)}>
          {t('rules_try')}
        </Button>
        <Button describedBy={head} onPress={() => rules.edit(rule)}>
          {t('rules_edit')}
        </Button>
        <Button describedBy={head} inactive={at === 0} onPress={() => rules.move(rule, -1)}>
          {t('rules_up')}
        </Button>
        <Button describedBy={head} inactive={last} onPress={() => rules.move(rule, 1)}>
          {t('rules_down')}
        </Button>
        <AskFirst
          act={t('rules_drop')}
          question={t('rules_dropAsk', ruleName(rule))}
          yes={t('rules_dropYes')}
          no={t('ui_keep')}
          onYes={() => rules.drop(rule)}
        />
      </div>
      {tried?.rule.id === rule.id && <TriedResult rules={rules} tried={tried} />}
    </li>
  );
}

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
