import * as z from 'zod/mini';
import type { ChannelName } from '../channels/outbox.ts';
import { text, Ulid } from '../requests/schema.ts';
import { answer } from './types.ts';

const Named = z.object({ site: text(300), label: text(60) });

/** Where a request is on its way to a queue, or what it is there. */
export interface FiledView {
  requestId: string;
  channel: ChannelName;
  site: string;
  /** the destination's label; empty where only a decision is told */
  to: string;
  /**
   * - `queued`: it is sent as soon as it can be; `sending`
   * - `unknown`: it was sent, and is looked for
   * - `failed`: a person has to do something: `problem`
   * - `sent`: it is there; `gone`: it was, and is deleted or out of sight
   */
  state: 'queued' | 'sending' | 'unknown' | 'failed' | 'sent' | 'gone';
  /** what is on its way */
  task?: 'ask' | 'decision' | 'reopen' | 'granted' | 'authorized';
  /** of the entry, to try it again or call it off */
  entry?: string;
  problem?: string;
  detail?: string;
  /** not before, in milliseconds since 1970 */
  notBefore?: number;
  /** `ITSEC-12`, and its page */
  key?: string;
  url?: string;
  /** everything is said, and a person has to close the issue */
  byHand?: boolean;
}

/** A queue that is watched, and the last look at it. */
export interface WatchedView {
  label: string;
  site: string;
  project: string;
  /** milliseconds since 1970; absent: not yet */
  at?: number;
  problem?: string;
  /** issues that cannot be read */
  bad: number;
  more: boolean;
}

/** The part of the protocol that is about queues in which requests are filed. */
export const CHANNEL_MESSAGES = {
  filedRequests: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<{ filed: FiledView[] }>(),
  },
  retrySend: { from: ['extension'], data: z.object({ entry: Ulid }), answer: answer() },
  /** refused once it was sent */
  cancelSend: { from: ['extension'], data: z.object({ entry: Ulid }), answer: answer() },
  /** the popup was opened: everything is looked at; what came meanwhile is told once */
  lookNow: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<{ asks: number; decided: string[]; queues: WatchedView[] }>(),
  },
  watchedQueues: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<{ queues: WatchedView[] }>(),
  },
  /** needs the permission for the site; `on`: a destination of this site and label is watched */
  watchQueue: {
    from: ['extension'],
    data: z.object({ ...Named.shape, on: z.boolean() }),
    answer: answer<{ queues: WatchedView[] }>(),
  },
  /** what can be filed there: of a project its issue types, of a portal its request types */
  queueTypes: {
    from: ['extension'],
    data: z.object({ site: text(300), project: text(100) }),
    answer: answer<{ types: { id: string; name: string }[]; who: string; project: string }>(),
  },
  /** whether this person can file and decide there; writes nothing */
  probeQueue: {
    from: ['extension'],
    data: z.object({ to: text(300), site: text(300) }),
    answer: answer<{ who: string; canCreate: boolean; canResolve: boolean; missing: string[] }>(),
  },
} as const;
