import { ulid } from 'ulid';
import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import {
  atItsWord,
  type ChannelName,
  nextTime,
  type OutboxEntry,
  type Remote,
  retried,
} from '../channels/outbox.ts';
import { answerLines } from '../requests/decide.ts';
import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Store } from '../storage/request-store.ts';
import {
  type StoredLook,
  storedLooks,
  type WatchedQueue,
  watchedQueues,
} from '../storage/stored-channels.ts';
import { createLooks, type Looked } from './look.ts';
import { tellNews } from './notify.ts';
import { makeReceiver } from './receive.ts';
import { setAlarm } from './schedule.ts';
import { type AnyChannel, createSender } from './send-outbox.ts';
import { mayCall, siteFetch, sweepWriteRules } from './site-fetch.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A reviewer's queue, while something waits or comes in; and when all is quiet. */
const BUSY = 15 * MINUTE;
const IDLE = 60 * MINUTE;
/** Of whoever asked. */
const OWN = 60 * MINUTE;
/** Everything is read anew once a day: what a look for changes cannot see, such as a deleted issue. */
const WHOLE = 24 * 60 * MINUTE;
/** After a look that failed, and twice as long after each further one. */
const FAILED = 5 * MINUTE;
/** Alarms are for what is further away. */
const SOON = 25 * SECOND;
/** A second look of the popup within this is the same look. */
const JUST_NOW = 30 * SECOND;

/** One at a time in this extension: writes of two workers would share one rule. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request('countersign-channels', work);

/** Loaded where a channel is used: most browsers use none. */
export async function channelOf(name: ChannelName): Promise<AnyChannel> {
  const options = { transport: siteFetch, now: Date.now, say };
  if (name === 'jsm') {
    const { createServiceDeskChannel } = await import('../channels/jsm/channel.ts');
    return createServiceDeskChannel(options);
  }
  const { createJiraChannel } = await import('../channels/jira/channel.ts');
  const { answerApproval } = await import('../channels/jsm/channel.ts');
  return {
    ...createJiraChannel(options),
    answer: ({ site }, ref, decision) => answerApproval(options, site, ref, decision),
  };
}

/** Looks of one kind at one project. */
interface Planned {
  key: string;
  watched?: WatchedQueue;
  remotes?: Remote[];
}

export const queueKey = (channel: string, { site, project }: { site: string; project: string }) =>
  `${channel}:${site}/${project}`;

/**
 * What this browser looks at: queues that are watched, and own issues of which something is to come.
 * @param now also what is gone: it may only have been out of sight of whoever was signed in
 */
async function planned(store: Store, now: boolean): Promise<Planned[]> {
  const [{ records }, remotes] = await Promise.all([watchedQueues.read(), store.remotes()]);
  const plans = new Map<string, Planned>();
  for (const watched of records) {
    const key = queueKey(watched.channel, watched.target);
    plans.set(key, { key, watched });
  }
  for (const remote of remotes) {
    if ((remote.gone && !now) || plans.has(queueKey(remote.channel, remote.target))) continue;
    const request = await store.one(remote.requestId);
    if (!request?.asked || !isFollowed(request)) continue;
    const key = `own-${queueKey(remote.channel, remote.target)}`;
    plans.set(key, { key, remotes: [...(plans.get(key)?.remotes ?? []), remote] });
  }
  return [...plans.values()];
}

/** Of a look that is to come so much later the clock was set back: it is as if it had not been. */
const believed = (look: StoredLook | undefined): StoredLook | undefined =>
  look && look.next < Date.now() + 2 * WHOLE ? look : undefined;

/** @param now a person has opened the popup, and it was not just looked at */
const isDue = ({ at, next }: StoredLook, now: boolean): boolean =>
  next <= Date.now() || (now && at < Date.now() - JUST_NOW);

/** An answer that stands so long is not taken back any more. */
const SETTLED = 30 * WHOLE;
const ANSWERED: ReadonlySet<string> = new Set(['denied', 'blocked', 'dismissed', 'expired']);

/** Something is to come of it: an answer, another one, or that it works. */
const isFollowed = ({ status, updatedAt }: ApprovalRequest): boolean =>
  WAITING.has(status) ||
  status === 'approved' ||
  (ANSWERED.has(status) && updatedAt > Date.now() - SETTLED);

/** What only a person can put right: till then nothing is tried, until the popup opens. */
const STOPS: ReadonlySet<string> = new Set([
  'signed-out',
  'no-permission',
  'no-access',
  'project-gone',
]);

export type Channels = ReturnType<typeof createChannels>;

