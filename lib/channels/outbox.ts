import * as z from 'zod/mini';
import { isEdited } from '../requests/asks.ts';
import { UNDO_WITHIN } from '../requests/decide.ts';
import { WAITING } from '../requests/moves.ts';
import { type ApprovalRequest, SiteName, Time, text, Ulid } from '../requests/schema.ts';
import type { ChannelFailure } from './channel.ts';

/**
 * What this browser has to tell a channel, and what the channel has. Pure: nothing here waits, stores or
 * sends. An entry is written in the same transaction as the change that it carries, so that a killed
 * worker neither loses nor doubles it.
 */

export const CHANNELS = ['jira', 'jsm'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const Target = z.object({ site: SiteName, project: text(100), issueType: text(40) });

/** Where a request of this browser is filed. */
export const Remote = z.object({
  /** site and number of the issue: `acme.atlassian.net/10023` */
  id: text(300),
  requestId: Ulid,
  channel: z.enum(CHANNELS),
  target: Target,
  ref: z.object({ id: text(40), key: text(120) }),
  /** as it was last read; empty: not yet */
  revision: text(300),
  /** it was read for a reviewer: with everybody's asks */
  review: z.optional(z.boolean()),
  syncedAt: Time,
  /** `at` of the decision that both have */
  decidedAt: z.optional(Time),
  authorizedAt: z.optional(Time),
  /** own asks of which the channel knows that they work */
  granted: z.array(Ulid),
  /** everything is written, and only a person can close the issue */
  byHand: z.optional(z.boolean()),
  /** it was deleted, or is out of this person's sight */
  gone: z.optional(z.boolean()),
});
export type Remote = z.infer<typeof Remote>;

const Task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), ask: Ulid }),
  /** `at`: of the decision */
  z.object({ kind: z.literal('decision'), at: Time }),
  z.object({ kind: z.literal('reopen') }),
  z.object({ kind: z.literal('granted'), ask: Ulid }),
  z.object({ kind: z.literal('authorized'), at: Time }),
]);
export type Task = z.infer<typeof Task>;

/** Why an entry waits for a person. */
export type OutboxProblem = ChannelFailure['problem'] | 'no-permission' | 'too-old';

