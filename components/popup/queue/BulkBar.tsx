import { useLayoutEffect, useRef } from 'preact/hooks';
import { MANY } from '../../../lib/requests/limits.ts';
import type { DecisionKind } from '../../../lib/requests/schema.ts';
import { t, tn } from '../../i18n.ts';
import { DECISIONS } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { DecisionBox } from '../decision/DecisionForm.tsx';
import { Undo } from '../decision/Undo.tsx';
import { verbId } from '../focus.ts';
import type { ManyOutcome, ManyView } from './bulk-model.ts';
import type { QueueView } from './queue-model.ts';

const DONE = {
  approve: 'many_doneApprove',
  deny: 'many_doneDeny',
  block: 'many_doneBlock',
  dismiss: 'many_doneDismiss',
} as const satisfies Record<DecisionKind, string>;

/** One decision for all that are chosen, and what came of the last one. */
export function Many({ many, queue }: { many: ManyView; queue: QueueView }) {
  const chosen = many.chosen.value.size;
  const outcome = many.outcome.value;
  if (chosen === 0 && !outcome) return null;
  return (
    <div class="many">
      {outcome && <Outcome many={many} outcome={outcome} />}
      {chosen > 0 && <Bar many={many} queue={queue} chosen={chosen} />}
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

function Bar({ many, queue, chosen }: { many: ManyView; queue: QueueView; chosen: number }) {
  const form = many.form.value;
  const matches = queue.requests.value ?? 0;
  const most = Math.min(matches, MANY);
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
            onPress={() => many.begin(kind)}
          >
            {t(DECISIONS[kind].verb)}
          </Button>
        ))}
        {chosen < most && (
          <Button look="quiet" onPress={() => void many.chooseMatches()}>
            {matches > MANY
              ? t('many_selectFirst', ...numbers(MANY, matches))
              : tn('many_selectAll', matches)}
          </Button>
        )}
        <Button look="quiet" onPress={many.clear}>
          {t('many_clear')}
        </Button>
      </div>
      {chosen === MANY && <p class="hint">{t('many_most', ...numbers(MANY))}</p>}
      {form && (
        <DecisionBox
          key={form.kind}
          deciding={many}
          form={form}
          within="many"
          checks={many.warned.value?.map(({ request, signs }) => ({
            request,
            signs,
            onLeaveOut: () => many.toggle(request.id),
          }))}
          waiting={form.kind === 'approve' && many.warned.value === undefined}
        />
      )}
    </>
  );
}

function Outcome({ many, outcome }: { many: ManyView; outcome: ManyOutcome }) {
  const said = useRef<HTMLParagraphElement>(null);
  const { kind, count, failed } = outcome;
  useLayoutEffect(() => {
    if (outcome) said.current?.focus();
  }, [outcome]);
  return (
    <div class="result">
      <p role="status" tabIndex={-1} ref={said} class="outcome">
        {tn(DONE[kind], count)}
      </p>
      <Undo undo={many.undo} />
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
