import type { ApprovalRequest } from './schema.ts';

/**
 * Two people to a decision: one's own request is decided only after being told that it is one's
 * own and saying yes to that; not at all where the rule is strict.
 * @param own.confirmed the person was told, and said yes
 */
export function ownProblem(
  request: ApprovalRequest,
  own: { strict: boolean; confirmed: boolean },
): 'own-request' | 'own-request-strict' | undefined {
  if (!request.asked) return undefined;
  if (own.strict) return 'own-request-strict';
  return own.confirmed ? undefined : 'own-request';
}
