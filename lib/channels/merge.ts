import { present } from '../present.ts';
import { liveAsks } from '../requests/asks.ts';
import { authorised } from '../requests/decide.ts';
import { target as leadsTo, type Moved, moved, WAITING } from '../requests/moves.ts';
import { joinDecided, type Received } from '../requests/raise.ts';
import type { ApprovalRequest, Ask, AuditEntry, Decision, Requester } from '../requests/schema.ts';
import type { ChannelItem, ChannelTarget, FiledAsk, FiledDecision } from './channel.ts';
import { type ChannelName, type Clock, type OutboxEntry, type Remote, remoteId } from './outbox.ts';
import { askOf } from './payload.ts';
import { asFiled } from './swapped.ts';

/**
 * What an issue makes of the requests that are here. Pure. The channel has the last word on what was
 * asked and decided, but for what this browser has not told it yet.
 */

export interface Write {
  request: ApprovalRequest;
  audit?: AuditEntry;
}

export interface Filed {
  channel: ChannelName;
  target: ChannelTarget;
  item: ChannelItem;
}

export interface Here {
  /** every request with the same key, and the one that the remote names */
  requests: readonly ApprovalRequest[];
  remote: Remote | undefined;
  /** what this browser still has to tell of that request */
  entries: readonly OutboxEntry[];
  /** whether this person reviews: otherwise only what concerns a request that is here is read */
  review: boolean;
}

/**
 * Takes an ask in.
 * @param ruled whether the reviewer's rules may decide it
 */
export type Receive = (
  history: readonly ApprovalRequest[],
  ask: Ask,
  requester: Requester,
  ruled: boolean,
) => Received;

export interface MergeHelp extends Clock {
  receive: Receive;
}

/** What people are told of. */
export interface News {
  /** asks that are new to the reviewer */
  asks: number;
  /** to whoever asked: what was decided */
  decided: ApprovalRequest[];
  /** to whoever asked: what works for a colleague */
  works: ApprovalRequest[];
}

export interface MergedItem {
  writes: Write[];
  /** undefined: it concerns nobody here */
  remote: Remote | undefined;
  news: News;
}

/** The person as the channel names them, whatever the payload says. */
function requesterOf({ payload, by }: FiledAsk, channel: ChannelName, now: number) {
  const { ask, requester } = askOf(payload, now);
  const name = by.name || requester.name;
  return { ask: { ...ask, name }, requester: { ...requester, name, via: channel, verified: by } };
}

/** One after the other, each on what the one before left. */
class Requests {
  readonly writes: Write[] = [];
  readonly #now: Map<string, ApprovalRequest>;

  constructor(requests: readonly ApprovalRequest[]) {
    this.#now = new Map(requests.map((one) => [one.id, one]));
  }

