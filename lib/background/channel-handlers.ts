import { ulid } from 'ulid';
import { isAtlassianSite } from '../atlassian/hosts.ts';
import { policyOf } from '../browser/custom-hosts.ts';
import { say } from '../browser/i18n.ts';
import type { ChannelFailure, ChannelTarget } from '../channels/channel.ts';
import { type OutboxEntry, type Remote, retried } from '../channels/outbox.ts';
import type { DestinationsSeen, FiledView, WatchedView } from '../messages/channels.ts';
import type { Answer, Failed } from '../messages/types.ts';
import { present } from '../present.ts';
import {
  type Destination,
  isSameDestination,
  queueOf,
  readDestinations,
} from '../requests/destination.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Store } from '../storage/request-store.ts';
import { ownDestinations, storedLooks, watchedQueues } from '../storage/stored-channels.ts';
import { type Channels, channelOf, queueKey } from './channels.ts';
import { takeNews } from './notify.ts';
import type { Handlers } from './serve.ts';
import { siteFetch } from './site-fetch.ts';

export const policyDestinations = async () => readDestinations(await policyOf('destinations'));

/** All of them, the policy's first: of two with the same site and label it wins. */
export async function seenDestinations(): Promise<Extract<Answer<DestinationsSeen>, { ok: true }>> {
  const [policy, own] = await Promise.all([policyDestinations(), ownDestinations.read()]);
  const isPolicy = (one: Destination) =>
    policy.destinations.some((other) => isSameDestination(one, other));
  return {
    ok: true,
    destinations: [
      ...policy.destinations.map((one) => ({ ...one, policy: true })),
      ...own.destinations.filter((one) => !isPolicy(one)).map((one) => ({ ...one, policy: false })),
    ],
    badPolicy: policy.bad,
    unreadable: own.bad.length,
  };
}

const withoutMark = ({ site, label, to }: Destination): Destination => ({ site, label, to });

export const allDestinations = async (): Promise<Destination[]> =>
  (await seenDestinations()).destinations.map(withoutMark);

/** The queue in which a request for this site is filed; undefined: the destination is no queue. */
export function targetOf(
  one: Pick<Destination, 'to'>,
  site: string,
): { channel: 'jira' | 'jsm'; target: ChannelTarget } | undefined {
  const queue = queueOf(one);
  if (!queue) return undefined;
  const { channel, host, project, issueType } = queue;
  const at = host === '{site}' ? site : host;
  // A request may be about any host: nowhere but at Atlassian's are people who they are.
  return isAtlassianSite(at) ? { channel, target: { site: at, project, issueType } } : undefined;
}

/** What the outbox has for a channel about an ask of this browser's person. */
export function askEntry(
  request: { id: string },
  ask: string,
  to: string,
  { channel, target }: { channel: 'jira' | 'jsm'; target: ChannelTarget },
): OutboxEntry {
  const now = Date.now();
  return {
    ...{ id: ulid(), requestId: request.id, channel, target, to, task: { kind: 'ask', ask } },
    ...{ state: 'queued', notBefore: now, createdAt: now, tries: 0, looks: 0 },
  };
}

const entryView = (entry: OutboxEntry, remote: Remote | undefined): FiledView => ({
  ...{ requestId: entry.requestId, channel: entry.channel, site: entry.target.site, to: entry.to },
  ...{ state: entry.state, task: entry.task.kind, entry: entry.id },
  ...present({ problem: entry.problem, detail: entry.detail, key: remote?.ref.key }),
  ...(entry.notBefore > Date.now() && { notBefore: entry.notBefore }),
});

/** The page on which people see an issue: a customer's is the portal's. */
const pageOf = ({ channel, target, ref }: Remote): string =>
  channel === 'jira'
    ? `https://${target.site}/browse/${ref.key}`
    : `https://${target.site}/servicedesk/customer/portal/${target.project}/${ref.key}`;

const remoteView = (remote: Remote): FiledView => ({
  ...{ requestId: remote.requestId, channel: remote.channel, site: remote.target.site, to: '' },
  ...{ state: remote.gone ? 'gone' : 'sent', key: remote.ref.key, url: pageOf(remote) },
  ...present({ byHand: remote.byHand }),
});