export const OutboxEntry = z.object({
  id: Ulid,
  requestId: Ulid,
  channel: z.enum(CHANNELS),
  target: Target,
  /** the label of the destination, for people */
  to: text(120),
  /** which remote it is for; absent for an ask */
  remote: z.optional(text(300)),
  task: Task,
  /** `unknown`: it was sent, and nobody knows whether it arrived; `failed`: a person has to do something */
  state: z.enum(['queued', 'sending', 'unknown', 'failed']),
  notBefore: Time,
  createdAt: Time,
  /** failures in a row */
  tries: z.int(),
  /** how often it was looked for since it is `unknown` */
  looks: z.int(),
  problem: z.optional(text(40)),
  detail: z.optional(text(500)),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export const remoteId = (site: string, issue: string): string => `${site}/${issue}`;

/** Time and identity come from outside, so that everything here can be tested. */
export interface Clock {
  now: number;
  newId: () => string;
}

/** The tasks that say what was decided: of one remote there is one at a time. */
const isVerdict = ({ kind }: Task): boolean => kind === 'decision' || kind === 'reopen';

/**
 * What the channel lacks of the decision. One that came from a channel is told to no issue that has one;
 * a second issue about the same is answered with it. A customer of a portal decides nothing there.
 */
function verdictFor(request: ApprovalRequest, remote: Remote): Task | undefined {
  const { decision, review, status } = request;
  if (!review || remote.channel === 'jsm') return undefined;
  const isHere = decision?.via === 'here' || decision?.via === 'rule';
  const isOthers = decision?.verified && remote.decidedAt === undefined && !isEdited(request);
  const isNew = isHere ? decision.at !== remote.decidedAt : isOthers;
  if (decision && isNew) return { kind: 'decision', at: decision.at };
  const isOpen = !decision && WAITING.has(status) && remote.decidedAt !== undefined;
  return isOpen ? { kind: 'reopen' } : undefined;
}

/** What else it lacks: that the app was authorized, and for whom it works. */
function newsFor(request: ApprovalRequest, remote: Remote): Task[] {
  const { authorisedAt, requesters, status, review } = request;
  const own = requesters.filter(({ via }) => via === 'page').map(({ id }) => id);
  const works = status === 'granted' ? own.filter((id) => !remote.granted.includes(id)) : [];
  const isNew = review && authorisedAt !== undefined && authorisedAt !== remote.authorizedAt;
  return [
    ...(isNew ? [{ kind: 'authorized' as const, at: authorisedAt }] : []),
    ...works.map((ask) => ({ kind: 'granted' as const, ask })),
  ];
}

const isSameTask = (a: Task, b: Task): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Nobody is telling it at the moment, and nobody can have been told. */
const isIdle = ({ state }: OutboxEntry): boolean => state === 'queued' || state === 'failed';

/**
 * What a change of a request puts into the outbox and takes out of it: by what both sides have, not by
 * what was done, so that taking a decision back takes back what was to be told.
 * @param entries those of this request
 */
export function outboxFor(
  request: ApprovalRequest,
  remotes: readonly Remote[],
  entries: readonly OutboxEntry[],
  { now, newId }: Clock,
): { put: OutboxEntry[]; drop: string[] } {
  const isOver = request.status === 'withdrawn' || request.status === 'superseded';
  const drop = entries
    .filter((entry) => isOver && entry.task.kind === 'ask' && isIdle(entry))
    .map(({ id }) => id);
  const put: OutboxEntry[] = [];
  for (const remote of remotes.filter(({ gone }) => !gone)) {
    const there = entries.filter((entry) => entry.remote === remote.id);
    const verdict = verdictFor(request, remote);
    const wanted = [...(verdict ? [verdict] : []), ...newsFor(request, remote)];
    const isWanted = ({ task }: OutboxEntry) => wanted.some((one) => isSameTask(one, task));
    const idle = there.filter((entry) => isIdle(entry) && isVerdict(entry.task));
    drop.push(...idle.filter((entry) => !isWanted(entry)).map(({ id }) => id));
    for (const task of wanted.filter(
      (one) => !there.some((entry) => isSameTask(entry.task, one)),
    )) {
      const { channel, target } = remote;
      // What can still be taken back is not told yet.
      const notBefore = task.kind === 'decision' ? task.at + UNDO_WITHIN + 1000 : now;
      put.push({
        ...{ id: newId(), requestId: request.id, channel, target, to: '', remote: remote.id, task },
        ...{ state: 'queued', notBefore: Math.max(now, notBefore), createdAt: now },
        ...{ tries: 0, looks: 0 },
      });
    }
  }
  return { put, drop };
}

/** The next that is due. One that is being sent has lost its sender: only one sends at a time. */
export function nextDue(entries: readonly OutboxEntry[], now: number): OutboxEntry | undefined {
  return entries
    .filter(
      ({ state, notBefore }) => state === 'sending' || (state !== 'failed' && notBefore <= now),
    )
    .sort((a, b) => a.notBefore - b.notBefore || (a.id < b.id ? -1 : 1))[0];
}

/** When to look again, in milliseconds since 1970; undefined: nothing waits. */
export function nextTime(entries: readonly OutboxEntry[]): number | undefined {
  const times = entries.filter(({ state }) => state !== 'failed').map((one) => one.notBefore);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** When an ask is looked for that may have arrived: the index lags behind by seconds to minutes. */
const LOOKS = [15_000, 60_000, 300_000];
const SECOND = 1000;
const LONGEST = 30 * 60 * SECOND;
const DAY = 24 * 60 * 60 * SECOND;
const MAX_AGE = 30 * DAY;

/** When a channel wants to be asked again, in milliseconds since 1970: its word, up to a day. */
export const atItsWord = (retryAt: number | undefined, now: number): number =>
  Math.min(retryAt ?? 0, now + DAY);

/** 5 s, doubled with each failure, up to half an hour; ± 30 % so that browsers do not come together. */
export function backOff(tries: number, chance: number): number {
  const base = Math.min(LONGEST, 5 * SECOND * 2 ** Math.min(tries, 10));
  return Math.round(base * (0.7 + 0.6 * chance));
}

const withoutProblem = ({ problem: _, detail: __, ...rest }: OutboxEntry): OutboxEntry => rest;

/** The sender died, or the answer was lost: it may have arrived. */
export function lost(entry: OutboxEntry, now: number): OutboxEntry {
  const rest = withoutProblem(entry);
  // Everything but an ask looks before it writes, and may be tried at once.
  if (entry.task.kind !== 'ask') return { ...rest, state: 'queued', notBefore: now };
  return { ...rest, state: 'unknown', looks: 0, notBefore: now + (LOOKS[0] ?? 0) };
}

/** It was looked for and is not there: later once more, and in the end it is sent again. */
export function notFound(entry: OutboxEntry, now: number): OutboxEntry {
  const rest = withoutProblem(entry);
  const next = LOOKS[entry.looks + 1];
  return next === undefined
    ? { ...rest, state: 'queued', looks: 0, notBefore: now }
    : { ...rest, looks: entry.looks + 1, notBefore: now + next };
}

/** What passes by itself. */
const PASSING: ReadonlySet<string> = new Set(['rate-limited', 'offline', 'server', 'bad-response']);

/**
 * What becomes of an entry that was not told.
 * @param chance 0 to 1
 */
export function failedWith(
  entry: OutboxEntry,
  failure: Omit<ChannelFailure, 'problem'> & { problem: OutboxProblem },
  now: number,
  chance: number,
): OutboxEntry {
  const { problem, detail, retryAt, unknown } = failure;
  const { detail: _, ...rest } = entry;
  const told = { ...rest, problem, ...(detail && { detail: detail.slice(0, 500) }) };
  const tries = entry.tries + 1;
  if (now - entry.createdAt > MAX_AGE) return { ...told, state: 'failed', problem: 'too-old' };
  const isLooking = entry.state === 'unknown';
  // What may have arrived is no less there because nobody can look: it is never simply sent again.
  if (!PASSING.has(problem))
    return { ...told, tries, ...(isLooking ? { notBefore: now + DAY } : { state: 'failed' }) };
  if (unknown && entry.task.kind === 'ask' && !isLooking) return { ...lost(told, now), tries };
  const notBefore = Math.max(now + backOff(entry.tries, chance), atItsWord(retryAt, now));
  return { ...told, state: isLooking ? 'unknown' : 'queued', tries, notBefore };
}

/**
 * A person wants it tried again. What may have arrived is looked for now, and as often as before: however
 * often somebody presses, it is not sent twice.
 */
export function retried(entry: OutboxEntry, now: number): OutboxEntry {
  if (entry.state === 'sending') return entry;
  const rest = withoutProblem(entry);
  if (entry.state === 'unknown') {
    return { ...rest, looks: Math.max(-1, entry.looks - 1), notBefore: now };
  }
  return { ...rest, state: 'queued', tries: 0, createdAt: now, notBefore: now };
}
