import { type Moved, moved, target, WAITING } from './moves.ts';
import type { ApprovalRequest, Decision, DecisionKind } from './schema.ts';

export type DecideProblem = 'reason-owed' | 'not-open';
export type Decided = { ok: true; write: Moved } | { ok: false; problem: DecideProblem };

/** Decisions that owe the requesters a reason. */
export const OWES_REASON: ReadonlySet<DecisionKind> = new Set(['deny', 'block']);

/** The reviewer decides, here. For everybody who asked. */
export function decide(
  request: ApprovalRequest,
  decision: { kind: DecisionKind; reason: string },
  now: number,
): Decided {
  const reason = decision.reason.trim();
  if (OWES_REASON.has(decision.kind) && reason === '') return { ok: false, problem: 'reason-owed' };
  const said: Decision = { kind: decision.kind, reason, at: now, via: 'here' };
  const write = moved(request, decision.kind, {
    actor: 'reviewer',
    at: now,
    reason,
    change: { decision: said },
  });
  return write ? { ok: true, write } : { ok: false, problem: 'not-open' };
}

/**
 * The reviewer's decision comes back by link.
 * @returns undefined where nothing changes: the same decision again, an older one, or a request
 *   that no decision can move any more (withdrawn, superseded)
 */
export function hear(
  request: ApprovalRequest,
  said: Omit<Decision, 'via'>,
  now: number,
): Moved | undefined {
  const last = request.decision;
  if (last && last.at >= said.at) return undefined;
  const decision: Decision = { ...said, via: 'link' };
  return moved(request, said.kind, {
    actor: 'link',
    at: now,
    reason: said.reason,
    change: { decision, unseen: true },
  });
}

/**
 * The reviewer takes a decision away, and the request waits again. What was decided is in the log.
 * @param kin every request with the same key: where somebody asked anew meanwhile, that one is open
 */
export function reopen(
  request: ApprovalRequest,
  kin: readonly ApprovalRequest[],
  now: number,
): Moved | undefined {
  if (kin.some((one) => one.id !== request.id && WAITING.has(one.status))) return undefined;
  const { decision: _, reviewer: __, ...rest } = request;
  const requesters = request.requesters.map((one) => ({ ...one, reopenedAt: now }));
  const change = { requesters, unseen: false };
  return moved(rest, 'reopen', { actor: 'reviewer', at: now, change });
}

/** The person gives up. */
export function withdraw(request: ApprovalRequest, now: number): Moved | undefined {
  return moved(request, 'withdraw', { actor: 'requester', at: now, change: { unseen: false } });
}

/** A browser saw the same app and site without the block: the only way to `granted`. */
export function grant(request: ApprovalRequest, now: number): Moved | undefined {
  return moved(request, 'grant', {
    actor: 'page',
    at: now,
    change: { grantedAt: now, unseen: false },
  });
}

/** A reviewer's Accept was seen on the app's consent page: authorised, not yet confirmed. */
export function authorised(request: ApprovalRequest, now: number): Moved | undefined {
  return moved(request, 'authorised', { actor: 'page', at: now, change: { authorisedAt: now } });
}

/** How long a page that looked clean may turn out blocked after all, in milliseconds. */
const SECOND_LOOK = 10 * 60_000;

/**
 * The block is back although the page had looked clean: within ten minutes that was a false dawn
 * (some pages show the block only after Accept), and the request is what it was: as decided, or
 * waiting. Later it is a new block, which the person may ask about anew.
 */
export function blockedAgain(request: ApprovalRequest, now: number): Moved | undefined {
  if (now - (request.grantedAt ?? 0) > SECOND_LOOK) return undefined;
  const write = moved(request, 'blocked-again', { actor: 'page', at: now });
  if (!write) return undefined;
  const { grantedAt: _, ...rest } = write.request;
  const status = (request.decision && target(request.decision.kind, 'pending')) ?? 'pending';
  return { request: { ...rest, status }, audit: { ...write.audit, to: status } };
}
