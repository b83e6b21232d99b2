import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { OWES_REASON } from '../../../lib/requests/decide.ts';
import { MAX } from '../../../lib/requests/limits.ts';
import type { DecisionKind } from '../../../lib/requests/schema.ts';
import type { RuleDraft, RuleProblem } from '../../../lib/review/rules/rule-draft.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Select.tsx';
import type { DraftState, RulesView } from './rules-model.ts';
import { TriedResult } from './TriedResult.tsx';
import { editionOptions, levelOptions, outcomeOptions, ruleProblemText } from './texts.ts';

/** The field in which a problem is mended. */
const FIELD_OF: Readonly<Record<RuleProblem, keyof RuleDraft>> = {
  'no-condition': 'clientId',
  'approve-needs-client': 'clientId',
  'approve-needs-bound': 'scopes',
  'approve-needs-host': 'redirectHost',
  'approve-needs-edition': 'edition',
  'reason-owed': 'reason',
  'bad-clientId': 'clientId',
  'bad-redirectDomain': 'redirectDomain',
  'bad-redirectHost': 'redirectHost',
  'bad-site': 'site',
  'bad-scopesWithin': 'scopes',
  'bad-rule': 'note',
};

/** One rule being written or changed. */
export function RuleForm({ rules, form }: { rules: RulesView; form: DraftState }) {
  const { draft, isNew, problem } = form;
  const box = useRef<HTMLFormElement>(null);
  const id = useId();
  const bad = problem && FIELD_OF[problem];
  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), []);
  useLayoutEffect(() => {
    if (problem) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem, form]);
  const field = (name: TextField, label: string, max: number, rows?: number, need?: string) => (
    <Field
      label={label}
      need={need}
      value={draft[name]}
      max={max}
      rows={rows}
      errorId={bad === name ? `${id}-problem` : undefined}
      onType={(value) => rules.type({ [name]: value })}
    />
  );
  const levels = levelOptions();
  return (
    <form
      class="rule-form"
      ref={box}
      aria-label={t(isNew ? 'rules_formNew' : 'rules_edit')}
      onSubmit={(event) => {
        event.preventDefault();
        void rules.save();
      }}
    >
      {field('note', t('rules_note'), MAX.name)}
      <p class="hint">{t('rules_allMet')}</p>
      {field('clientId', t('banner_rowClient'), 2048)}
      {field('redirectHost', t('rules_host'), MAX.site)}
      {field('redirectDomain', t('rules_domain'), MAX.site)}
      {field('site', t('banner_rowSite'), MAX.site)}
      <Choice
        label={t('detail_edition')}
        value={draft.edition}
        options={editionOptions()}
        errorId={bad === 'edition' ? `${id}-problem` : undefined}
        onChoose={(value) => rules.type({ edition: value })}
      />
      <div class="choices">
        <Choice
          label={t('rules_atMost')}
          value={draft.levelAtMost}
          options={levels}
          onChoose={(value) => rules.type({ levelAtMost: value })}
        />
        <Choice
          label={t('rules_atLeast')}
          value={draft.levelAtLeast}
          options={levels}
          onChoose={(value) => rules.type({ levelAtLeast: value })}
        />
      </div>
      {field('scopes', t('rules_scopes'), MAX.scopes * (MAX.scope + 1), 3)}
      <Choice
        label={t('rules_outcome')}
        value={draft.outcome}
        options={outcomeOptions()}
        onChoose={(value) => rules.type({ outcome: value })}
      />
      {draft.outcome === 'approve' && (
        <p class="hint">
          {t('rules_preapproved')} {t('review_rule_never')}
        </p>
      )}
      {field('reason', t('decide_reason'), MAX.decisionReason, 2, reasonNeed(draft.outcome))}
      <p class="hint">{t('rules_saidSaved')}</p>
      {problem && (
        <p class="error" role="alert" id={`${id}-problem`}>
          {ruleProblemText(problem)}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button main">
          {t('rules_save')}
        </button>
        <Button onPress={rules.tryDraft}>{t('rules_try')}</Button>
        <Button onPress={rules.cancel}>{t('decide_cancel')}</Button>
      </div>
      {rules.tried.value && <TriedResult rules={rules} tried={rules.tried.value} />}
    </form>
  );
}

type TextField =
  | 'note'
  | 'clientId'
  | 'redirectDomain'
  | 'redirectHost'
  | 'site'
  | 'scopes'
  | 'reason';

/** Whether the requesters are owed a reason: as for a decision made by hand. */
const reasonNeed = (outcome: string): string =>
  t(OWES_REASON.has(outcome as DecisionKind) ? 'decide_reasonOwed' : 'decide_reasonOptional');

interface FieldProps {
  label: string;
  /** whether it has to be filled in */
  need?: string | undefined;
  value: string;
  max: number;
  rows?: number | undefined;
  errorId: string | undefined;
  onType: (value: string) => void;
}

function Field({ label, need, value, max, rows, errorId, onType }: FieldProps) {
  const id = useId();
  const shared = {
    id,
    value,
    maxLength: max,
    dir: 'auto' as const,
    spellcheck: false,
    'aria-invalid': errorId !== undefined,
    'aria-describedby': [need && `${id}-need`, errorId].filter(Boolean).join(' ') || undefined,
  };
  return (
    <div>
      <div class="label-line">
        <label for={id}>{label}</label>
        {need && (
          <span class="hint" id={`${id}-need`}>
            {need}
          </span>
        )}
      </div>
      {rows ? (
        <textarea {...shared} rows={rows} onInput={(event) => onType(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          autocomplete="off"
          onInput={(event) => onType(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
