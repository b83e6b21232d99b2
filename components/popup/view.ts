import type { ReadonlySignal } from '@preact/signals';
import type { Imported, Problem } from '../../lib/messages/types.ts';
import type { ApprovalRequest, DecisionKind } from '../../lib/requests/schema.ts';
import type { Filters } from '../../lib/review/queue-list.ts';
import type { DeskRow } from '../../lib/review/queue-query.ts';
import type { Level } from '../../lib/review/scopes/levels.ts';
import type { CouldDo } from '../../lib/review/scopes/permissions.ts';
import type { ScopeDiff } from '../../lib/review/scopes/scope-diff.ts';
import type { WhoIsAsking } from '../../lib/review/warnings/check.ts';
import type { Warning } from '../../lib/review/warnings/subject.ts';
import type { RoomsView } from './pages.ts';

/** The two sides of the popup. */
export type Side = 'review' | 'mine';

/** The reviewer's list. */
export interface QueueView {
  phase: ReadonlySignal<'loading' | 'ready' | 'failed'>;
  filters: ReadonlySignal<Filters>;
  /** true while search, status or site hide something */
  filtered: ReadonlySignal<boolean>;
  sites: ReadonlySignal<readonly string[]>;
  /** the part that is drawn */
  shown: ReadonlySignal<readonly DeskRow[]>;
  /** the place of its first entry in the whole list, from 0 on */
  from: ReadonlySignal<number>;
  /** how many entries match, drawn or not; absent until it is known */
  count: ReadonlySignal<number | undefined>;
  /** how many requests those are, each once; absent until it is known */
  requests: ReadonlySignal<number | undefined>;
  /** decided requests that a search matches and the status hides */
  decidedToo: ReadonlySignal<number>;
  /** true while part of the store is still to be read */
  reading: ReadonlySignal<boolean>;
  /** records that could not be read, put aside since the popup was opened */
  putAside: ReadonlySignal<number>;
  /** the entry that is to take the focus once it is drawn */
  aim: ReadonlySignal<number | undefined>;
  filter(change: Partial<Filters>): void;
  clear(): void;
  /** draws so many entries from here on, or as near as there are any */
  look(from: number, size?: number): void;
  /** what is being looked up now has been */
  settled(): Promise<void>;
  /** brings an entry on the screen and gives it the focus; undefined: it has it */
  goTo(position: number | undefined): void;
  /** the same for a request, where it is in the list; false where it is not */
  goToRequest(id: string): Promise<boolean>;
  /** the request after (1) or before (-1) this one, wherever it is in the list */
  beside(id: string, step: 1 | -1): Promise<ApprovalRequest | undefined>;
}

/**
 * What there is to be known of a request. Each answer is undefined until the code that gives it is
 * loaded, which is after the list is first drawn; reading one in a component draws it again then.
 */
export interface JudgeView {
  could(request: ApprovalRequest): CouldDo | undefined;
  worst(request: ApprovalRequest): Level | 'unknown' | undefined;
  /** undefined, too, until everything in the store was read that it is held against */
  who(request: ApprovalRequest): WhoIsAsking | undefined;
  warnings(request: ApprovalRequest): number | undefined;
  /** against what was last approved; `false`: nothing was */
  diff(
    request: ApprovalRequest,
    history: readonly ApprovalRequest[],
  ): ScopeDiff | false | undefined;
}

/** Taking the last decision back, as long as it is offered. */
export interface UndoView {
  offered: ReadonlySignal<boolean>;
  said: ReadonlySignal<'undone' | 'reopened' | Problem | undefined>;
  run(): Promise<void>;
}

/** Taking a request in hand. */
export interface TakingView {
  /** what was last done here */
  said: ReadonlySignal<'taken' | 'given-back' | Problem | undefined>;
  take(name?: string): Promise<void>;
  giveBack(): Promise<void>;
}

/** Dropping some of a request's asks, and putting them back. */
export interface AsksView {
  /** what was last done here: another object each time */
  said: ReadonlySignal<{ what: 'dropped' | 'put-back' | Problem } | undefined>;
  /** @param asks their ids */
  drop(asks: readonly string[]): Promise<void>;
  putBack(asks: readonly string[]): Promise<void>;
}

/** A decision being written, for one request or for many. */
export interface DecidingView {
  form: ReadonlySignal<DecisionForm | undefined>;
  /** kept when the form is closed: half-typed words are not lost by a change of mind */
  reason: ReadonlySignal<string>;
  begin(kind: DecisionKind): void;
  type(reason: string): void;
  cancel(): void;
  /** own: the person was told that it is their own request, and said yes */
  confirm(own?: boolean): Promise<void>;
}

