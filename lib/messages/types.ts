import type { HostProblem } from '../atlassian/custom-hosts.ts';
import type { OutboxProblem } from '../channels/outbox.ts';
import type { LinkProblem } from '../channels/share-link/link.ts';
import type { Destination, DestinationProblem } from '../requests/destination.ts';
import type { ApprovalRequest, Decision, Status, Way } from '../requests/schema.ts';

/** Why a host could not be added, removed or used. */
export type HostListProblem =
  | HostProblem
  | 'host-twice'
  | 'host-by-policy'
  | 'host-too-many'
  | 'host-not-allowed'
  | 'host-not-listed';

/** Why something could not be done; each has its sentence (`problem_…` in the locale files). */
export type Problem =
  | 'bad-data'
  | 'not-allowed'
  | 'unknown-request'
  | 'not-open'
  | 'reason-owed'
  | 'too-late'
  | 'blocked'
  | 'too-many-requesters'
  | 'too-many-links'
  | 'not-authorisable'
  | 'no-permission'
  | 'no-hold'
  | 'lock-refused'
  | 'too-many-consents'
  | 'no-site-permission'
  | 'storage-full'
  | 'storage-failed'
  | 'no-worker'
  | 'too-many-rules'
  | 'too-many-levels'
  | 'own-request'
  | 'own-request-strict'
  | 'sample'
  | 'edited'
  | LinkProblem
  | DestinationProblem
  | 'to-gone'
  | 'setup-link'
  | HostListProblem
  | 'answer-for-nobody'
  | `channel-${OutboxProblem}`;

/** `detail`: what a channel adds, such as names of fields. */
export type Failed = { ok: false; problem: Problem; detail?: string };
/** What a message is answered with: a type alone, so that it stands in the message's row. */
export const answer = <T extends object = object>(): Answer<T> => undefined as unknown as Answer<T>;

export type Answer<T extends object = object> = ({ ok: true } & T) | Failed;

/** A request as the page's own script may know it: no other person's name or reason. */
export interface RequesterView {
  id: string;
  status: Status;
  appName: string;
  site: string;
  createdAt: number;
  /** people who asked for the same, this person included */
  people: number;
  decision?: Decision;
  grantedAt?: number;
  expiredAt?: number;
  /** the page to connect from again; see lib/requests/connect-page.ts */
  wayBack?: string;
  dataCenter?: ApprovalRequest['dataCenter'];
  /** key of the issue that it is filed as */
  filed?: string;
  /** it was sent to this destination, and is not there yet: `on-its-way`, or what stands in the way */
  unsent?: { how: 'send'; to: string; waits: string };
}

/** What a form for a request begins with: what is remembered of the person, and what was typed before. */
export interface FormStart {
  name: string;
  /** how a request was last passed on from this browser */
  way?: Way;
  draft?: Draft;
}

export interface Draft {
  reason: string;
  name: string;
  site: string;
  app: string;
}

/** How an import ended: what came, and whether it was news. */
export interface Imported {
  what: 'request' | 'decision';
  outcome: 'new' | 'joined' | 'already';
  request: ApprovalRequest;
}

/** What is told on the page on which a link was opened. */
export type Notice =
  | { ok: true; what: 'request' | 'decision'; outcome: Imported['outcome']; request: RequesterView }
  /** a set-up link: what it would add, and who says to have made it */
  | { ok: true; what: 'setup'; from: string; destinations: Destination[] }
  | { ok: false; problem: Problem };

/** What came of an act on many: those it was done to, and why not to the others. */
export interface BulkResult {
  done: string[];
  failed: { id: string; problem: Problem }[];
}
