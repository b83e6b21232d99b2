import { asEachSays } from '../../requests/asks.ts';
import { disagreement } from '../../requests/disagree.ts';
import type { ApprovalRequest } from '../../requests/schema.ts';
import { applyRules, type Look, type ReviewRule, type Ruled, ruleMatches } from './rules.ts';

/** That asks do not agree is a warning itself. */
const lookOn = (request: ApprovalRequest, look: Look): Look => ({
  ...look,
  warned: (one) => disagreement(request) !== undefined || look.warned(one),
});

/**
 * What the rules say of a request whose asks may describe the app differently: only what they say of
 * each of them. One person's link gets another's ask neither approved nor refused.
 */
export function rulesOnAsks(
  rules: readonly ReviewRule[],
  request: ApprovalRequest,
  look: Look,
): Ruled {
  const all = asEachSays(request).map((one) => applyRules(rules, one, lookOn(request, look)));
  const [first] = all;
  return first && all.every(({ rule }) => rule === first.rule) ? first : { outcome: 'review' };
}

/** True where the rule, switched on or not, would settle the request. */
export function ruleMatchesAsks(rule: ReviewRule, request: ApprovalRequest, look: Look): boolean {
  return asEachSays(request).every((one) => ruleMatches(rule, one, lookOn(request, look)));
}
