import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useEscape } from '../pages.ts';
import { RuleForm } from './RuleForm.tsx';
import { RuleItem } from './RuleItem.tsx';
import type { RulesFeedback, RulesView } from './rules-model.ts';

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
export function Rules({ rules, onBack }: { rules: RulesView; onBack: () => void }) {
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
