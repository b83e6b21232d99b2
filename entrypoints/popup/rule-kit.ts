import { ruleFromDecision, tryRule } from '../../lib/review/make-rule.ts';
import { draftOf, emptyDraft, ruleOfDraft } from '../../lib/review/rule-draft.ts';

/** What rules are made and tried with. It carries lists of scopes and domains: loaded later. */
export const ruleKit = { ruleFromDecision, tryRule, draftOf, emptyDraft, ruleOfDraft };
export type RuleKit = typeof ruleKit;
