import { type Moved, moved, WAITING } from './moves.ts';
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

/**
 * Takes the reviewer's last decision back: status and decision are again what they were before. Only
 * while nothing else has happened since, and only within seconds, by the decision's own time.
 * @param trail the request's audit entries, oldest first
 * @param kin every request with the same key: where somebody asked anew meanwhile, that one is open
 */
export function undo(
  request: ApprovalRequest,
  trail: readonly AuditEntry[],
  kin: readonly ApprovalRequest[],
  now: number,
): Undone {
  const { decision } = request;
  if (decision?.via !== 'here') return { ok: false, problem: 'not-open' };
  if (now - decision.at > UNDO_WITHIN || now < decision.at)
    return { ok: false, problem: 'too-late' };
  const last = trail.at(-1);
  if (last?.move !== decision.kind || last.at !== decision.at || last.from === '') {
    return { ok: false, problem: 'not-open' };
  }
  const to: Status = last.from;
  const twin = kin.some((one) => one.id !== request.id && WAITING.has(one.status));
  const write = moved(request, 'undo', { actor: 'reviewer', at: now });
  if (!write || (twin && WAITING.has(to))) return { ok: false, problem: 'not-open' };
  const { decision: _, ...rest } = write.request;
  const before = trail.slice(0, -1).map(decisionIn).filter(Boolean).at(-1);
  return {
    ok: true,
    write: {
      request: { ...rest, status: to, ...(before ? { decision: before } : {}) },
      audit: { ...write.audit, to },
    },
  };
}
