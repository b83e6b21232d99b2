import { ulid } from 'ulid';
import { decideByRule } from '../requests/decide.ts';
import { type Moved, WAITING } from '../requests/moves.ts';
import { type Imported, type Received, receive } from '../requests/raise.ts';
import type { ApprovalRequest, Ask, Requester } from '../requests/schema.ts';
import { type Look, mayApprove } from '../review/rules/rules.ts';
import {
  levelList,
  ruleList,
  rulingOn,
  type StoredLevels,
  type StoredRules,
} from '../storage/stored-rules.ts';

/** What a rule goes by. */
interface By {
  rules: StoredRules;
  levels: StoredLevels;
  warned: Look['warned'];
}

/** Takes asks in, with the reviewer's rules as they were when it was made. Pure from then on. */
export interface Receiver {
  /** whether a rule may approve: then it has to know all records, which costs reading them */
  looksAtAll: boolean;
  /**
   * The one place where somebody else's ask arrives, whatever brought it.
   * @param history every request with the same key
   * @param all every record, where `looksAtAll`
   * @param ruled whether rules may decide it
   */
  receive(
    history: readonly ApprovalRequest[],
    all: readonly ApprovalRequest[],
    ask: Ask,
    requester: Requester,
    clock: { now: number; ruled?: boolean },
  ): Received;
}

/**
 * Reads the rules. Before the transaction: waiting for anything else within one would end it.
 * @param clients of what may come in
 */
export async function makeReceiver(clients: readonly (string | undefined)[]): Promise<Receiver> {
  const [rules, levels] = await Promise.all([ruleList.read(), levelList.read()]);
  // The lists that warnings go by are big: they are looked into only where a rule could approve.
  const judging = clients.some((clientId) => mayApprove(rules.rules, clientId))
    ? await import('../review/warnings/warned.ts')
    : undefined;
  return {
    looksAtAll: judging !== undefined,
    receive(history, all, ask, requester, { now, ruled = true }) {
      const clock = { now, newId: ulid };
      const by = (taken: Imported): By => {
        const writes = taken.ok ? taken.writes.map((one) => one.request) : [];
        const written = new Map([...all, ...writes].map((one) => [one.id, one]));
        const warned = (one: ApprovalRequest) =>
          judging?.isWarned(one, [...written.values()]) ?? true;
        return { rules, levels, warned };
      };
      const counted = receive(history, ask, requester, clock);
      // A rule that says otherwise comes before an approval of before.
      const undecided = history.filter(({ decision }) => !decision);
      const taken = overruled(by(counted), counted)
        ? receive(undecided, ask, requester, clock)
        : counted;
      if (!taken.ok) return taken;
      const { request, outcome } = taken;
      // A request known here as one's own is now to be reviewed here too: that alone is written.
      if (outcome === 'already') {
        return history.includes(request) ? taken : { ...taken, writes: [{ request }] };
      }
      const move = ruled ? ruledBy(by(taken), request, now) : undefined;
      if (!move) return taken;
      return { ...taken, request: move.request, writes: [...taken.writes, move] };
    },
  };
}

/** One more person was counted in what is approved, and a rule does not approve it. */
function overruled({ rules, levels, warned }: By, taken: Imported): boolean {
  if (!taken.ok || taken.outcome !== 'joined' || WAITING.has(taken.request.status)) return false;
  const { rule, outcome } = rulingOn(rules, taken.request, levels, warned);
  return rule !== undefined && outcome !== 'approve';
}

/** What the reviewer's rules make of a request that has just come in. */
function ruledBy(
  { rules, levels, warned }: By,
  request: ApprovalRequest,
  now: number,
): Moved | undefined {
  const { rule, outcome } = rulingOn(rules, request, levels, warned);
  if (!rule || outcome === 'review') return undefined;
  const { id, note, reason } = rule;
  return decideByRule(request, { kind: outcome, reason, rule: { id, name: note } }, now);
}
