import {
  type Channel,
  type ChannelFailure,
  type LabeledAsk,
  labelOf,
  type Resolved,
  type Submitted,
} from '../channels/channel.ts';
import type { ServiceDeskChannel } from '../channels/jsm/channel.ts';
import { closedByHand, decisionOf, settle, type Write } from '../channels/merge.ts';
import {
  type ChannelName,
  failedWith,
  lost,
  nextDue,
  nextTime,
  notFound,
  type OutboxEntry,
  type OutboxProblem,
  type Remote,
  remoteId,
} from '../channels/outbox.ts';
import { decisionPayload, requestPayload } from '../channels/payload.ts';
import type { ApprovalRequest, Decision, DecisionKind } from '../requests/schema.ts';
import type { Change, Reads, Store } from '../storage/request-store.ts';

/** The half that every channel has, and what reviewers need. */
export type AnyChannel = Pick<Channel, 'probe' | 'submit' | 'recall' | 'status' | 'note'> &
  Partial<Pick<Channel, 'list' | 'resolve' | 'reopen'> & Pick<ServiceDeskChannel, 'answer'>>;

export interface SenderParts {
  store: Store;
  channel(name: ChannelName): Promise<AnyChannel>;
  /** what people read in the channel of a decision */
  words(request: ApprovalRequest): Promise<string>;
  /** whether the person let this extension call the site */
  may(site: string): Promise<boolean>;
  now(): number;
  /** 0 to 1: so that browsers do not come together */
  chance(): number;
}

/** So many entries in one go; what is left comes with the next. */
const MAX_SENT = 500;
/** Asks that a decision names at most, as in a link. */
const MAX_IDS = 500;

type Failure = Omit<ChannelFailure, 'problem' | 'ok'> & { problem: OutboxProblem };

const nothing = { writes: [], result: undefined };
type Ended = Pick<Change<void>, 'outbox' | 'remotes'> & { writes?: Write[] };

/**
 * Tells channels what is in the outbox, one entry after the other. Whoever calls it sees to it that
 * there is one at a time.
 */