/** What goes to channels and comes from them, with the browser's time and permissions. */
export function createChannels(store: Store) {
  const parts = {
    store,
    channel: channelOf,
    words: async (request: ApprovalRequest) => answerLines(say, request).join('\n'),
    may: mayCall,
    now: Date.now,
    newId: ulid,
    chance: Math.random,
    receiver: makeReceiver,
  };
  const tellAll = createSender(parts);
  const looks = createLooks(parts);

  async function planSend(next: number | undefined): Promise<void> {
    const wait = next === undefined ? undefined : Math.max(0, next - Date.now());
    if (wait !== undefined && wait < SOON)
      setTimeout(() => void send().catch(() => undefined), wait);
    // The worker may be gone by then.
    await setAlarm('outbox', wait === undefined ? undefined : Date.now() + Math.max(wait, SOON));
  }

  let sending: Promise<void> | undefined;
  let again = false;

  async function run(): Promise<void> {
    do {
      again = false;
      if (nextTime(await store.outbox()) === undefined) return;
      // Should this worker die in the middle, the alarm starts another.
      await setAlarm('outbox', Date.now() + MINUTE);
      await planSend(await inTurn(tellAll));
    } while (again);
  }

  /** Tells what is due, once more where something came meanwhile. */
  function send(): Promise<void> {
    if (sending !== undefined) again = true;
    sending ??= run().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  /** A look's result, as it is kept: when to look again. */
  function after(
    before: StoredLook | undefined,
    looked: Looked,
    whole: boolean,
    every: number,
  ): StoredLook {
    const now = Date.now();
    const spread = 1 + 0.2 * Math.random();
    if (looked.ok) {
      const { bad, more } = looked;
      const wholeAt = whole ? now : (before?.wholeAt ?? 0);
      return { at: now, next: now + every * spread, wholeAt, tries: 0, bad, more };
    }
    const tries = (before?.tries ?? 0) + 1;
    const { problem, retryAt } = looked;
    const wait = STOPS.has(problem) ? WHOLE : Math.min(IDLE, FAILED * 2 ** (tries - 1)) * spread;
    const next = Math.max(now + wait, atItsWord(retryAt, now));
    return { at: before?.at ?? 0, next, wholeAt: before?.wholeAt ?? 0, tries, problem };
  }

  async function lookOnce(plan: Planned, before: StoredLook | undefined): Promise<StoredLook> {
    const now = Date.now();
    if (plan.remotes) {
      const looked = await looks.lookAt(plan.remotes);
      if (looked.ok) await tellNews(looked);
      return after(before, looked, true, OWN);
    }
    const { watched } = plan as { watched: WatchedQueue };
    const whole = !before?.at || now - before.wholeAt > WHOLE;
    const minutes = whole ? undefined : Math.ceil((now - before.at) / MINUTE) + 10;
    const looked = await looks.look(watched.channel, watched.target, minutes);
    if (looked.ok) await tellNews(looked);
    const isQuiet = looked.ok && looked.asks === 0 && (await store.counts(1)).waiting === 0;
    return after(before, looked, whole, isQuiet ? IDLE : BUSY);
  }

  /**
   * Looks at what is due.
   * @param now a person has opened the popup: also at what is not due, but was not just looked at
   */
  const look = (now = false): Promise<void> =>
    inTurn(async () => {
      const plans = await planned(store, now);
      const kept = await storedLooks.read();
      // Most browsers look at nothing, and keep nothing of it.
      if (plans.length + Object.keys(kept).length === 0) return;
      // Should this worker die in the middle, or the disk be full, the alarm starts another look.
      await setAlarm('look', Date.now() + FAILED);
      const next: Record<string, StoredLook> = {};
      for (const plan of plans) {
        const before = believed(kept[plan.key]);
        next[plan.key] = before && !isDue(before, now) ? before : await lookOnce(plan, before);
      }
      await storedLooks.write(next);
      const times = Object.values(next).map((one) => one.next);
      await setAlarm('look', times.length > 0 ? Math.min(...times) : undefined);
    });

  /** What a person could put right is tried again, once they may have. */
  async function wake(): Promise<void> {
    const put: OutboxEntry[] = [];
    for (const entry of await store.outbox()) {
      const isStopped = STOPS.has(entry.problem ?? '');
      if (isStopped && (await mayCall(entry.target.site))) put.push(retried(entry, Date.now()));
    }
    if (put.length > 0) {
      await store.change(async () => ({ writes: [], result: undefined, outbox: { put } }));
    }
  }

  return {
    send,
    look,
    /** The popup is open: everything is looked at, and told. */
    async lookNow(): Promise<void> {
      await wake();
      await send();
      await look(true);
    },
    /** Something was written: perhaps there is something to tell. Nothing waits for it. */
    afterWrite(): void {
      send().catch(() => undefined);
    },
    /** At the start of the worker. Alarms bring it back when something is due; a browser may lose them. */
    watch(): void {
      sweepWriteRules().catch(() => undefined);
      const resume = () => {
        send()
          .then(() => look())
          .catch(() => undefined);
      };
      browser.runtime.onStartup.addListener(resume);
      browser.runtime.onInstalled.addListener(resume);
      // The network is back, as far as the browser can tell.
      globalThis.addEventListener?.('online', () => void send().catch(() => undefined));
      browser.permissions.onAdded.addListener(() => {
        wake()
          .then(send)
          .catch(() => undefined);
      });
    },
  };
}
