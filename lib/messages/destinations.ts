import * as z from 'zod/mini';
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

const Named = z.object({ site: text(300), label: text(MAX_LABEL) });

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
    data: z.object({ ...Named.shape, to: text(MAX_TO) }),
    answer: answer<DestinationsSeen>(),
  },
  removeDestination: { from: ['extension'], data: Named, answer: answer<DestinationsSeen>() },
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
