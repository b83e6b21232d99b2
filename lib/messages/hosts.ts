import * as z from 'zod/mini';
import { type BadEntry, HOST_KINDS, type HostKind, type Place } from '../atlassian/custom-hosts.ts';
import { Ulid } from '../requests/schema.ts';
import { answer } from './types.ts';

const Entry = z.object({
  kind: z.enum(HOST_KINDS),
  address: z.string().check(z.maxLength(400)),
});

/** The part of the protocol that is about hosts which a person or a policy added. */
export const HOST_MESSAGES = {
  /** the banner on such a host asks where it is */
  hostLook: { from: ['consent'], data: z.object({}), answer: answer<{ place: Place }>() },
  listHosts: { from: ['extension'], data: z.object({}), answer: answer<HostsSeen>() },
  /** the browser's permission was asked for before, within the click */
  addHost: { from: ['extension'], data: Entry, answer: answer<HostsSeen>() },
  /** gives the browser's permission back, too */
  removeHost: { from: ['extension'], data: Entry, answer: answer<HostsSeen>() },
  /** Application links of a request's Data Center, where that is a host of this list */
  findApplicationLinks: {
    from: ['extension'],
    data: z.object({ id: Ulid }),
    answer: answer<{ url: string }>(),
  },
} as const;

/** One host as Options shows it. */
export interface ListedHost {
  kind: HostKind;
  /** base address */
  address: string;
  /** what the browser must allow, as match patterns */
  origins: string[];
  /** set by policy: cannot be removed here */
  policy: boolean;
  /** the browser lets Countersign read it */
  allowed: boolean;
}

export interface HostsSeen {
  hosts: ListedHost[];
  /** entries of the policy that were skipped */
  badPolicy: BadEntry[];
  /** stored entries that cannot be read; they are kept */
  unreadable: number;
}