  all = (): ApprovalRequest[] => [...this.#now.values()];
  withAsk = (id: string): ApprovalRequest | undefined =>
    this.all().find(({ requesters }) => requesters.some((one) => one.id === id));
  one = (id: string): ApprovalRequest | undefined => this.#now.get(id);

  put(write: Write | undefined): ApprovalRequest | undefined {
    if (!write) return undefined;
    this.writes.push(write);
    this.#now.set(write.request.id, write.request);
    return write.request;
  }
}

/** A person who is known by a link alone is verified now. */
function verify(request: ApprovalRequest, filed: FiledAsk, channel: ChannelName) {
  const known = request.requesters.find(({ id }) => id === filed.payload.id);
  if (!known || known.via === 'page' || known.verified) return undefined;
  const name = filed.by.name || known.name;
  const verified: Requester = { ...known, name, via: channel, verified: filed.by };
  const requesters = request.requesters.map((one) => (one === known ? verified : one));
  return { request: { ...request, requesters } };
}

/**
 * One person's ask.
 * @param named the request that this issue is known as
 * @returns whether it is news
 */
function takeAsk(
  here: Requests,
  filed: FiledAsk,
  { item, channel }: Filed,
  named: string,
  help: MergeHelp,
): boolean {
  const known = here.withAsk(filed.payload.id);
  if (known) here.put(verify(known, filed, channel));
  const { ask, requester } = requesterOf(filed, channel, help.now);
  const home = known ? undefined : here.one(named);
  const joined = home && joinDecided(home, ask, requester, help);
  if (joined) return here.put(joined) !== undefined;
  const isPlain = !(item.edited || item.closed || item.decision || item.partial);
  const taken = help.receive(here.all(), ask, requester, isPlain);
  // Full: the issue has them all the same.
  if (!taken.ok) return false;
  for (const write of taken.writes) here.put(write);
  return taken.outcome !== 'already';
}

/** The move by which a decision of somebody else arrives, whatever was decided here before. */
function adopt(
  request: ApprovalRequest,
  made: Decision,
  unseen: boolean,
): { reopened?: Moved; decided: Moved } | undefined {
  const how = { actor: made.via, at: made.at };
  const change = { decision: made, unseen };
  const by = (move: Moved): Moved =>
    made.verified?.name ? { ...move, audit: { ...move.audit, by: made.verified.name } } : move;
  const last = { ...how, reason: made.reason, change };
  if (leadsTo(made.kind, request.status)) {
    const decided = moved(request, made.kind, last);
    return decided && { decided: by(decided) };
  }
  const reopened = takenBack(request, made.via, made.at);
  const decided = reopened && moved(reopened.request, made.kind, last);
  return decided && { reopened, decided: by(decided) };
}

/** The request waits again, because somebody else took the decision back. */
function takenBack(request: ApprovalRequest, actor: string, at: number): Moved | undefined {
  const { decision: _, reviewer: __, ...rest } = request;
  const requesters = request.requesters.map((one) => ({ ...one, reopenedAt: at }));
  return moved(rest, 'reopen', { actor, at, change: { requesters, unseen: false } });
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * A decision as it was filed. Of one that claims to be of days later, it was then: whatever the time is
 * here, it is the same decision at every look.
 */
export function decisionOf({ payload, by, at }: FiledDecision, channel: ChannelName): Decision {
  const { kind, reason, at: decidedAt } = payload;
  return { kind, reason, at: decidedAt > at + DAY ? at : decidedAt, via: channel, verified: by };
}

/**
 * Takes over what was decided there.
 * @param sentAt its time by the clock of whoever decided
 * @returns `at` of the decision that both have then; undefined: none
 */
export function settle(
  here: { put(write: Write | undefined): unknown },
  request: ApprovalRequest,
  made: Decision,
  sentAt = made.at,
): number | undefined {
  const { kind, reason, at = 0 } = request.decision ?? {};
  // In the same way, at the same time: this browser's own word.
  if (kind === made.kind && reason === made.reason && [made.at, sentAt].includes(at)) return at;
  const moves = adopt(request, made, request.asked);
  here.put(moves?.reopened);
  here.put(moves?.decided);
  return moves ? made.at : undefined;
}

interface Verdict {
  decidedAt: number | undefined;
  decided?: ApprovalRequest;
}

/** What is on its way from here is settled when it arrives. */
function isTelling({ entries, remote }: Here): boolean {
  return entries.some(
    ({ task, remote: to, state }) =>
      (task.kind === 'decision' || task.kind === 'reopen') &&
      to === remote?.id &&
      state !== 'failed',
  );
}

/** What it means that a person closed the issue without a word. */
export const closedByHand = (via: ChannelName, at: number): Decision => ({
  kind: 'dismiss',
  reason: '',
  at,
  via,
});

/** What the issue says was decided; closed without a word is an answer too. */
function madeThere({ item, channel }: Filed, now: number): Decision | undefined {
  if (item.decision) return decisionOf(item.decision, channel);
  // Comments that were not read yet may say what it was.
  return item.closed && !item.partial ? closedByHand(channel, now) : undefined;
}

function takeVerdict(here: Requests, id: string, filed: Filed, state: Here, now: number): Verdict {
  const { item, channel } = filed;
  const request = here.one(id);
  const before = state.remote?.decidedAt;
  if (!request || isTelling(state)) return { decidedAt: before };
  const made = madeThere(filed, now);
  const isKnown = item.decision ? made?.at === before : !WAITING.has(request.status);
  if (made && !isKnown) {
    const decidedAt = settle(here, request, made, item.decision?.payload.at) ?? before;
    const last = here.one(id);
    const isNews = last?.asked && last !== request;
    return { decidedAt, ...(isNews && { decided: last }) };
  }
  if (item.decision || item.closed || item.partial) return { decidedAt: before };
  const isTakenBack = before !== undefined && request.decision?.at === before;
  if (isTakenBack) here.put(takenBack(request, channel, now));
  return { decidedAt: undefined };
}

/** True where this person's account filed it: others know the ask's id as well, and may file it too. */
const isOf = ({ id, verified }: Requester, { payload, by }: FiledAsk): boolean =>
  id === payload.id && verified?.accountId === by.accountId;

/** For whom it works, and that it was authorized, as others say. */
function takeOutcomes(here: Requests, id: string, { item, channel }: Filed, now: number): void {
  const request = here.one(id);
  if (!request) return;
  if (item.authorized && request.status === 'approved' && !request.authorisedAt) {
    const move = authorised(request, now);
    here.put(move && { ...move, audit: { ...move.audit, actor: channel } });
  }
  const works = item.asks.filter(({ payload }) => item.granted.includes(payload.id));
  const isNew = (one: Requester) => !one.worksAt && works.some((ask) => isOf(one, ask));
  const current = here.one(id) ?? request;
  if (!current.requesters.some(isNew)) return;
  const requesters = current.requesters.map((one) => (isNew(one) ? { ...one, worksAt: now } : one));
  const told = { ...current, requesters };
  const isOver = liveAsks(requesters).every(({ worksAt }) => worksAt !== undefined);
  const change = { grantedAt: now, unseen: false };
  const closed = isOver ? moved(told, 'grant', { actor: channel, at: now, change }) : undefined;
  here.put(closed ?? { request: told });
}

/** Whether the issue's own text was changed; what others joined with is each for itself. */
function marked(request: ApprovalRequest, { asks: [own], edited }: ChannelItem) {
  const known = own && request.requesters.find((one) => isOf(one, own));
  if (!known || (known.edited === true) === edited) return undefined;
  const { edited: _, ...plain } = known;
  const one = edited ? { ...plain, edited } : plain;
  const requesters = request.requesters.map((ask) => (ask === known ? one : ask));
  return { request: { ...request, requesters } };
}

/** Where it is filed, as this look found it. */
function remoteOf(
  { item, channel, target }: Filed,
  request: ApprovalRequest,
  state: Here,
  { decidedAt, now }: { decidedAt: number | undefined; now: number },
): Remote {
  const before = state.remote;
  return {
    id: remoteId(target.site, item.ref.id),
    requestId: request.id,
    channel,
    target,
    ref: item.ref,
    revision: item.revision,
    syncedAt: now,
    granted: [...new Set([...(before?.granted ?? []), ...item.granted])],
    ...present({
      review: state.review || before?.review,
      decidedAt,
      authorizedAt: item.authorized ? request.authorisedAt : before?.authorizedAt,
      byHand: before?.byHand && !item.closed,
    }),
  };
}

/** Compares an issue with what is here. */
export function mergeItem(found: Filed, state: Here, help: MergeHelp): MergedItem {
  const { now } = help;
  const here = new Requests(state.requests);
  const name = state.remote?.requestId ?? '';
  const item = asFiled(found.item, here.one(name), now);
  const filed = { ...found, item };
  const take = (one: FiledAsk) => takeAsk(here, one, filed, name, help);
  const asks = state.review ? item.asks.filter(take).length : 0;
  const first = item.asks.find(({ payload }) => here.withAsk(payload.id));
  const request = here.one(name) ?? (first && here.withAsk(first.payload.id));
  if (!request)
    return { writes: here.writes, remote: undefined, news: { asks, decided: [], works: [] } };
  const { id } = request;
  here.put(marked(here.one(id) ?? request, item));
  const { decidedAt, decided } = takeVerdict(here, id, filed, state, now);
  takeOutcomes(here, id, filed, now);
  const last = here.one(id) ?? request;
  const isFirst = item.granted.length > 0 && state.remote?.granted.length === 0;
  const works = isFirst && last.asked && last.status === 'approved' ? [last] : [];
  const remote = remoteOf(filed, last, state, { decidedAt, now });
  // What is decided already waits for nobody.
  const waiting = WAITING.has(last.status) ? asks : 0;
  const news = { asks: waiting, decided: decided ? [decided] : [], works };
  return { writes: here.writes, remote, news };
}
