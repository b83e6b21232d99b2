import * as z from 'zod/mini';
import type { ChannelName } from '../channels/outbox.ts';
import {
  type BadDestination,
  type Destination,
  MAX_FROM,
  MAX_LABEL,
  MAX_TO,
} from '../requests/destination.ts';
import type { DestinationView } from '../requests/destination-fits.ts';
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
  /** everything is written, and a person has to close the issue */
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

const NamedDestination = z.object({ site: text(300), label: text(MAX_LABEL) });

/** The part of the protocol that is about where an organization has requests sent. */
export const DESTINATION_MESSAGES = {
  /** what a person may choose from, without addresses; and the label of the last choice */
  destinations: {
    from: ['consent', 'extension'],
    data: z.object({}),
    answer: answer<{ destinations: DestinationView[]; last: string }>(),
  },
  /**
   * Opens a destination's form for an own request, filled in. For one by email, `mailto` is what the
   * page is to open. In a queue it is filed: `filed` is its key there; `waits` says why it is not there
   * yet (`on-its-way`, or a problem of the outbox), and it is kept.
   */
  sendRequest: {
    from: ['consent', 'extension'],
    data: z.object({ id: Ulid, to: text(MAX_LABEL) }),
    answer: answer<{ mailto?: string; filed?: string; waits?: string }>(),
  },
  listDestinations: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<DestinationsSeen>(),
  },
  addDestination: {
    from: ['extension'],
    data: z.object({ ...NamedDestination.shape, to: text(MAX_TO) }),
    answer: answer<DestinationsSeen>(),
  },
  removeDestination: {
    from: ['extension'],
    data: NamedDestination,
    answer: answer<DestinationsSeen>(),
  },
  /** for colleagues: a link, and the text of a policy; `from`: who made them, by their own word */
  makeSetup: {
    from: ['extension'],
    data: z.object({ from: text(MAX_FROM) }),
    answer: answer<{ link: string; policy: string }>(),
  },
  /** the person takes over what the set-up link of this tab carries */
  useSetup: { from: ['intake'], data: z.object({}), answer: answer() },
} as const;

export interface ListedDestination extends Destination {
  /** set by policy: cannot be removed here */
  policy: boolean;
}

export interface DestinationsSeen {
  destinations: ListedDestination[];
  /** entries of the policy that were skipped */
  badPolicy: BadDestination[];
  /** stored entries that cannot be read; they are kept */
  unreadable: number;
}