export function createSender(parts: SenderParts) {
  const { store, channel, now } = parts;
  /** sites that just refused whatever this person asks */
  const down = new Map<string, Failure>();

  /** Writes what became of an entry, unless somebody took it back meanwhile. */
  const end = (entry: OutboxEntry, what: (reads: Reads) => Promise<Ended> | Ended): Promise<void> =>
    store.change(async (reads) => {
      if (!(await reads.entry(entry.id))) return nothing;
      const { writes = [], ...rows } = await what(reads);
      return { writes, result: undefined, ...rows };
    });
  const becomes = (entry: OutboxEntry, next: OutboxEntry) =>
    end(entry, () => ({ outbox: { put: [next] } }));
  const fail = (entry: OutboxEntry, failure: Failure) => {
    // What a site says to one entry it says to the next: it is not asked again in the same go.
    if (/signed-out|rate-limited/.test(failure.problem)) down.set(entry.target.site, failure);
    return becomes(entry, failedWith(entry, { ok: false, ...failure }, now(), parts.chance()));
  };
  const drop = (entry: OutboxEntry) => end(entry, () => ({ outbox: { drop: [entry.id] } }));

  /** Marks it as being sent; undefined: somebody took it back. */
  const claim = (entry: OutboxEntry): Promise<OutboxEntry | undefined> =>
    store.change<OutboxEntry | undefined>(async (reads) => {
      const there = await reads.entry(entry.id);
      if (!there || there.state !== entry.state) return nothing;
      const claimed: OutboxEntry = { ...there, state: 'sending' };
      return { writes: [], result: claimed, outbox: { put: [claimed] } };
    });

  /** The ask is there: from now on this browser knows where. */
  const filed = (entry: OutboxEntry, { ref }: Submitted) =>
    end(entry, async (reads) => {
      const { channel: name, target, requestId } = entry;
      const id = remoteId(target.site, ref.id);
      const before = await reads.remote(id);
      const known = before && (await reads.one(before.requestId));
      const { gone: _, ...rest } = before ?? { granted: [] as string[], gone: false };
      const remote: Remote = {
        ...rest,
        ...{ id, channel: name, target, ref, revision: '', syncedAt: now() },
        requestId: known?.review ? known.id : requestId,
      };
      return { outbox: { drop: [entry.id] }, remotes: { put: [remote] } };
    });

  /** What may have arrived is looked for, whatever became of the request here. */
  async function lookFor(entry: OutboxEntry, ask: LabeledAsk) {
    const recalled = await (await channel(entry.channel)).recall(entry.target, ask);
    if (!recalled.ok) return fail(entry, recalled);
    if (recalled.found) return filed(entry, recalled.found);
    return becomes(entry, notFound(entry, now()));
  }

  async function sendAsk(entry: OutboxEntry, request: ApprovalRequest, ask: string) {
    const requester = request.requesters.find(({ id }) => id === ask);
    if (!requester) return drop(entry);
    const payload = requestPayload(request, requester);
    const labeled = { payload, label: await labelOf(payload) };
    if (entry.state === 'unknown') return lookFor(entry, labeled);
    if (request.status === 'withdrawn' || request.status === 'superseded') return drop(entry);
    const claimed = await claim(entry);
    if (!claimed) return undefined;
    const sent = await (await channel(entry.channel)).submit(entry.target, labeled);
    return sent.ok ? filed(claimed, sent) : fail(claimed, sent);
  }

  /** What was decided there by somebody else who was faster: a person who closed the issue has, too. */
  function madeOf(name: ChannelName, { outcome, decision }: Resolved): Decision | undefined {
    if (decision) return decisionOf(decision, name);
    return outcome === 'already' ? closedByHand(name, now()) : undefined;
  }

  /** What the channel says of a decision of this browser. */
  const decided = (entry: OutboxEntry, at: number, resolved: Resolved) =>
    end(entry, async (reads) => {
      const remote = await reads.remote(entry.remote ?? '');
      const request = await reads.one(entry.requestId);
      const writes: Write[] = [];
      const here = { put: (write: Write | undefined) => write && writes.push(write) };
      // Somebody else was faster: their decision is the one that everybody sees.
      const made = madeOf(entry.channel, resolved);
      const settled = made && request && settle(here, request, made, resolved.decision?.payload.at);
      const byHand = resolved.outcome === 'needs-hand';
      const next = remote && {
        ...remote,
        ...{ revision: '', decidedAt: settled ?? at },
        ...(byHand && { byHand }),
      };
      return { writes, outbox: { drop: [entry.id] }, remotes: { put: next ? [next] : [] } };
    });

  async function sendDecision(
    entry: OutboxEntry,
    request: ApprovalRequest,
    remote: Remote,
    at: number,
  ) {
    const payload = decisionPayload(request);
    const { resolve, reopen } = await channel(entry.channel);
    if (!payload || request.decision?.at !== at || !resolve) return drop(entry);
    const claimed = await claim(entry);
    if (!claimed) return undefined;
    // Another one is known there: that is taken back first.
    if (remote.decidedAt !== undefined && reopen) {
      const reopened = await reopen(entry.target, remote.ref);
      if (!reopened.ok) return fail(claimed, reopened);
    }
    const ids = payload.ids.slice(0, MAX_IDS);
    const told = { payload: { ...payload, ids }, note: await parts.words(request) };
    const result = await resolve(entry.target, remote.ref, told);
    if (!result.ok) return fail(claimed, result);
    const answered = await approval(entry, remote, payload.kind, result);
    return answered.ok ? decided(claimed, at, answered) : fail(claimed, answered);
  }

  /** An issue of a service desk may wait for this very person's approval before it can be closed. */
  async function approval(
    entry: OutboxEntry,
    { ref }: Remote,
    kind: DecisionKind,
    resolved: { ok: true } & Resolved,
  ) {
    const { answer } = await channel(entry.channel);
    if (resolved.outcome !== 'needs-hand' || kind === 'dismiss' || !answer) return resolved;
    const answered = await answer(entry.target, ref, kind === 'approve' ? 'approve' : 'decline');
    return answered.ok && answered.outcome !== 'done' ? resolved : answered;
  }

  async function sendReopen(entry: OutboxEntry, remote: Remote) {
    const { reopen } = await channel(entry.channel);
    if (!reopen) return drop(entry);
    const claimed = await claim(entry);
    if (!claimed) return undefined;
    const result = await reopen(entry.target, remote.ref);
    if (!result.ok) return fail(claimed, result);
    const { decidedAt: _, ...rest } = remote;
    const byHand = result.outcome === 'needs-hand';
    const next: Remote = { ...rest, revision: '', ...(byHand && { byHand }) };
    return end(claimed, () => ({ outbox: { drop: [entry.id] }, remotes: { put: [next] } }));
  }

  async function sendNote(entry: OutboxEntry, remote: Remote) {
    const { task } = entry;
    if (task.kind !== 'granted' && task.kind !== 'authorized') return drop(entry);
    const claimed = await claim(entry);
    if (!claimed) return undefined;
    const { note } = await channel(entry.channel);
    const result = await note(entry.target, remote.ref, task);
    if (!result.ok) return fail(claimed, result);
    return end(claimed, async (reads) => {
      const there = (await reads.remote(remote.id)) ?? remote;
      const next: Remote =
        task.kind === 'granted'
          ? { ...there, revision: '', granted: [...there.granted, task.ask] }
          : { ...there, revision: '', authorizedAt: task.at };
      return { outbox: { drop: [entry.id] }, remotes: { put: [next] } };
    });
  }

  /** Why the site is not to be asked at all. */
  async function refusalOf(site: string): Promise<Failure | undefined> {
    return (await parts.may(site)) ? down.get(site) : { problem: 'no-permission' };
  }

  async function sendOne(entry: OutboxEntry): Promise<void> {
    if (entry.state === 'sending') return becomes(entry, lost(entry, now()));
    const refusal = await refusalOf(entry.target.site);
    if (refusal) return fail(entry, refusal);
    const [request, remote] = await store.change(async (reads) => ({
      ...nothing,
      result: await Promise.all([reads.one(entry.requestId), reads.remote(entry.remote ?? '')]),
    }));
    const { task } = entry;
    if (!request) return drop(entry);
    if (task.kind === 'ask') return sendAsk(entry, request, task.ask);
    if (!remote || remote.gone) return drop(entry);
    if (task.kind === 'decision') return sendDecision(entry, request, remote, task.at);
    return task.kind === 'reopen' ? sendReopen(entry, remote) : sendNote(entry, remote);
  }

  /**
   * Tells what is due.
   * @returns when to come again, in milliseconds since 1970
   */
  return async (): Promise<number | undefined> => {
    down.clear();
    for (let sent = 0; sent < MAX_SENT; sent += 1) {
      const entry = nextDue(await store.outbox(), now());
      if (!entry) break;
      await sendOne(entry);
    }
    return nextTime(await store.outbox());
  };
}
