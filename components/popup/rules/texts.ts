import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { RuleProblem } from '../../../lib/review/rules/rule-draft.ts';
import type { ReviewRule, RuleOutcome } from '../../../lib/review/rules/rules.ts';
import { LEVELS } from '../../../lib/review/scopes/levels.ts';
import { type TextKey, t } from '../../i18n.ts';
import { DECISIONS, EDITIONS } from '../../request-texts.ts';
import { levelText } from '../../ui/LevelBadge.tsx';

/** The levels to choose from, with one for "does not matter". */
export const levelOptions = (): { value: string; label: string }[] => [
  { value: '', label: t('rules_levelAny') },
  ...LEVELS.map((level) => ({ value: level, label: levelText(level) })),
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
  deny: DECISIONS.deny.verb,
  block: DECISIONS.block.verb,
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

export const ruleProblemText = (problem: RuleProblem): string => t(PROBLEM_TEXTS[problem]);

/** A rule's own name, or what it does. */
export const ruleName = ({ note, outcome }: ReviewRule): string => note || outcomeText(outcome);
