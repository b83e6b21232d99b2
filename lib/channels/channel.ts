import { hexDigestOf } from '../digest.ts';
import { type Keyed, requestKey } from '../requests/key.ts';
import type { DecisionKind } from '../requests/schema.ts';
import type { DecisionPayload, RequestPayload } from './payload.ts';

/**
 * What a channel is: a place on which requests are filed, found again, listed and decided, with an
 * account behind each of them. Nothing here knows a browser; `fetch` is handed in.
 */

/** Where requests of a site go. Jira: a project (its key) and an issue type (its ID). */
export interface ChannelTarget {
  /** host of the site, such as `acme.atlassian.net` */
  site: string;
  project: string;
  issueType: string;
}

/** An account, as the channel itself names it: never a name out of a payload. */
export interface Account {
  accountId: string;
  name: string;
}

/** An issue: its number decides, its key is for people. */
export interface Ref {
  id: string;
  key: string;
}

/** Why a call came to nothing; each has its sentence and its next step. */
export type ChannelProblem =
  | 'signed-out'
  | 'no-access'
  | 'cannot-create'
  | 'project-gone'
  | 'required-fields'
  | 'no-transition'
  | 'rate-limited'
  | 'offline'
  | 'xsrf'
  | 'server'
  | 'invalid'
  | 'bad-response';

export interface ChannelFailure {
  ok: false;
  problem: ChannelProblem;
  /** field names, or another part that a sentence needs */
  detail?: string;
  /** not before this, in milliseconds since 1970 */
  retryAt?: number;
  /** `atl-traceid`: what Atlassian's support asks for; no secret */
  trace?: string;
  /** it was sent, and nobody knows whether it arrived: look before sending it again */
  unknown?: boolean;
}

export type ChannelResult<T extends object = object> = ({ ok: true } & T) | ChannelFailure;

/** One person's ask as the channel has it. */
export interface FiledAsk {
  payload: RequestPayload;
  /** who filed it; differs from the payload's own name where somebody poses as another */
  by: Account;
  /** the comment that carried it; absent: the issue itself */
  comment?: string;
  /** milliseconds since 1970, by the channel's clock */
  at: number;
}

/** A decision as the channel has it. */
export interface FiledDecision {
  payload: DecisionPayload;
  by: Account;
  at: number;
}

/** One request with everything that people did to it. */
export interface ChannelItem {
  ref: Ref;
  /** changes with every change of the issue; not ordered */
  revision: string;
  /** the first is the issue's own; the others joined */
  asks: FiledAsk[];
  decision?: FiledDecision;
  /** somebody authorized the app, and nobody has been seen working yet */
  authorized?: { by: Account; at: number };
  /** IDs of the asks whose person was seen working, as that person says */
  granted: string[];
  /** property and text disagree: somebody edited it after it was filed */
  edited: boolean;
  /** done in the channel, by whatever hand */
  closed: boolean;
  /** not every comment was read yet: asks may be missing, and come with a later look */
  partial: boolean;
}

export interface Probe {
  me: Account;
  canCreate: boolean;
  canResolve: boolean;
  /** fields that the issue type requires and Countersign cannot fill, by their names */
  missing: string[];
}

/** A payload, and the label under which everybody finds requests of its key. */
export interface LabeledAsk {
  payload: RequestPayload;
  label: string;
}

export interface Submitted {
  ref: Ref;
  /** by a comment on somebody's issue */
  joined: boolean;
}

export interface ListOptions {
  /** IDs that the channel's index may not have yet, at most 50 */
  justWrote?: readonly string[];
  /** revisions by ID, as they were last seen: those are not read again */
  known?: Readonly<Record<string, string>>;
  /** only what changed in so many minutes: for the look that finds nothing new most of the time */
  changedWithin?: number;
}

export interface Listed {
  items: ChannelItem[];
  /** IDs of those that are as they were known */
  unchanged: string[];
  /** issues and comments that are marked as Countersign's and cannot be trusted to be */
  bad: number;
  /** there are more than were read */
  more: boolean;
}

/**
 * `already`: it was decided or closed before, by whom and how is in `decision` where it is known.
 * `needs-hand`: everything is written, but this person or this workflow cannot close the issue so.
 */
export interface Resolved {
  outcome: 'done' | 'already' | 'needs-hand';
  decision?: FiledDecision;
}

/** Operations of a channel. At least once, made once by searching before writing. */
export interface Channel {
  /** reads only */
  probe(target: ChannelTarget): Promise<ChannelResult<Probe>>;
  /**
   * Files the request, or joins the open one with a comment and a watch. An ask that is there
   * already is not filed again, as far as the channel's index knows of it: after `unknown` ask
   * `recall` for some minutes before this.
   */
  submit(target: ChannelTarget, ask: LabeledAsk): Promise<ChannelResult<Submitted>>;
  /** whether this very ask has arrived; writes nothing */
  recall(
    target: ChannelTarget,
    ask: LabeledAsk,
  ): Promise<ChannelResult<{ found?: Submitted | undefined }>>;
  /** open ones and those closed lately, at most 200, the youngest first */
  list(target: ChannelTarget, options: ListOptions): Promise<ChannelResult<Listed>>;
  /** exactly these, whatever became of them; a missing one is `gone` */
  status(
    target: ChannelTarget,
    refs: readonly Ref[],
  ): Promise<ChannelResult<{ items: ChannelItem[]; gone: string[] }>>;
  /**
   * Comment, label, transition, and the property last: the transition is the one step of which the
   * channel lets only one person be first. Each step is skipped where it is done already.
   */
  resolve(
    target: ChannelTarget,
    ref: Ref,
    decision: { payload: DecisionPayload; note: string },
  ): Promise<
    ChannelResult<{ outcome: 'done' | 'already' | 'needs-hand'; decision?: FiledDecision }>
  >;
  /** takes a decision back that was delivered: the issue is open again where its workflow allows */
  reopen(
    target: ChannelTarget,
    ref: Ref,
  ): Promise<ChannelResult<{ outcome: 'done' | 'needs-hand' }>>;
  /** this person's ask was seen working, or the app was authorized */
  note(
    target: ChannelTarget,
    ref: Ref,
    what: { kind: 'granted'; ask: string } | { kind: 'authorized' },
  ): Promise<ChannelResult>;
}

/** On every issue that Countersign files. */
export const MARK = 'countersign';

export const isLabel = (text: string): boolean => /^countersign-[0-9a-f]{16}$/.test(text);

/** The label of all issues about the same app on the same site, whoever filed them. */
export const labelOf = async (about: Keyed): Promise<string> =>
  `${MARK}-${await hexDigestOf(requestKey(about), 16)}`;

/** What people see in Jira's lists of a decided issue. */
export const DECIDED: Record<DecisionKind, string> = {
  approve: 'countersign-approved',
  deny: 'countersign-denied',
  block: 'countersign-blocked',
  dismiss: 'countersign-dismissed',
};
