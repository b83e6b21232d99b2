import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { DeskRow } from '../../../lib/review/queue-query.ts';

/** The same record: then the same object, so that what was worked out and drawn is kept. */
function sameRecord(a: ApprovalRequest | undefined, b: ApprovalRequest): a is ApprovalRequest {
  return (
    a !== undefined &&
    a.updatedAt === b.updatedAt &&
    a.status === b.status &&
    a.requesters.length === b.requesters.length &&
    a.asked === b.asked &&
    a.review === b.review
  );
}

/** The rows as they are now, each record that is as it was before being the same object. */
export function sameRows(before: readonly DeskRow[], now: readonly DeskRow[]): DeskRow[] {
  const known = new Map(before.map(({ request }) => [request.id, request]));
  return now.map((row) => {
    const one = known.get(row.request.id);
    return sameRecord(one, row.request) ? { ...row, request: one } : row;
  });
}
