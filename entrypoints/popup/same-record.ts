import type { ApprovalRequest } from '../../lib/requests/schema.ts';

/** The same record: then the same object, so that what was worked out and drawn is kept. */
export function sameRecord(
  a: ApprovalRequest | undefined,
  b: ApprovalRequest,
): a is ApprovalRequest {
  return (
    a !== undefined &&
    a.updatedAt === b.updatedAt &&
    a.status === b.status &&
    a.requesters.length === b.requesters.length &&
    a.asked === b.asked &&
    a.review === b.review
  );
}
