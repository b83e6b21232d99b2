import { target } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { DECISIONS } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { verbId } from '../focus.ts';
import type { DetailView, JudgeView } from '../view.ts';
import { DecisionBox } from './DecisionForm.tsx';
import { redSigns } from './TypedHost.tsx';

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
  judge: JudgeView;
  request: ApprovalRequest;
}

/** Approve, Deny, Block, Dismiss, and the box that the chosen one opens. */
export function Decide({ detail, judge, request }: DecideProps) {
  const form = detail.form.value;
  const kinds = possible(request);
  if (kinds.length === 0) return null;
  const signs = redSigns(judge, request);
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