async function watched(): Promise<WatchedView[]> {
  const [{ records }, looks] = await Promise.all([watchedQueues.read(), storedLooks.read()]);
  return records.map(({ channel, target, label }) => {
    const look = looks[queueKey(channel, target)];
    return {
      ...{ label, site: target.site, project: target.project },
      ...{ bad: look?.bad ?? 0, more: look?.more ?? false },
      ...present({ at: look?.at, problem: look?.problem }),
    };
  });
}

const failed = ({ problem, detail }: ChannelFailure): Failed => ({
  ok: false,
  problem: `channel-${problem}`,
  ...present({ detail }),
});

/** Queues in Jira: what is on its way, what is watched, and what can be set up. */
export function channelHandlers(
  store: Store,
  channels: Channels,
): Pick<
  Handlers,
  | 'filedRequests'
  | 'retrySend'
  | 'cancelSend'
  | 'lookNow'
  | 'watchedQueues'
  | 'watchQueue'
  | 'queueTypes'
  | 'probeQueue'
> {
  return {
    async filedRequests() {
      const [entries, remotes] = await Promise.all([store.outbox(), store.remotes()]);
      const remoteOf = ({ remote }: OutboxEntry) => remotes.find(({ id }) => id === remote);
      const filed = [
        ...entries.map((entry) => entryView(entry, remoteOf(entry))),
        ...remotes.map(remoteView),
      ];
      return { ok: true, filed };
    },

    async retrySend({ entry: id }) {
      await store.change(async (reads) => {
        const entry = await reads.entry(id);
        const put = entry ? [retried(entry, Date.now())] : [];
        return { writes: [], result: undefined, outbox: { put } };
      });
      await channels.send();
      return { ok: true };
    },

    async cancelSend({ entry: id }) {
      const isGone = await store.change(async (reads) => {
        const entry = await reads.entry(id);
        // What may have arrived cannot be called off, and is looked for.
        if (entry?.state !== 'queued' && entry?.state !== 'failed')
          return { writes: [], result: false };
        const request = await reads.one(entry.requestId);
        const { passedOn, ...rest } = request ?? {};
        // It never went there.
        const isIt = entry.task.kind === 'ask' && passedOn?.to === entry.to;
        const writes = request && isIt ? [{ request: rest as ApprovalRequest }] : [];
        return { writes, result: true, outbox: { drop: [id] } };
      });
      return isGone ? { ok: true } : { ok: false, problem: 'too-late' };
    },

    async lookNow() {
      await channels.lookNow();
      return { ok: true, ...(await takeNews()), queues: await watched() };
    },

    watchedQueues: async () => ({ ok: true, queues: await watched() }),

    async watchQueue({ site, label, on }) {
      const all = await allDestinations();
      const named = all.filter((one) => one.label === label && queueOf(one));
      const found = named.find((one) => targetOf(one, site)?.target.site === site) ?? named[0];
      const queue = found && targetOf(found, site);
      if (queue?.channel !== 'jira') return { ok: false, problem: 'to-gone' };
      const key = queueKey(queue.channel, queue.target);
      await watchedQueues.change((before) => {
        const rest = before.filter((one) => queueKey(one.channel, one.target) !== key);
        return on ? [...rest, { ...queue, label }].slice(-50) : rest;
      });
      if (on) await channels.lookNow();
      return { ok: true, queues: await watched() };
    },

    async queueTypes({ site, project }) {
      if (!isAtlassianSite(site)) return { ok: false, problem: 'to-imitates' };
      const { filingTypes } = await import('../channels/jira/channel.ts');
      const found = await filingTypes({ transport: siteFetch, now: Date.now, say }, site, project);
      return found.ok ? found : failed(found);
    },

    async probeQueue({ to, site }) {
      const queue = targetOf({ to }, site);
      if (!queue) return { ok: false, problem: 'to-bad-address' };
      const { probe } = await channelOf(queue.channel);
      const found = await probe(queue.target);
      if (!found.ok) return failed(found);
      const { me, canCreate, canResolve, missing } = found;
      return { ok: true, who: me.name, canCreate, canResolve, missing };
    },
  };
}
