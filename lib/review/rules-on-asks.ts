import { asEachSays } from '../requests/asks.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { LevelOverrides } from './own-levels.ts';
import { applyRules, type ReviewRule, type Ruled, ruleMatches } from './rules.ts';

/**
 * What the rules say of a request whose asks may describe the app differently: only what they say of
 * each of them. One person's link gets another's ask neither approved nor refused.
 */
export function rulesOnAsks(
  rules: readonly ReviewRule[],
  request: ApprovalRequest,
  overrides?: LevelOverrides,
): Ruled {
  const all = asEachSays(request).map((one) => applyRules(rules, one, overrides));
  const [first] = all;
  return first && all.every(({ rule }) => rule === first.rule) ? first : { outcome: 'review' };
}

/** True where the rule, switched on or not, would settle the request. */
export function ruleMatchesAsks(
  rule: ReviewRule,
  request: ApprovalRequest,
  overrides?: LevelOverrides,
): boolean {
  return asEachSays(request).every((one) => ruleMatches(rule, one, overrides));
}
