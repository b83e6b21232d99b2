import { present } from '../present.ts';
import { asksOf, type OneAsk, settled } from './asks.ts';
import { MAX } from './limits.ts';
import { WAITING } from './moves.ts';
import type { ApprovalRequest, Requester } from './schema.ts';

/** What becomes of the requests with one key: to be written, and to be taken out (their asks went on). */
export interface Merged {
  puts: ApprovalRequest[];
  drops: string[];
}

const ENDED: ReadonlySet<string> = new Set(['withdrawn', 'superseded']);

/** Nobody decided: each browser expires what waits by its own clock and setting. */
const isOpen = ({ status }: ApprovalRequest): boolean =>
  WAITING.has(status) || status === 'expired';

/** When one ask was last decided, in milliseconds since 1970; 0: never. */
function saidAt(one: ApprovalRequest, { reopenedAt = 0 }: Requester): number {
  const { decision, grantedAt = 0, updatedAt, status } = one;
  if (isOpen(one)) return reopenedAt;
  const ended = ENDED.has(status) ? updatedAt : 0;
  return Math.max(decision?.at ?? 0, reopenedAt, grantedAt, ended);
}

/** What tells two standings of the same time apart, the same in every browser. */
function lastWord(one: ApprovalRequest): string {
  const { status, decision, reviewer } = one;
  if (!isOpen(one)) return JSON.stringify(['2', status, decision?.kind, decision?.reason]);
  // In somebody's hand, and who took it first.
  if (status !== 'under-review') return '0';
  const since = Number.MAX_SAFE_INTEGER - (reviewer?.at ?? 0);
  return JSON.stringify(['1', String(since).padStart(16, '0'), reviewer?.name]);
}

type Word = readonly [ApprovalRequest, Requester];

function beats(a: Word, b: Word): boolean {
  const later = saidAt(...a) - saidAt(...b);
  return later === 0 ? lastWord(a[0]) > lastWord(b[0]) : later > 0;
}

/** The same last decision: their asks belong together, up to the limit. */
function belongs(home: ApprovalRequest, from: ApprovalRequest, more: number): boolean {
  if (home.requesters.length + more > MAX.requesters) return false;
  if (WAITING.has(from.status)) return WAITING.has(home.status);
  const [a, b] = [home, from].map(({ status, decision, grantedAt, updatedAt }) => {
    // Who decided is proven in one browser and not in the other.
    const { verified: _, ...made } = decision ?? {};
    return JSON.stringify([status, made, grantedAt, ENDED.has(status) && updatedAt]);
  });
  return a === b;
}

/** The ask as it is here, under the file's word. */
function underWord(ask: Requester, theirs: Requester | undefined): Requester {
  const { reopenedAt: _, ...rest } = ask;
  return theirs?.reopenedAt === undefined ? rest : { ...rest, reopenedAt: theirs.reopenedAt };
}

/** The file's word, on the request of this browser. */
function adopt(
  here: ApprovalRequest,
  from: ApprovalRequest,
  asks: readonly OneAsk[],
): ApprovalRequest {
  const {
    decision: _d,
    reviewer: _r,
    grantedAt: _g,
    authorisedAt: _a,
    supersededBy: _s,
    ...rest
  } = here;
  const { decision, reviewer, grantedAt, authorisedAt, supersededBy } = from;
  return {
    ...settled(rest, asks),
    status: from.status,
    updatedAt: Math.max(here.updatedAt, from.updatedAt),
    ...present({ decision, reviewer, grantedAt, authorisedAt, supersededBy }),
    unseen: here.asked && decision !== undefined,
  };
}

/** Where both wait: in whose hand it is. */
function inHand(home: ApprovalRequest, from: ApprovalRequest): Partial<ApprovalRequest> {
  if (from.status !== 'under-review' || lastWord(from) <= lastWord(home)) return {};
  return { status: from.status, ...present({ reviewer: from.reviewer }) };
}

