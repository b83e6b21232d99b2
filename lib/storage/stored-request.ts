import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest } from '../requests/schema.ts';

/**
 * A request as it lies in IndexedDB: with the fields its indexes stand on. They are derived at
 * each write; a field that does not apply is absent, so that the record is not in that index and
 * a list costs what it shows, however big the store is.
 */
export interface StoredRequest extends ApprovalRequest {
  /** when the wait began, while it waits to be reviewed here */
  queuedAt?: number;
  /** how many ask, as a negative number, while it waits: the most asked for come first in an index */
  queuedFor?: number;
  /** when it stopped waiting, of what came in to be reviewed here */
  closedAt?: number;
  /** when this browser's person asked */
  askedAt?: number;
  /** when a decision came in that the person has not seen */
  unseenAt?: number;
}

/** The place in the queue of what waits, of records too that cannot be parsed. */
export function queuedFor({ requesters }: { requesters?: unknown }): number {
  if (!Array.isArray(requesters)) return 0;
  return -requesters.filter((one) => one?.dropped === undefined).length;
}

/** Adds the index fields. Works on unparsed records too: what is wrong in them stays as it is. */
export function indexed(request: ApprovalRequest): StoredRequest {
  const {
    queuedAt: _q,
    queuedFor: _f,
    closedAt: _c,
    askedAt: _a,
    unseenAt: _u,
    ...rest
  } = request as StoredRequest;
  const waiting = WAITING.has(rest.status);
  return {
    ...rest,
    ...(waiting && rest.review ? { queuedAt: rest.createdAt, queuedFor: queuedFor(rest) } : {}),
    ...(!waiting && rest.review ? { closedAt: rest.updatedAt } : {}),
    ...(rest.asked ? { askedAt: rest.createdAt } : {}),
    ...(rest.unseen ? { unseenAt: rest.updatedAt } : {}),
  };
}
