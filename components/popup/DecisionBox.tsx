import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../lib/requests/bounds.ts';
import { OWES_REASON } from '../../lib/requests/decide.ts';
import { t } from '../text.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.ts';
import { useArmed } from '../ui/use-armed.ts';
import { verbId } from './focus.ts';
import type { DecisionForm, DetailView } from './view.ts';
import { DECISIONS } from './words.ts';

/** The reason, and the button that does it. */
export function DecisionBox({ detail, form }: { detail: DetailView; form: DecisionForm }) {
  const { kind, problem, sending } = form;
  const box = useRef<HTMLTextAreaElement>(null);
  const armed = useArmed(kind);
  const reason = detail.reason.value;
  const owed = problem === 'reason-owed';
  useLayoutEffect(() => {
    box.current?.focus();
    // The button that confirms belongs on the screen too.
    box.current?.closest('.decision-box')?.scrollIntoView({ block: 'nearest' });
  }, []);
  useLayoutEffect(() => {
    if (form.problem === 'reason-owed') box.current?.focus();
  }, [form]);
  return (
    <div class="decision-box">
      <p id="decide-means">{t(DECISIONS[kind].means)}</p>
      <label for="decide-reason">{t('decide_reason')}</label>
      <textarea
        id="decide-reason"
        ref={box}
        dir="auto"
        rows={3}
        maxLength={MAX.decisionReason}
        value={reason}
        aria-required={OWES_REASON.has(kind)}
        aria-invalid={owed}
        aria-describedby={`decide-means decide-count${owed ? ' decide-error' : ''}`}
        onInput={(event) => detail.type(event.currentTarget.value)}
      />
      <p class="hint" id="decide-count">
        {t('decide_count', reason.length, MAX.decisionReason)}
      </p>
      {problem && (
        <p class="error" id="decide-error" role={owed ? undefined : 'alert'}>
          {problemText(problem)}
        </p>
      )}
      <div class="actions">
        <Button
          look={kind === 'approve' || kind === 'dismiss' ? 'main' : 'danger'}
          inactive={!armed || sending}
          describedBy="decide-means"
          onPress={detail.confirm}
        >
          {t(DECISIONS[kind].confirm)}
        </Button>
        <Button
          onPress={() => {
            detail.cancel();
            document.getElementById(verbId(kind))?.focus();
          }}
        >
          {t('decide_cancel')}
        </Button>
      </div>
    </div>
  );
}
