import { type Moved, moved, reopenedAt, WAITING } from './moves.ts';
import type { ApprovalRequest } from './schema.ts';

const DAY = 86_400_000;

/** When a request stops waiting, and when half of that time is over; milliseconds since 1970. */
export interface Deadline {
  half: number;
  end: number;
}

/**
 * How long a request may wait, from the last time that somebody asked: who joins yesterday must not
 * lose the request today. An ask that came by link counts from when it came in: what was long under
 * way must not be over when it arrives. What was reopened waits anew.
 * @param days 0: for ever
 * @returns undefined where it does not wait, or may wait for ever
 */
export function deadline(request: ApprovalRequest, days: number): Deadline | undefined {
  if (!WAITING.has(request.status) || days <= 0) return undefined;
  // Records from before it was kept: their last change, which is later, and never too early.
  const asked = Math.max(request.lastAskAt ?? request.updatedAt, reopenedAt(request));
  return { half: asked + (days * DAY) / 2, end: asked + days * DAY };
}

/** Nobody decided in time. For this browser's own person that is news. */
export function expire(request: ApprovalRequest, days: number, now: number): Moved | undefined {
  const until = deadline(request, days);
  if (!until || now < until.end) return undefined;
  return moved(request, 'expire', {
    actor: 'clock',
    at: now,
    ...(request.asked ? { change: { unseen: true } } : {}),
  });
}

/** True where half of the time was over between two looks: each request is reminded of once. */
export function halfPassed(
  request: ApprovalRequest,
  days: number,
  between: { before: number; now: number },
): boolean {
  const until = deadline(request, days);
  return until !== undefined && until.half > between.before && until.half <= between.now;
}
