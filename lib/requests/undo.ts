import { type Moved, moved, reopenedAt, WAITING } from './moves.ts';
import {
  type ApprovalRequest,
  type AuditEntry,
  type Decision,
  DecisionKind,
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
  return { kind: move, reason, at, via: actor === 'link' ? 'link' : 'here' };
}

/** What was decided after all these moves; what was taken back or away is not. */
function standing(trail: readonly AuditEntry[]): Decision | undefined {
  const said: (Decision | undefined)[] = [];
  for (const entry of trail) {
    if (entry.move === 'undo') said.pop();
    else if (entry.move === 'reopen') said.push(undefined);
    else if (isKind(entry.move)) said.push(decisionIn(entry));
  }
  return said.at(-1);
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
  const before = standing(trail.slice(0, -1));
  const requesters = request.requesters.map(({ reopenedAt: at, ...one }) =>
    at === undefined || at === word.at ? one : { ...one, reopenedAt: at },
  );
  return {
    ok: true,
    write: {
      request: { ...rest, requesters, status: to, ...(before ? { decision: before } : {}) },
      audit: { ...write.audit, to },
    },
  };
}
