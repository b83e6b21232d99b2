import { present } from '../present.ts';
import { isEdited } from './asks.ts';
import { withoutSecrets } from './limits.ts';
import { type Moved, moved, reopenedAt, target, WAITING } from './moves.ts';
import {
  type ApprovalRequest,
  type AuditEntry,
  type Decision,
  DecisionKind,
  type RuleMark,
  type Status,
} from './schema.ts';

/**
 * How long after a decision it can be taken back, in milliseconds: the ten seconds for which it is
 * offered, and some for the way.
 */
export const UNDO_WITHIN = 15_000;

export type Undone = { ok: true; write: Moved } | { ok: false; problem: 'too-late' | 'not-open' };

const isKind = (move: string): move is Decision['kind'] =>
  (DecisionKind.options as readonly string[]).includes(move);

/** The decision that an entry of the log tells of. */
function decisionIn({ move, reason, at, actor, rule }: AuditEntry): Decision | undefined {
  if (!isKind(move)) return undefined;
  if (rule) return { kind: move, reason, at, via: 'rule', rule };
  return { kind: move, reason, at, via: actor === 'reviewer' ? 'here' : actor };
}

/** What was decided after all these moves; what was taken back or away is not. */
function currentDecision(trail: readonly AuditEntry[]): Decision | undefined {
  const decisions: (Decision | undefined)[] = [];
  for (const entry of trail) {
    if (entry.move === 'undo') decisions.pop();
    else if (entry.move === 'reopen') decisions.push(undefined);
    else if (isKind(entry.move)) decisions.push(decisionIn(entry));
  }
  return decisions.at(-1);
}

/** The reviewer's last word on a request in this browser, as the log has to tell it too. */
function lastWord(request: ApprovalRequest): { move: string; at: number } {
  const { decision } = request;
  return decision
    ? { move: decision.kind, at: decision.at }
    : { move: 'reopen', at: reopenedAt(request) };
}

/**
 * Takes the reviewer's last decision, or reopening, back: status and decision are again what they were
 * before. Only while nothing else has happened since, and only within seconds, by its own time.
 * @param trail the request's audit entries, oldest first
 * @param kin every request with the same key: where somebody asked anew meanwhile, that one is open
 */
export function undo(
  request: ApprovalRequest,
  trail: readonly AuditEntry[],
  kin: readonly ApprovalRequest[],
  now: number,
): Undone {
  const word = lastWord(request);
  const { decision } = request;
  if (word.at === 0 || (decision && decision.via !== 'here'))
    return { ok: false, problem: 'not-open' };
  if (now - word.at > UNDO_WITHIN || now < word.at) return { ok: false, problem: 'too-late' };
  const last = trail.at(-1);
  if (last?.move !== word.move || last.at !== word.at || last.from === '') {
    return { ok: false, problem: 'not-open' };
  }
  const to: Status = last.from;
  const twin = kin.some((one) => one.id !== request.id && WAITING.has(one.status));
  const write = moved(request, 'undo', { actor: 'reviewer', at: now });
  if (!write || (twin && WAITING.has(to))) return { ok: false, problem: 'not-open' };
  const { decision: _, ...rest } = write.request;
  const before = currentDecision(trail.slice(0, -1));
  const requesters = request.requesters.map(({ reopenedAt: at, ...one }) =>
    at === undefined || at === word.at ? one : { ...one, reopenedAt: at },
  );
  return {
    ok: true,
    write: {
      request: { ...rest, requesters, status: to, ...present({ decision: before }) },
      audit: { ...write.audit, to },
    },
  };
}

/** Nobody approves what nobody can tell: its text was changed after it was filed. */
const isUncertain = (kind: DecisionKind, request: ApprovalRequest): boolean =>
  kind === 'approve' && isEdited(request);

/** True where this decision leads somewhere from where the request is. */
export function mayDecide(kind: DecisionKind, request: ApprovalRequest): boolean {
  const to = target(kind, request.status);
  return to !== undefined && to !== request.status && !isUncertain(kind, request);
}

/**
 * A rule decides in the reviewer's place: the same move as by hand, marked with the rule.
 * @returns undefined where no rule may decide: it waits no longer, or this browser's own person
 *   asked, whose request somebody has to look at
 */
export function decideByRule(
  request: ApprovalRequest,
  ruling: { kind: DecisionKind; reason: string; rule: RuleMark },
  now: number,
): Moved | undefined {
  const { kind, reason, rule } = ruling;
  if (!WAITING.has(request.status) || request.asked || isUncertain(kind, request)) return undefined;
  const write = moved(request, kind, {
    actor: 'rule',
    at: now,
    reason,
    change: { decision: { kind, reason, at: now, via: 'rule', rule } },
  });
  return write && { ...write, audit: { ...write.audit, rule } };
}

/**
 * Two people to a decision: one's own request is decided only after being told that it is one's
 * own and saying yes to that; not at all where the rule is strict.
 * @param own.confirmed the person was told, and agreed
 */
export function selfReviewProblem(
  request: ApprovalRequest,
  own: { strict: boolean; confirmed: boolean },
): 'own-request' | 'own-request-strict' | undefined {
  if (!request.asked) return undefined;
  if (own.strict) return 'own-request-strict';
  return own.confirmed ? undefined : 'own-request';
}

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

export type DecideProblem = 'reason-owed' | 'not-open' | 'edited';
export type Decided = { ok: true; write: Moved } | { ok: false; problem: DecideProblem };

/** Decisions that owe the requesters a reason. */
export const OWES_REASON: ReadonlySet<DecisionKind> = new Set(['deny', 'block']);

/** The reviewer decides, here. For everybody who asked. */
export function decide(
  request: ApprovalRequest,
  decision: { kind: DecisionKind; reason: string },
  now: number,
): Decided {
  const reason = withoutSecrets(decision.reason.trim());
  if (isUncertain(decision.kind, request)) return { ok: false, problem: 'edited' };
  if (OWES_REASON.has(decision.kind) && reason === '') return { ok: false, problem: 'reason-owed' };
  const made: Decision = { kind: decision.kind, reason, at: now, via: 'here' };
  const write = moved(request, decision.kind, {
    actor: 'reviewer',
    at: now,
    reason,
    change: { decision: made },
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
  made: Omit<Decision, 'via'>,
  now: number,
): Moved | undefined {
  const last = request.decision;
  if (last && last.at >= made.at) return undefined;
  const decision: Decision = { ...made, via: 'link' };
  return moved(request, made.kind, {
    actor: 'link',
    at: now,
    reason: made.reason,
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

/** A reviewer's Accept was seen on the app's consent page: authorized, not yet confirmed. */
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

type Key =
  | `share_answer_${DecisionKind}`
  | 'share_answerTry'
  | 'share_unknownSite'
  | 'status_reason';

/** What was decided, in plain words for whoever asked, a sentence a line; empty where nothing was. */
export function answerLines(
  say: (key: Key, ...values: string[]) => string,
  { app, site, decision }: Pick<ApprovalRequest, 'app' | 'site' | 'decision'>,
): string[] {
  if (!decision) return [];
  const { kind, reason } = decision;
  return [
    say(`share_answer_${kind}`, app.name, site || say('share_unknownSite')),
    ...(reason ? [say('status_reason', reason)] : []),
    ...(kind === 'approve' ? [say('share_answerTry')] : []),
  ];
}
