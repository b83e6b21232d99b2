import { useLayoutEffect, useRef } from 'preact/hooks';
import { OWES_REASON } from '../../../lib/requests/decide.ts';
import { MAX } from '../../../lib/requests/limits.ts';
import { target } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { DECISIONS } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useArmed } from '../../ui/use-armed.ts';
import type { AssessmentView } from '../assessment-model.ts';
import type { DetailView } from '../detail/detail-model.ts';
import { verbId } from '../focus.ts';
import { type Check, Checks, usePassed } from './Checks.tsx';
import type { DecidingView, DecisionForm } from './decision-model.ts';
import { redSigns } from './TypedHost.tsx';

/** The explicit yes to deciding a request of one's own, once one was told that it is. */
export function OwnDecision({ onYes }: { onYes: () => void }) {
  const armed = useArmed('own-request');
  return (
    <Button look="danger" inactive={!armed} describedBy="decide-error" onPress={onYes}>
      {t('expiry_ownYes')}
    </Button>
  );
}

const KINDS: readonly DecisionKind[] = ['approve', 'deny', 'block', 'dismiss'];

/** The decisions that lead somewhere from where the request is. */
function possible(request: ApprovalRequest): DecisionKind[] {
  return KINDS.filter((kind) => {
    const to = target(kind, request.status);
    return to !== undefined && to !== request.status;
  });
}

interface DecideProps {
  detail: DetailView;
  assessment: AssessmentView;
  request: ApprovalRequest;
}

/** Approve, Deny, Block, Dismiss, and the box that the chosen one opens. */
export function Decide({ detail, assessment, request }: DecideProps) {
  const form = detail.form.value;
  const kinds = possible(request);
  if (kinds.length === 0) return null;
  const signs = redSigns(assessment, request);
  const checks = signs?.length === 0 ? [] : [{ request, signs }];
  const label = request.decision ? t('decide_again') : t('decide_group');
  return (
    <fieldset class={form || request.decision ? 'decide' : 'decide resting'} aria-label={label}>
      {request.decision && <p class="hint">{label}</p>}
      <div class="actions">
        {kinds.map((kind) => (
          <Button
            key={kind}
            id={verbId(kind)}
            look={kind === 'approve' && !form ? 'main' : 'plain'}
            expanded={form?.kind === kind}
            onPress={() => detail.begin(kind)}
          >
            {t(DECISIONS[kind].verb)}
          </Button>
        ))}
        {target('reopen', request.status) && (
          <Button onPress={detail.reopen}>{t('decide_reopen')}</Button>
        )}
      </div>
      {form && <DecisionBox key={form.kind} deciding={detail} form={form} checks={checks} />}
    </fieldset>
  );
}

interface DecisionBoxProps {
  deciding: DecidingView;
  form: DecisionForm;
  /** what its ids begin with: a request and a selection may be decided side by side */
  within?: 'decide' | 'many';
  /** whom approving warns of: each is told once more, and its return host is typed */
  checks?: readonly Check[] | undefined;
  /** it is still being looked up whom it warns of */
  waiting?: boolean;
}

const NONE: readonly Check[] = [];

/** The reason, and the button that does it. */
export function DecisionBox(props: DecisionBoxProps) {
  const { deciding, form, within = 'decide', checks = NONE, waiting = false } = props;
  const { kind, problem, sending } = form;
  const box = useRef<HTMLTextAreaElement>(null);
  const armed = useArmed(kind);
  const reason = deciding.reason.value;
  const owed = problem === 'reason-owed';
  const passed = usePassed(kind === 'approve' ? checks : NONE);
  const confirm = (own?: boolean) => {
    if (armed && !sending && !waiting && passed.all()) void deciding.confirm(own);
  };
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
      <p id={`${within}-means`}>{t(DECISIONS[kind].means)}</p>
      <label for={`${within}-reason`}>{t('decide_reason')}</label>
      <textarea
        id={`${within}-reason`}
        ref={box}
        dir="auto"
        rows={3}
        maxLength={MAX.decisionReason}
        value={reason}
        aria-required={OWES_REASON.has(kind)}
        aria-invalid={owed}
        aria-describedby={`${within}-means ${within}-count${owed ? ` ${within}-error` : ''}`}
        onInput={(event) => deciding.type(event.currentTarget.value)}
      />
      <p class="hint" id={`${within}-count`}>
        {t('decide_count', reason.length, MAX.decisionReason)}
      </p>
      {kind === 'approve' && checks.length > 0 && (
        <Checks checks={checks} passed={passed} onEnter={confirm} />
      )}
      {waiting && <p class="hint">{t('detail_checking')}</p>}
      {problem && (
        <p class="error" id={`${within}-error`} role={owed ? undefined : 'alert'}>
          {problemText(problem)}
        </p>
      )}
      <div class="actions">
        {problem === 'own-request' && <OwnDecision onYes={() => confirm(true)} />}
        <Button
          look={kind === 'approve' || kind === 'dismiss' ? 'main' : 'danger'}
          inactive={!armed || sending || waiting}
          describedBy={`${within}-means`}
          onPress={() => confirm()}
        >
          {t(DECISIONS[kind].confirm)}
        </Button>
        <Button
          onPress={() => {
            deciding.cancel();
            document.getElementById(verbId(kind, within))?.focus();
          }}
        >
          {t('decide_cancel')}
        </Button>
      </div>
    </div>
  );
}
