import { type Moved, moved } from './moves.ts';
import type { ApprovalRequest } from './schema.ts';

/**
 * A reviewer takes the request in hand, or changes the name it is taken under.
 * @param name as the reviewer gives it; may be empty
 */
export function take(request: ApprovalRequest, name: string, now: number): Moved | undefined {
  const since = request.status === 'under-review' ? (request.reviewer?.at ?? now) : now;
  const reviewer = { name: name.trim(), at: since };
  return moved(request, 'review', { actor: 'reviewer', at: now, change: { reviewer } });
}

/** The reviewer gives it back: it waits for anybody again. */
export function giveBack(request: ApprovalRequest, now: number): Moved | undefined {
  const { reviewer: _, ...rest } = request;
  return moved(rest, 'unreview', { actor: 'reviewer', at: now });
}
