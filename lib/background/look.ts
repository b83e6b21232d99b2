import type { ChannelItem, ChannelProblem, ChannelTarget } from '../channels/channel.ts';
import { type Here, mergeItem, type News, type Receive, type Write } from '../channels/merge.ts';
import { type ChannelName, type Remote, remoteId } from '../channels/outbox.ts';
import { keyOf } from '../channels/swapped.ts';
import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Change, Reads, Store } from '../storage/request-store.ts';
import type { Receiver } from './receive.ts';
import type { AnyChannel } from './send-outbox.ts';

export interface LookParts {
  store: Store;
  channel(name: ChannelName): Promise<AnyChannel>;
  receiver(clients: readonly (string | undefined)[]): Promise<Receiver>;
  /** whether the person let this extension call the site */
  may(site: string): Promise<boolean>;
  now(): number;
  newId(): string;
}

export type Looked =
  | ({ ok: true; more: boolean; bad: number } & News)
  | { ok: false; problem: ChannelProblem | 'no-permission'; retryAt?: number };

const nothing = (): News => ({ asks: 0, decided: [], works: [] });

function add(all: News, more: News): void {
  all.asks += more.asks;
  all.decided.push(...more.decided);
  all.works.push(...more.works);
}

/** Issues within one transaction. */
const CHUNK = 50;

/** Whose issues are read: with `review` all of a project, for a reviewer. */
interface From {
  channel: ChannelName;
  target: ChannelTarget;
  review: boolean;
}

/** Reads issues, and compares them with what is here. */
export function createLooks(parts: LookParts) {
  const { store, channel, now } = parts;

  /** Where the requests of these issues are, and what they make of them: one transaction a chunk. */
  async function merge(from: From, items: readonly ChannelItem[]): Promise<News> {
    const news = nothing();
    const clients = items.flatMap(({ asks }) => asks.map(({ payload }) => payload.app.clientId));
    const receiver = await parts.receiver(from.review ? clients : []);
    for (let at = 0; at < items.length; at += CHUNK) {
      const few = items.slice(at, at + CHUNK);
      const came = await store.change((reads) => mergeChunk(reads, from, few, receiver));
      add(news, came);
    }
    return news;
  }

  /** What is here about an issue. */
  async function stateFor(
    reads: Reads,
    { target, review }: From,
    item: ChannelItem,
  ): Promise<Here> {
    const remote = await reads.remote(remoteId(target.site, item.ref.id));
    const key = keyIn(item);
    const [kin, named, entries] = await Promise.all([
      key ? reads.byKey(key) : [],
      remote && reads.one(remote.requestId),
      remote ? reads.entriesOf(remote.requestId) : [],
    ]);
    const requests = new Map([...kin, ...(named ? [named] : [])].map((one) => [one.id, one]));
    return { requests: [...requests.values()], remote, entries, review };
  }

  const keyIn = ({ asks: [first] }: ChannelItem): string | undefined =>
    first && keyOf(first, now());

  /** The same, with what the issues before it changed and is not written yet. */
  function upToDate(
    here: Here,
    item: ChannelItem,
    changed: ReadonlyMap<string, ApprovalRequest>,
  ): Here {
    if (changed.size === 0) return here;
    const key = keyIn(item);
    const fresh = [...changed.values()].filter((one) => one.key === key);
    const all = new Map([...here.requests, ...fresh].map((one) => [one.id, one]));
    return { ...here, requests: [...all.values()].map((one) => changed.get(one.id) ?? one) };
  }

  async function mergeChunk(
    reads: Reads,
    from: From,
    items: readonly ChannelItem[],
    receiver: Receiver,
  ): Promise<Change<News>> {
    const changed = new Map<string, ApprovalRequest>();
    const writes: Write[] = [];
    const remotes: Remote[] = [];
    const news = nothing();
    const all = receiver.looksAtAll ? await reads.all() : [];
    const everything = () => (receiver.looksAtAll ? [...all, ...changed.values()] : []);
    const receive: Receive = (history, ask, requester, ruled) =>
      receiver.receive(history, everything(), ask, requester, { now: now(), ruled });
    const states = await Promise.all(items.map((item) => stateFor(reads, from, item)));
    for (const [at, item] of items.entries()) {
      const here = upToDate(states[at] as Here, item, changed);
      const merged = mergeItem({ ...from, item }, here, {
        now: now(),
        newId: parts.newId,
        receive,
      });
      writes.push(...merged.writes);
      for (const { request } of merged.writes) changed.set(request.id, request);
      if (merged.remote) remotes.push(merged.remote);
      add(news, merged.news);
    }
    return { writes, remotes: { put: remotes }, result: news };
  }

  const isAt = (target: ChannelTarget) => (remote: Remote) =>
    remote.target.site === target.site && remote.target.project === target.project;

  /** Looks at these issues, all of one project. */
  async function lookAt(remotes: readonly Remote[], review = false): Promise<Looked> {
    const [first] = remotes;
    if (!first) return { ok: true, more: false, bad: 0, ...nothing() };
    const { target, channel: name } = first;
    if (!(await parts.may(target.site))) return { ok: false, problem: 'no-permission' };
    const { status } = await channel(name);
    const seen = await status(
      target,
      remotes.map(({ ref }) => ref),
    );
    if (!seen.ok) return seen;
    const news = await merge({ channel: name, target, review }, seen.items);
    const gone = remotes.filter(({ ref }) => seen.gone.includes(ref.id));
    if (gone.length > 0) {
      const put = gone.map((one) => ({ ...one, gone: true }));
      await store.change(async () => ({ writes: [], result: undefined, remotes: { put } }));
    }
    return { ok: true, more: false, bad: 0, ...news };
  }

  /**
   * Those of what waits here that the queue has no more: closed long ago, moved or deleted. As many as one
   * call looks at, the longest unseen first.
   */
  async function missing(remotes: readonly Remote[], seen: ReadonlySet<string>) {
    const found: Remote[] = [];
    for (const remote of [...remotes].sort((a, b) => a.syncedAt - b.syncedAt)) {
      if (remote.gone || seen.has(remote.ref.id)) continue;
      const request = await store.one(remote.requestId);
      if (request && WAITING.has(request.status) && found.push(remote) >= CHUNK) break;
    }
    return found;
  }

  return {
    /**
     * A reviewer's look at the queue of a project.
     * @param changedWithin minutes; left out: all that is open, and what was closed lately
     */
    async look(
      name: ChannelName,
      target: ChannelTarget,
      changedWithin: number | undefined,
    ): Promise<Looked> {
      const { list } = await channel(name);
      if (!list || !(await parts.may(target.site))) return { ok: false, problem: 'no-permission' };
      const remotes = (await store.remotes()).filter(isAt(target));
      // What was read for whoever asked was not read for a reviewer.
      const read = remotes.filter(({ review, gone }) => review && !gone);
      const known = Object.fromEntries(read.map(({ ref, revision }) => [ref.id, revision]));
      const justWrote = remotes.filter(({ revision }) => revision === '').map(({ ref }) => ref.id);
      const within = changedWithin === undefined ? {} : { changedWithin };
      const listed = await list(target, { known, justWrote, ...within });
      if (!listed.ok) return listed;
      const news = await merge({ channel: name, target, review: true }, listed.items);
      if (changedWithin === undefined) {
        const seen = new Set([...listed.unchanged, ...listed.items.map(({ ref }) => ref.id)]);
        const missed = await lookAt(await missing(remotes, seen), true);
        if (missed.ok) add(news, missed);
      }
      return { ok: true, more: listed.more, bad: listed.bad, ...news };
    },

    lookAt,
  };
}
