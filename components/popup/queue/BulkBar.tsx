import { X } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_BULK } from '../../../lib/requests/limits.ts';
import type { DecisionKind } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { DECISIONS } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { problemText } from '../../ui/problem.tsx';
import { DecisionBox, Undo } from '../decision/DecisionForm.tsx';
import { verbId } from '../pages.ts';
import type { BulkModel, BulkOutcome } from './bulk-model.ts';
import type { QueueModel } from './queue-model.ts';

const DONE = {
  approve: 'many_doneApprove',
  deny: 'many_doneDeny',
  block: 'many_doneBlock',
  dismiss: 'many_doneDismiss',
} as const satisfies Record<DecisionKind, string>;

/** One decision for all that are chosen, and what came of the last one. */
export function BulkResult({ bulk, queue }: { bulk: BulkModel; queue: QueueModel }) {
  const chosen = bulk.chosen.value.size;
  const outcome = bulk.outcome.value;
  if (chosen === 0 && !outcome) return null;
  return (
    <div class="bulk">
      {outcome && <Outcome bulk={bulk} outcome={outcome} />}
      {chosen > 0 && <Bar bulk={bulk} queue={queue} chosen={chosen} />}
    </div>
  );
}

const numbers = (...all: number[]) => all.map((one) => one.toLocaleString(t('languageTag')));

/** The arrow keys go from control to control, as in any toolbar. */
function onArrow(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || !(event.currentTarget instanceof HTMLElement)) return;
  const forward = document.documentElement.dir === 'rtl' ? -step : step;
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input')];
  const here = controls.findIndex((one) => one.contains(document.activeElement));
  if (here < 0) return;
  controls[(here + forward + controls.length) % controls.length]?.focus();
  event.preventDefault();
}

/** Chooses all that is drawn, or none of it; half ticked where it is some. */
function SelectShown({ bulk, queue, name }: { bulk: BulkModel; queue: QueueModel; name: string }) {
  const chosen = bulk.chosen.value;
  const ids = [...new Set(queue.shown.value.map(({ request }) => request.id))];
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <label class="select-shown">
      <input
        type="checkbox"
        aria-label={t('many_selectShown')}
        title={t('many_selectShown')}
        checked={count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => bulk.toggleAll(ids)}
      />
      <strong aria-hidden="true">{name}</strong>
    </label>
  );
}

function Bar({ bulk, queue, chosen }: { bulk: BulkModel; queue: QueueModel; chosen: number }) {
  const form = bulk.form.value;
  const matches = queue.requests.value ?? 0;
  const most = Math.min(matches, MAX_BULK);
  const name = t('many_selected', ...numbers(chosen));
  return (
    <>
      <div class="actions" role="toolbar" aria-label={name} onKeyDown={onArrow}>
        <div class="selected">
          <SelectShown bulk={bulk} queue={queue} name={name} />
          {chosen < most && (
            <Button look="quiet" onPress={() => void bulk.chooseMatches()}>
              {matches > MAX_BULK
                ? t('many_selectFirst', ...numbers(MAX_BULK, matches))
                : t('many_selectAll', ...numbers(matches))}
            </Button>
          )}
          <button
            type="button"
            class="button icon-only"
            aria-label={t('many_clear')}
            title={t('many_clear')}
            onClick={bulk.clear}
          >
            <Icon node={X} />
          </button>
        </div>
        {(Object.keys(DONE) as DecisionKind[]).map((kind) => (
          <Button
            key={kind}
            id={verbId(kind, 'many')}
            expanded={form?.kind === kind}
            onPress={() => bulk.begin(kind)}
          >
            {t(DECISIONS[kind].verb)}
          </Button>
        ))}
      </div>
      {chosen === MAX_BULK && <p class="hint">{t('many_most', ...numbers(MAX_BULK))}</p>}
      {form && (
        <DecisionBox
          key={form.kind}
          deciding={bulk}
          form={form}
          within="many"
          checks={bulk.warned.value?.map(({ request, signs }) => ({
            request,
            signs,
            onLeaveOut: () => bulk.toggle(request.id),
          }))}
          waiting={form.kind === 'approve' && bulk.warned.value === undefined}
        />
      )}
    </>
  );
}

function Outcome({ bulk, outcome }: { bulk: BulkModel; outcome: BulkOutcome }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  const { kind, count, failed } = outcome;
  useLayoutEffect(() => {
    if (outcome) feedback.current?.focus();
  }, [outcome]);
  return (
    <div class="result">
      <p role="status" tabIndex={-1} ref={feedback} class="outcome">
        {t(DONE[kind], ...numbers(count))}
      </p>
      <div class="actions">
        <Undo undo={bulk.undo} />
        {bulk.answerable.value && (
          <Button onPress={() => void bulk.copyAnswers()}>{t('many_copyAnswers')}</Button>
        )}
      </div>
      <Answer bulk={bulk} />
      {failed.length > 0 && (
        <>
          <p id="many-failed">{t('many_failed', ...numbers(failed.length))}</p>
          <ul aria-labelledby="many-failed">
            {failed.map(({ app, problem }, at) => (
              <li key={at} dir="auto">
                {t('ui_labeled', app, problemText(problem))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Answer({ bulk }: { bulk: BulkModel }) {
  const answer = bulk.answer.value;
  const isBad = answer && ('problem' in answer || !answer.copied);
  return (
    <>
      <p role="status" class={isBad ? 'feedback bad' : 'feedback'}>
        {answer &&
          ('problem' in answer
            ? problemText(answer.problem)
            : t(answer.copied ? 'many_copied' : 'banner_copyByHand'))}
      </p>
      {answer && 'text' in answer && !answer.copied && (
        <TextToCopy label={t('many_copyAnswers')} text={answer.text} />
      )}
    </>
  );
}
