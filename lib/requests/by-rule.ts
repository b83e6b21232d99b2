import { type Moved, moved, WAITING } from './moves.ts';
import type { ApprovalRequest, DecisionKind, RuleMark } from './schema.ts';

/**
 * A rule decides in the reviewer's place: the same move as by hand, marked with the rule.
 * @returns undefined where no rule may decide: it waits no longer, or this browser's own person
 *   asked, whose request somebody has to look at
 */
export function decideByRule(
  request: ApprovalRequest,
  said: { kind: DecisionKind; reason: string; rule: RuleMark },
  now: number,
): Moved | undefined {
  if (!WAITING.has(request.status) || request.asked) return undefined;
  const { kind, reason, rule } = said;
  const write = moved(request, kind, {
    actor: 'rule',
    at: now,
    reason,
    change: { decision: { kind, reason, at: now, via: 'rule', rule } },
  });
  return write && { ...write, audit: { ...write.audit, rule } };
}
