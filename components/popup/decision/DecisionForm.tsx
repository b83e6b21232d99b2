import { useLayoutEffect, useRef } from 'preact/hooks';
import { mayDecide, OWES_REASON } from '../../../lib/requests/decide.ts';
import { MAX } from '../../../lib/requests/limits.ts';
import { target } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { DECISIONS } from '../../request-texts.ts';
import { Button, useArmed } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import type { DetailModel } from '../detail/detail-model.ts';
import { verbId } from '../pages.ts';
import { type Check, Checks, redSigns, usePassed } from './Checks.tsx';
import type { DecidingView, DecisionForm, UndoView } from './decision-model.ts';

/** The explicit yes to deciding a request of one's own, once one was told that it is. */
function OwnDecision({ onYes }: { onYes: () => void }) {
  const armed = useArmed('own-request');
  return (
    <Button look="danger" inactive={!armed} describedBy="decide-error" onPress={onYes}>
      {t('expiry_ownYes')}
    </Button>
  );
}

const KINDS: readonly DecisionKind[] = ['approve', 'deny', 'block', 'dismiss'];

interface DecideProps {
  detail: DetailModel;
  assessment: AssessmentModel;
  request: ApprovalRequest;
  onNext?: (() => void) | undefined;
}

/** Approve, Deny, Block, Dismiss, and the box that the chosen one opens; always in reach. */
export function Decide({ detail, assessment, request, onNext }: DecideProps) {
  const form = detail.form.value;
  const kinds = KINDS.filter((kind) => mayDecide(kind, request));
  const reopens = target('reopen', request.status);
  // Decided just now, with Undo and Reopen at hand: what is next matters, not every way to change it.
  const fresh = detail.outcome.value !== undefined && !form;
  const next = fresh && onNext;
  if (kinds.length === 0 && !next) return null;
  const signs = redSigns(assessment, request);
  const checks = signs?.length === 0 ? [] : [{ request, signs }];
  return (
    <div class="bar">
      {next && (
        <div class="next">
          <Button onPress={next}>{t('effect_next')}</Button> <kbd>n</kbd>
        </div>
      )}
      <fieldset class="decide" aria-label={t(request.decision ? 'decide_again' : 'decide_group')}>
        <div class="actions">
          {(fresh ? [] : kinds).map((kind) => (
            <Button
              key={kind}
              id={verbId(kind)}
              look={look(kind, request, form !== undefined)}
              expanded={form?.kind === kind}
              onPress={() => detail.begin(kind)}
            >
              {t(DECISIONS[kind].verb)}
            </Button>
          ))}
          {reopens && (
            <Button look="quiet" onPress={detail.reopen}>
              {t('decide_reopen')}
            </Button>
          )}
        </div>
        {form && <DecisionBox key={form.kind} deciding={detail} form={form} checks={checks} />}
      </fieldset>
    </div>
  );
}

/** To change a decision is rarely what one is here for. */
function look(kind: DecisionKind, { decision }: ApprovalRequest, open: boolean) {
  if (decision) return 'quiet';
  return kind === 'approve' && !open ? 'main' : 'plain';
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

/** From so many characters on it is told how many there may be. */
const COUNTED = 200;

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
      <p id={`${within}-means`} class="hint">
        {t(DECISIONS[kind].means)}
      </p>
      <div class="label-line">
        <label for={`${within}-reason`}>{t('decide_reason')}</label>
        <span class="hint" id={`${within}-owed`}>
          {t(OWES_REASON.has(kind) ? 'decide_reasonOwed' : 'decide_reasonOptional')}
        </span>
      </div>
      <textarea
        id={`${within}-reason`}
        ref={box}
        dir="auto"
        rows={2}
        maxLength={MAX.decisionReason}
        value={reason}
        aria-required={OWES_REASON.has(kind)}
        aria-invalid={owed}
        aria-describedby={`${within}-owed ${within}-means${reason.length > COUNTED ? ` ${within}-count` : ''}${owed ? ` ${within}-error` : ''}`}
        onInput={(event) => deciding.type(event.currentTarget.value)}
      />
      {reason.length > COUNTED && (
        <p class="hint" id={`${within}-count`}>
          {t('banner_counter', reason.length, MAX.decisionReason)}
        </p>
      )}
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

const DONE = { undone: 'audit_moveUndo', reopened: 'audit_moveReopen' } as const;
const isDone = (what: string): what is keyof typeof DONE => Object.hasOwn(DONE, what);

/** Takes the last decision back, for ten seconds; then says what came of it. */
export function Undo({ undo }: { undo: UndoView }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  const what = undo.feedback.value;
  useLayoutEffect(() => {
    if (what) feedback.current?.focus();
  }, [what]);
  return (
    <div class="undo">
      {undo.offered.value && <UndoButton undo={undo} />}
      <p
        role="status"
        class={what && !isDone(what) ? 'feedback bad' : 'feedback'}
        tabIndex={-1}
        ref={feedback}
      >
        {what && (isDone(what) ? t(DONE[what]) : problemText(what))}
      </p>
    </div>
  );
}

function UndoButton({ undo }: { undo: UndoView }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const shown = button.current;
    // The offer ends under somebody's fingers: the focus goes to the text before it.
    return () => {
      if (shown && shown === document.activeElement)
        shown.closest('.undo')?.parentElement?.querySelector<HTMLElement>('[tabindex]')?.focus();
    };
  }, []);
  return (
    <Button look="quiet" buttonRef={button} onPress={undo.run}>
      {t('review_undo')} <span aria-hidden="true">({undo.left.value})</span>
    </Button>
  );
}
