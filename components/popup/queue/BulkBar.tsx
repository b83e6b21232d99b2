import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_BULK } from '../../../lib/requests/limits.ts';
import type { DecisionKind } from '../../../lib/requests/schema.ts';
import { t, tn } from '../../i18n.ts';
import { DECISIONS } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { DecisionBox } from '../decision/DecisionForm.tsx';
import { Undo } from '../decision/Undo.tsx';
import { verbId } from '../focus.ts';
import type { BulkOutcome, BulkView } from './bulk-model.ts';
import type { QueueView } from './queue-model.ts';

const DONE = {
  approve: 'many_doneApprove',
  deny: 'many_doneDeny',
  block: 'many_doneBlock',
  dismiss: 'many_doneDismiss',
} as const satisfies Record<DecisionKind, string>;

/** One decision for all that are chosen, and what came of the last one. */
export function BulkResult({ bulk, queue }: { bulk: BulkView; queue: QueueView }) {
  const chosen = bulk.chosen.value.size;
  const outcome = bulk.outcome.value;
  if (chosen === 0 && !outcome) return null;
  return (
    <div class="many">
      {outcome && <Outcome bulk={bulk} outcome={outcome} />}
      {chosen > 0 && <Bar bulk={bulk} queue={queue} chosen={chosen} />}
    </div>
  );
}

const numbers = (...all: number[]) => all.map((one) => one.toLocaleString(t('languageTag')));

/** The arrow keys go from button to button, as in any toolbar. */
function onArrow(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || !(event.currentTarget instanceof HTMLElement)) return;
  const forward = document.documentElement.dir === 'rtl' ? -step : step;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const here = buttons.findIndex((button) => button.contains(document.activeElement));
  if (here < 0) return;
  buttons[(here + forward + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

function Bar({ bulk, queue, chosen }: { bulk: BulkView; queue: QueueView; chosen: number }) {
  const form = bulk.form.value;
  const matches = queue.requests.value ?? 0;
  const most = Math.min(matches, MAX_BULK);
  const name = tn('many_selected', chosen);
  return (
    <>
      <div class="actions" role="toolbar" aria-label={name} onKeyDown={onArrow}>
        <strong aria-hidden="true">{name}</strong>
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
        {chosen < most && (
          <Button look="quiet" onPress={() => void bulk.chooseMatches()}>
            {matches > MAX_BULK
              ? t('many_selectFirst', ...numbers(MAX_BULK, matches))
              : tn('many_selectAll', matches)}
          </Button>
        )}
        <Button look="quiet" onPress={bulk.clear}>
          {t('many_clear')}
        </Button>
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

function Outcome({ bulk, outcome }: { bulk: BulkView; outcome: BulkOutcome }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  const { kind, count, failed } = outcome;
  useLayoutEffect(() => {
    if (outcome) feedback.current?.focus();
  }, [outcome]);
  return (
    <div class="result">
      <p role="status" tabIndex={-1} ref={feedback} class="outcome">
        {tn(DONE[kind], count)}
      </p>
      <Undo undo={bulk.undo} />
      {failed.length > 0 && (
        <>
          <p id="many-failed">{tn('many_failed', failed.length)}</p>
          <ul aria-labelledby="many-failed">
            {failed.map(({ app, problem }, at) => (
              <li key={at} dir="auto">
                {t('many_failedOne', app, problemText(problem))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
