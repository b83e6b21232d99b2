import { draftOf, emptyDraft, ruleFromDecision, ruleOfDraft, tryRule } from './rules/rule-draft.ts';

/** What rules are made and tried with. It carries lists of scopes and domains: loaded later. */
export const lateRules = { ruleFromDecision, tryRule, draftOf, emptyDraft, ruleOfDraft };
export type LateRules = typeof lateRules;
