import { draftOf, emptyDraft, ruleOfDraft } from './rules/rule-draft.ts';
import { ruleFromDecision, tryRule } from './rules/rule-from-decision.ts';

/** What rules are made and tried with. It carries lists of scopes and domains: loaded later. */
export const lateRules = { ruleFromDecision, tryRule, draftOf, emptyDraft, ruleOfDraft };
export type LateRules = typeof lateRules;
