import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { OWES_REASON } from '../../../lib/requests/decide.ts';
import { MAX } from '../../../lib/requests/limits.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import type { RuleDraft, RuleProblem, WouldHave } from '../../../lib/review/rules/rule-draft.ts';
import type { ReviewRule, RuleOutcome } from '../../../lib/review/rules/rules.ts';
import { LEVELS } from '../../../lib/review/scopes/levels.ts';
import { type TextKey, t } from '../../i18n.ts';
import { DECISIONS, EDITIONS, siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Field.tsx';
import { levelText } from '../../ui/LevelBadge.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { DraftState, RulesModel, TriedRule } from './rules-model.ts';

/** The levels to choose from, with one for "does not matter". */
const levelOptions = (): { value: string; label: string }[] => [
  { value: '', label: t('rules_levelAny') },
  ...LEVELS.map((level) => ({ value: level, label: levelText(level) })),
];

/** The editions to choose from, with one for "does not matter". */
const editionOptions = (): { value: string; label: string }[] => [
  { value: '', label: t('rules_levelAny') },
  ...(Object.keys(EDITIONS) as ApprovalRequest['edition'][]).map((value) => ({
    value,
    label: t(EDITIONS[value]),
  })),
];

const OUTCOME_TEXTS = {
  approve: 'rules_outcomeApprove',
  deny: DECISIONS.deny.verb,
  block: DECISIONS.block.verb,
  review: 'rules_outcomeReview',
} as const satisfies Record<RuleOutcome, TextKey>;

export const outcomeText = (outcome: RuleOutcome): string => t(OUTCOME_TEXTS[outcome]);

const outcomeOptions = (): { value: RuleOutcome; label: string }[] =>
  (['approve', 'deny', 'block', 'review'] as const).map((value) => ({
    value,
    label: outcomeText(value),
  }));

/** What a rule asks for, one condition a line. */
export function conditionTexts({ when }: ReviewRule): string[] {
  const { clientId, redirectDomain, redirectHost, edition } = when;
  const { levelAtMost, levelAtLeast, scopesWithin, site } = when;
  const all: [TextKey, string | undefined][] = [
    ['banner_rowClient', clientId],
    ['rules_host', redirectHost],
    ['rules_domain', redirectDomain],
    ['banner_rowSite', site],
    ['detail_edition', edition && t(EDITIONS[edition])],
    ['rules_atMost', levelAtMost && levelText(levelAtMost)],
    ['rules_atLeast', levelAtLeast && levelText(levelAtLeast)],
    ['banner_rowScopes', scopesWithin?.join(' ')],
  ];
  return all.flatMap(([label, value]) => (value ? [t('ui_labeled', t(label), value)] : []));
}

const PROBLEM_TEXTS = {
  'no-condition': 'rules_allMet',
  'approve-needs-client': 'rules_needClient',
  'approve-needs-bound': 'rules_needClient',
  'approve-needs-host': 'rules_needClient',
  'approve-needs-edition': 'rules_needClient',
  'reason-owed': 'problem_reason_owed',
  'bad-clientId': 'byhand_badClient',
  'bad-redirectDomain': 'rules_badDomain',
  'bad-redirectHost': 'rules_badDomain',
  'bad-site': 'rules_badDomain',
  'bad-scopesWithin': 'rules_badScopes',
  'bad-rule': 'rules_badScopes',
} as const satisfies Record<RuleProblem, TextKey>;

const ruleProblemText = (problem: RuleProblem): string => t(PROBLEM_TEXTS[problem]);

/** A rule's own name, or what it does. */
export const ruleName = ({ note, outcome }: ReviewRule): string => note || outcomeText(outcome);

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
export function RuleForm({ rules, form }: { rules: RulesModel; form: DraftState }) {
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

/** How many requests are named; those that differ come first. */
const NAMED = 10;

/** What a rule would have done so far, before it does anything. */
export function TriedResult({ rules, tried }: { rules: RulesModel; tried: TriedRule }) {
  const words = useRef<HTMLParagraphElement>(null);
  const { rule, switching } = tried;
  const done = tried.tried !== undefined;
  useLayoutEffect(() => {
    if (done) words.current?.scrollIntoView({ block: 'nearest' });
  }, [done]);
  return (
    <div class="tried">
      <p role="status" ref={words}>
        {summary(tried)}
      </p>
      {tried.tried && tried.tried.would.length > 0 && (
        <ul aria-label={t('rules_tried')}>
          {firstOnes(tried.tried.would).map((would) => (
            <li key={would.request.id} dir="auto" class="facts">
              {wouldText(would, rule.outcome)}
            </li>
          ))}
        </ul>
      )}
      {done && (
        <div class="actions">
          {switching && (
            <Button look="main" onPress={() => rules.turnOn(rule)}>
              {t('rules_turnOnYes')}
            </Button>
          )}
          <Button onPress={rules.closeTry}>
            {t(switching ? 'rules_turnOnNo' : 'import_close')}
          </Button>
        </div>
      )}
    </div>
  );
}

function summary({ tried, looked, failed }: TriedRule): string {
  if (failed) return problemText('storage-failed');
  if (!tried) return t('ui_moment');
  const { would, agrees, differs } = tried;
  return t('rules_triedSome', would.length, looked, agrees, differs);
}

function firstOnes(would: readonly WouldHave[]): WouldHave[] {
  const rank = ({ agrees }: WouldHave) => (agrees === false ? 0 : agrees ? 2 : 1);
  return [...would].sort((a, b) => rank(a) - rank(b)).slice(0, NAMED);
}

function wouldText({ request, decided }: WouldHave, outcome: RuleOutcome): string {
  const names = [request.app.name, siteInWords(request.site)];
  const rule = outcomeText(outcome);
  if (!decided) return t('rules_wouldOpen', ...names, rule);
  return t('rules_wouldDecided', ...names, t(DECISIONS[decided].verb), rule);
}
