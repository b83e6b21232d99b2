import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { RuleProblem } from '../../../lib/review/rules/rule-draft.ts';
import type { ReviewRule, RuleOutcome } from '../../../lib/review/rules/rules.ts';
import { LEVELS, type Level } from '../../../lib/review/scopes/levels.ts';
import { type TextKey, t, tn } from '../../i18n.ts';
import { EDITIONS } from '../../request-texts.ts';

const LEVEL_TEXTS = {
  low: 'rules_levelLow',
  medium: 'rules_levelMedium',
  high: 'rules_levelHigh',
  critical: 'rules_levelCritical',
} as const satisfies Record<Level, TextKey>;

/** The levels to choose from, with one for "does not matter". */
export const levelOptions = (): { value: string; label: string }[] => [
  { value: '', label: t('rules_levelAny') },
  ...LEVELS.map((level) => ({ value: level, label: t(LEVEL_TEXTS[level]) })),
];

/** The editions to choose from, with one for "does not matter". */
export const editionOptions = (): { value: string; label: string }[] => [
  { value: '', label: t('rules_levelAny') },
  ...(Object.keys(EDITIONS) as ApprovalRequest['edition'][]).map((value) => ({
    value,
    label: t(EDITIONS[value]),
  })),
];

const OUTCOME_TEXTS = {
  approve: 'rules_outcomeApprove',
  deny: 'rules_outcomeDeny',
  block: 'rules_outcomeBlock',
  review: 'rules_outcomeReview',
} as const satisfies Record<RuleOutcome, TextKey>;

export const outcomeText = (outcome: RuleOutcome): string => t(OUTCOME_TEXTS[outcome]);

export const outcomeOptions = (): { value: RuleOutcome; label: string }[] =>
  (['approve', 'deny', 'block', 'review'] as const).map((value) => ({
    value,
    label: outcomeText(value),
  }));

/** What a rule asks for, one condition a line. */
export function conditionTexts({ when }: ReviewRule): string[] {
  const { clientId, redirectDomain, redirectHost, edition } = when;
  const { levelAtMost, levelAtLeast, scopesWithin, site } = when;
  return [
    ...(clientId ? [t('rules_whenClient', clientId)] : []),
    ...(redirectHost ? [t('rules_whenHost', redirectHost)] : []),
    ...(redirectDomain ? [t('rules_whenDomain', redirectDomain)] : []),
    ...(site ? [t('rules_whenSite', site)] : []),
    ...(edition ? [t('rules_whenEdition', t(EDITIONS[edition]))] : []),
    ...(levelAtMost ? [t('rules_whenAtMost', t(LEVEL_TEXTS[levelAtMost]))] : []),
    ...(levelAtLeast ? [t('rules_whenAtLeast', t(LEVEL_TEXTS[levelAtLeast]))] : []),
    ...(scopesWithin ? [tn('rules_whenScopes', scopesWithin.length, scopesWithin.join(' '))] : []),
  ];
}

const PROBLEM_TEXTS = {
  'no-condition': 'rules_needCondition',
  'approve-needs-client': 'rules_needClient',
  'approve-needs-bound': 'rules_needBound',
  'approve-needs-host': 'rules_needHost',
  'approve-needs-edition': 'rules_needEdition',
  'reason-owed': 'rules_needReason',
  'bad-clientId': 'rules_badClient',
  'bad-redirectDomain': 'rules_badDomain',
  'bad-redirectHost': 'rules_badDomain',
  'bad-site': 'rules_badSite',
  'bad-scopesWithin': 'rules_badScopes',
  'bad-rule': 'rules_badRule',
} as const satisfies Record<RuleProblem, TextKey>;

export const ruleProblemText = (problem: RuleProblem): string => t(PROBLEM_TEXTS[problem]);

/** A rule's own name, or what it does. */
export const ruleName = ({ note, outcome }: ReviewRule): string => note || outcomeText(outcome);
