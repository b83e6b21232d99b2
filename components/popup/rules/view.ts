import type { ReadonlySignal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { RuleDraft, RuleProblem } from '../../../lib/review/rules/rule-draft.ts';
import type { Tried } from '../../../lib/review/rules/rule-from-decision.ts';
import type { ReviewRule } from '../../../lib/review/rules/rules.ts';

/** What a rule would have done so far. */
export interface TriedRule {
  rule: ReviewRule;
  /** absent while the history is being read */
  tried?: Tried;
  /** how many requests were looked at */
  looked: number;
  failed: boolean;
  /** asked for on the way to switching it on */
  switching: boolean;
}

export interface DraftState {
  draft: RuleDraft;
  isNew: boolean;
  problem?: RuleProblem | undefined;
}

export type RulesSaid =
  | 'saved'
  | 'made'
  | 'moved'
  | 'on'
  | 'off'
  | 'dropped'
  | { problem: Problem };

/** An answer for the people whose request a rule decided. */
export interface RuledAnswer {
  id: string;
  text?: string;
  what: 'copied' | 'not-copied' | Problem;
}

/** The reviewer's rules, in the order in which they are asked. */
export interface RulesView {
  phase: ReadonlySignal<'loading' | 'ready' | 'failed'>;
  rules: ReadonlySignal<readonly ReviewRule[]>;
  /** stored, and not to be read as a rule */
  unreadable: ReadonlySignal<number>;
  form: ReadonlySignal<DraftState | undefined>;
  tried: ReadonlySignal<TriedRule | undefined>;
  said: ReadonlySignal<RulesSaid | undefined>;
  answer: ReadonlySignal<RuledAnswer | undefined>;
  add(): Promise<void>;
  edit(rule: ReviewRule): Promise<void>;
  type(change: Partial<RuleDraft>): void;
  cancel(): void;
  save(): Promise<void>;
  tryOut(rule: ReviewRule): Promise<void>;
  /** tries what is in the form, without saving it */
  tryDraft(): Promise<void>;
  closeTry(): void;
  /** shows first what the rule would have done; `turnOn` does it */
  beginOn(rule: ReviewRule): Promise<void>;
  turnOn(rule: ReviewRule): Promise<void>;
  turnOff(rule: ReviewRule): Promise<void>;
  move(rule: ReviewRule, by: 1 | -1): Promise<void>;
  drop(rule: ReviewRule): Promise<void>;
  /** true where a rule can be made of what was decided on this request */
  canMake(request: ApprovalRequest): boolean;
  makeFrom(request: ApprovalRequest): Promise<void>;
  copyAnswer(request: ApprovalRequest): Promise<void>;
}