/** What came of a decision on many. */
export interface ManyOutcome {
  kind: DecisionKind;
  count: number;
  failed: readonly { app: string; problem: Problem }[];
}

/** A request about which there are red warnings. */
export interface Warned {
  request: ApprovalRequest;
  signs: readonly Warning[];
}

/** Several requests chosen, to be decided at once. */
export interface ManyView extends DecidingView {
  /** those that are chosen and in the list */
  chosen: ReadonlySignal<ReadonlySet<string>>;
  outcome: ReadonlySignal<ManyOutcome | undefined>;
  /** those of the chosen about which there are red warnings; undefined while that is looked up */
  warned: ReadonlySignal<readonly Warned[] | undefined>;
  undo: UndoView;
  toggle(id: string): void;
  /** adds these, or takes them out where all are in */
  toggleAll(ids: readonly string[]): void;
  /** adds all that match, drawn or not, up to the most that one decision takes */
  chooseMatches(): Promise<void>;
  clear(): void;
}

/** The decision that is being written. */
export interface DecisionForm {
  kind: DecisionKind;
  problem?: Problem;
  sending: boolean;
}

/** What came of "Open Connected apps". */
export type Opened = 'looking' | 'exact' | 'front' | 'isolated' | Problem;

/** A text that was put on the clipboard, or could not be. */
export interface Copied {
  text: string;
  ok: boolean;
}

/** The request that is open. */
export interface DetailView extends DecidingView {
  request: ReadonlySignal<ApprovalRequest | undefined>;
  /** other requests for the same app and site, newest first */
  earlier: ReadonlySignal<readonly ApprovalRequest[]>;
  undo: UndoView;
  taking: TakingView;
  asks: AsksView;
  /** what was decided since this request was opened */
  outcome: ReadonlySignal<DecisionKind | undefined>;
  opened: ReadonlySignal<Opened | undefined>;
  /** why the app's connect page was not opened */
  notConnected: ReadonlySignal<Problem | undefined>;
  answer: ReadonlySignal<Copied | { problem: Problem } | undefined>;
  authorise: AuthoriseView;
  open(request: ApprovalRequest, kind?: DecisionKind): void;
  close(): void;
  /** takes the decision away: the request waits again */
  reopen(): Promise<void>;
  openPage(url: string): void;
  /** the app's own connect page, in a tab whose consent page is compared */
  openConnect(): Promise<void>;
  openConnectedApps(): Promise<void>;
  /** of a Data Center that is on the list of hosts */
  openApplicationLinks(): Promise<void>;
  copyAnswer(): Promise<void>;
}

/** What was last done with one of the person's own requests. */
export interface MineNote {
  id: string;
  what:
    | 'copied'
    | 'message-copied'
    | 'not-copied'
    | 'message-not-copied'
    | 'mailed'
    | 'withdrawn'
    | Problem;
  text?: string;
}

/** Opening a consent page of our own making. */
export interface AuthoriseView {
  /** `open`: the page was opened; else what went wrong */
  note: ReadonlySignal<'open' | Problem | undefined>;
  run(request: ApprovalRequest): Promise<void>;
  forget(): void;
}

/** The person's own requests. */
export interface MineView {
  requests: ReadonlySignal<readonly ApprovalRequest[]>;
  more: ReadonlySignal<boolean>;
  /** decisions that were news when the popup was opened */
  news: ReadonlySignal<ReadonlySet<string>>;
  note: ReadonlySignal<MineNote | undefined>;
  showMore(): void;
  /** plain words with the link in them */
  copyMessage(id: string): Promise<void>;
  copyLink(id: string): Promise<void>;
  email(id: string): Promise<void>;
  withdraw(id: string): Promise<void>;
  tryAgain(url: string): void;
  /** the person's own page of tokens on a Data Center */
  openTokens(url: string): void;
}

export type ImportResult = { imported: Imported } | { problem: Problem };

/** Taking in a link by hand. */
export interface ImportView {
  open: ReadonlySignal<boolean>;
  text: ReadonlySignal<string>;
  result: ReadonlySignal<ImportResult | undefined>;
  toggle(): void;
  type(text: string): void;
  submit(): Promise<void>;
}

/** Everything the popup shows and can do. */
export interface PopupView {
  side: ReadonlySignal<Side>;
  /** the time by which "3 days ago" is reckoned */
  clock: ReadonlySignal<number>;
  keysShown: ReadonlySignal<boolean>;
  queue: QueueView;
  judge: JudgeView;
  many: ManyView;
  detail: DetailView;
  mine: MineView;
  intake: ImportView;
  rooms: RoomsView;
  choose(side: Side): void;
  toggleKeys(): void;
}