/** Further people's asks join those that are here. */
function withAsks(
  home: ApprovalRequest,
  from: ApprovalRequest,
  asks: readonly OneAsk[],
): ApprovalRequest {
  const lastAskAt = Math.max(home.lastAskAt ?? 0, from.lastAskAt ?? 0);
  return {
    ...settled(home, [...asksOf(home), ...asks]),
    createdAt: Math.min(home.createdAt, from.createdAt),
    updatedAt: Math.max(home.updatedAt, from.updatedAt),
    review: home.review || from.review,
    ...(lastAskAt > 0 && { lastAskAt }),
    ...inHand(home, from),
  };
}

/** A request of this browser after the file's word on some of its asks; `moved`: those that leave it. */
interface Split {
  left: ApprovalRequest | undefined;
  moved: OneAsk[];
}

/** @param alone no other request here waits with the same key, where this one would */
function response(one: ApprovalRequest, from: ApprovalRequest, alone: boolean): Split {
  const theirs = new Map(from.requesters.map((ask) => [ask.id, ask]));
  const won = (ask: Requester): boolean => {
    const there = theirs.get(ask.id);
    return there !== undefined && beats([from, there], [one, ask]);
  };
  const before = asksOf(one);
  const lost = before.filter(({ requester }) => won(requester));
  if (lost.length === 0) return { left: one, moved: [] };
  const under = (ask: OneAsk): OneAsk => ({
    ...ask,
    requester: underWord(ask.requester, theirs.get(ask.requester.id)),
  });
  const asks = before.map((ask) => (lost.includes(ask) ? under(ask) : ask));
  if (WAITING.has(one.status) && WAITING.has(from.status)) {
    return { left: { ...settled(one, asks), ...inHand(one, from) }, moved: [] };
  }
  if (lost.length === asks.length && alone) return { left: adopt(one, from, asks), moved: [] };
  // The others keep their decision; the file's decision is on these alone.
  const rest = before.filter((ask) => !lost.includes(ask));
  return { left: rest.length > 0 ? settled(one, rest) : undefined, moved: lost.map(under) };
}

/**
 * A request out of somebody's file, held against what is here with the same key. An ask is known by its
 * id, in whichever request it is; of two decisions the later one counts. Who has whose file
 * against which makes no difference, and the same file once more changes nothing.
 * @param here every request in this browser with the same key
 * @param newId a new ULID, where the file's is taken
 */
export function mergeRequest(
  here: readonly ApprovalRequest[],
  from: ApprovalRequest,
  newId: () => string,
): Merged {
  const now = new Map(here.map((one) => [one.id, one]));
  const known = new Set(here.flatMap(({ requesters }) => requesters.map(({ id }) => id)));
  const asks = asksOf(from).filter(({ requester }) => !known.has(requester.id));
  let { asked, review } = from;
  for (const one of here) {
    const others = [...now.values()].filter(({ id }) => id !== one.id);
    const twin = WAITING.has(from.status) && others.some(({ status }) => WAITING.has(status));
    const { left, moved } = response(one, from, !twin);
    if (left) now.set(one.id, left);
    else now.delete(one.id);
    if (moved.length === 0) continue;
    asks.push(...moved);
    // Whose it is, this browser knows, and not the file.
    asked = one.asked && moved.some(({ requester }) => requester.via === 'page');
    review ||= one.review;
  }
  if (asks.length > 0) {
    const home = [...now.values()].find((one) => belongs(one, from, asks.length));
    const id = here.some((one) => one.id === from.id) ? newId() : from.id;
    const fresh = { ...settled(from, asks), id, asked, review };
    now.set(home?.id ?? id, home ? withAsks(home, from, asks) : fresh);
  }
  const before = new Map(here.map((one) => [one.id, one]));
  return {
    puts: [...now.values()].filter((one) => before.get(one.id) !== one),
    drops: [...before.keys()].filter((id) => !now.has(id)),
  };
}
