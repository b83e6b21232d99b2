import { present } from '../present.ts';
import type { ApprovalRequest, AuditEntry, Decision, Status } from './schema.ts';

/**
 * What may happen to a request, and where each thing leads. A move that is not in the table is
 * refused. `approved` is the reviewer's decision, `granted` what a browser saw: no decision leads
 * to `granted`, and seeing leads to no decision.
 */
export const MOVES = {
  raise: { '': 'pending' },
  join: {
    pending: 'pending',
    'under-review': 'under-review',
    // One more person for what is approved already.
    approved: 'approved',
    granted: 'granted',
    // … or, where it is filed, for what is decided: the answer there is everybody's.
    denied: 'denied',
    blocked: 'blocked',
    dismissed: 'dismissed',
  },
  approve: {
    pending: 'approved',
    'under-review': 'approved',
    approved: 'approved',
    granted: 'granted',
    denied: 'approved',
    blocked: 'approved',
    dismissed: 'approved',
    // The other side's clock may be slower: a late answer is still an answer.
    expired: 'approved',
  },
  deny: {
    pending: 'denied',
    'under-review': 'denied',
    approved: 'denied',
    denied: 'denied',
    blocked: 'denied',
    dismissed: 'denied',
    expired: 'denied',
  },
  block: {
    pending: 'blocked',
    'under-review': 'blocked',
    approved: 'blocked',
    denied: 'blocked',
    blocked: 'blocked',
    dismissed: 'blocked',
    expired: 'blocked',
  },
  dismiss: { pending: 'dismissed', 'under-review': 'dismissed', approved: 'dismissed' },
  withdraw: { pending: 'withdrawn', 'under-review': 'withdrawn', approved: 'withdrawn' },
  supersede: {
    pending: 'superseded',
    'under-review': 'superseded',
    approved: 'superseded',
    granted: 'superseded',
  },
  grant: {
    pending: 'granted',
    'under-review': 'granted',
    approved: 'granted',
    denied: 'granted',
    blocked: 'granted',
    dismissed: 'granted',
    expired: 'granted',
  },
  /** Accept was seen; what that is worth, only a requester's page can tell */
  authorised: { approved: 'approved' },
  /** nobody decided in time */
  expire: { pending: 'expired', 'under-review': 'expired' },
  'blocked-again': { granted: 'approved' },
  /** a reviewer takes it in hand, and gives it back; taking it again changes the name */
  review: { pending: 'under-review', 'under-review': 'under-review' },
  unreview: { 'under-review': 'pending' },
  /** a decision is taken away: the request waits again */
  reopen: {
    approved: 'pending',
    denied: 'pending',
    blocked: 'pending',
    dismissed: 'pending',
  },
  /** one person's ask is dropped, and put back */
  drop: { pending: 'pending', 'under-review': 'under-review', approved: 'approved' },
  'put-back': { pending: 'pending', 'under-review': 'under-review', approved: 'approved' },
  /** a decision or a reopening is taken back: to where the request was before it, see `undo` */
  undo: {
    pending: 'pending',
    approved: 'pending',
    granted: 'granted',
    denied: 'pending',
    blocked: 'pending',
    dismissed: 'pending',
  },
} as const satisfies Record<string, Partial<Record<Status | '', Status>>>;

export type Move = keyof typeof MOVES;

/** What is noted of a request without happening to it: "User installed apps", opened and closed. */
export type Note = 'toggle-opened' | 'toggle-closed';

/** Statuses in which a request is still waiting for its reviewer. */
export const WAITING: ReadonlySet<Status> = new Set(['pending', 'under-review']);
/** Statuses in which a second ask for the same key files no twin. */
export const OPEN: ReadonlySet<Status> = new Set([...WAITING, 'approved']);

/** True where somebody decided here, or a channel proves who did; a link proves nobody. */
export const isProven = ({ via, verified }: Decision): boolean =>
  via === 'here' || via === 'rule' || verified !== undefined;

/** When it was last reopened, in milliseconds since 1970; 0: never. */
export function reopenedAt({ requesters }: ApprovalRequest): number {
  return Math.max(0, ...requesters.map((one) => one.reopenedAt ?? 0));
}

/** Where a move leads from a status, or undefined where the table does not allow it. */
export function target(move: Move, from: Status | ''): Status | undefined {
  const row: Partial<Record<Status | '', Status>> = MOVES[move];
  return row[from];
}

/** A request after a move, with the audit entry that must be written in the same transaction. */
export interface Moved {
  request: ApprovalRequest;
  audit: AuditEntry;
}

/** The audit entry of one move: a snapshot of the request at that moment. */
export function auditOf(
  request: ApprovalRequest,
  what: {
    move: Move | Note;
    from: Status | '';
    actor: AuditEntry['actor'];
    reason?: string;
    at: number;
  },
): AuditEntry {
  const { app } = request;
  return {
    at: what.at,
    requestId: request.id,
    key: request.key,
    move: what.move,
    from: what.from,
    to: request.status,
    actor: what.actor,
    site: request.site,
    app: app.name,
    ...present({ clientId: app.clientId }),
    ...(app.via && { through: app.via.name }),
    scopes: app.scopes,
    reason: what.reason ?? '',
  };
}

/** The same under the reviewer's name: their own word, and nothing where there is none. */
export function withReviewerName<M extends { audit: AuditEntry }>(move: M, name: string): M {
  const by = name.trim();
  return by === '' ? move : { ...move, audit: { ...move.audit, by } };
}

/** The same, made by this press of a button. */
export function pressed<M extends { audit: AuditEntry }>(move: M, press: string | undefined): M {
  return press === undefined ? move : { ...move, audit: { ...move.audit, press } };
}

/**
 * True where this press did its work before: the answer to it was lost, and it was sent again.
 * @param trail the request's audit entries
 */
export function isDone(trail: readonly AuditEntry[], press: string | undefined): boolean {
  return press !== undefined && trail.some((entry) => entry.press === press);
}

/** Makes a move: the changed request and its audit entry, or undefined where it is not allowed. */
export function moved(
  before: ApprovalRequest,
  move: Move,
  how: {
    actor: AuditEntry['actor'];
    at: number;
    reason?: string;
    change?: Partial<Omit<ApprovalRequest, 'status' | 'v' | 'id' | 'key'>>;
  },
): Moved | undefined {
  const to = target(move, before.status);
  if (!to) return undefined;
  const request: ApprovalRequest = { ...before, ...how.change, status: to, updatedAt: how.at };
  return { request, audit: auditOf(request, { ...how, move, from: before.status }) };
}

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
    ...(request.asked && { change: { unseen: true } }),
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
