import type { Reply } from '../http.ts';
import type { Speak } from './answers.ts';
import type { JiraSwitches } from './switches.ts';
import type { JiraWorld, Person } from './world.ts';

/** A call that passed the checks every call has to pass. */
export interface Ask {
  world: JiraWorld;
  switches: JiraSwitches;
  speak: Speak;
  /** Who is signed in; absent: nobody, where that is allowed. */
  me: Person | undefined;
  query: URLSearchParams;
  headers: Headers;
  body: string;
  params: Record<string, string>;
}

export interface JiraRoute {
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/rest/api/3` or `/rest/servicedeskapi`. */
  path: string;
  /** Asked without a session: nothing is answered but 401. */
  needsSession: boolean;
  /** Of a bucket of its own kind: limit and refill (measured). */
  quota: readonly [number, number];
  handler: (ask: Ask) => Reply;
}

export const GET_QUOTA = [350, 100] as const;
export const ISSUE_QUOTA = [400, 150] as const;
/** Measured for the search alone; the other writes are a guess. */
export const POST_QUOTA = [200, 100] as const;
