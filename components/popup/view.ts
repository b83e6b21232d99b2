import type { ReadonlySignal } from '@preact/signals';
import type { Imported, Problem } from '../../lib/messages.ts';
import type { ApprovalRequest, DecisionKind } from '../../lib/requests/schema.ts';

/** The two sides of the popup. */
export type Side = 'review' | 'mine';
export type StatusFilter = 'waiting' | 'decided' | 'all';
export type SortOrder = 'oldest' | 'newest' | 'requesters' | 'name';

export interface Filters {
  text: string;
  status: StatusFilter;
  /** a host name; `all`, or empty for requests whose site nobody named */
  site: string;
  sort: SortOrder;
}

/** The reviewer's list. */
export interface QueueView {
  phase: ReadonlySignal<'loading' | 'ready' | 'failed'>;
  filters: ReadonlySignal<Filters>;
  /** true while search, status or site hide something */
  filtered: ReadonlySignal<boolean>;
  sites: ReadonlySignal<readonly string[]>;
  /** the part that is drawn */
  shown: ReadonlySignal<readonly ApprovalRequest[]>;
  /** how many match, drawn or not; absent until it is known */
  count: ReadonlySignal<number | undefined>;
  /** true while part of the store is still to be read */
  reading: ReadonlySignal<boolean>;
  /** records that could not be read, put aside since the popup was opened */
  putAside: ReadonlySignal<number>;
  filter(change: Partial<Filters>): void;
  clear(): void;
  showMore(): void;
}

/** The decision that is being written. */
export interface DecisionForm {
  kind: DecisionKind;
  problem?: Problem;
  sending: boolean;
}

/** What came of "Open Connected apps". */
export type Opened = 'looking' | 'exact' | 'front' | Problem;

/** A text that was put on the clipboard, or could not be. */
export interface Copied {
  text: string;
  ok: boolean;
}

/** The request that is open. */
export interface DetailView {
  request: ReadonlySignal<ApprovalRequest | undefined>;
  /** other requests for the same app and site, newest first */
  earlier: ReadonlySignal<readonly ApprovalRequest[]>;
  form: ReadonlySignal<DecisionForm | undefined>;
  /** kept when the form is closed: half-typed words are not lost by a change of mind */
  reason: ReadonlySignal<string>;
  /** what was decided since this request was opened */
  outcome: ReadonlySignal<DecisionKind | undefined>;
  opened: ReadonlySignal<Opened | undefined>;
  answer: ReadonlySignal<Copied | { problem: Problem } | undefined>;
  open(request: ApprovalRequest, kind?: DecisionKind): void;
  close(): void;
  begin(kind: DecisionKind): void;
  type(reason: string): void;
  cancel(): void;
  confirm(): Promise<void>;
  openPage(url: string): void;
  openConnectedApps(): Promise<void>;
  copyAnswer(): Promise<void>;
}

/** What was last done with one of the person's own requests. */
export interface MineNote {
  id: string;
  what: 'copied' | 'not-copied' | 'mailed' | 'withdrawn' | Problem;
  text?: string;
}

/** The person's own requests. */
export interface MineView {
  requests: ReadonlySignal<readonly ApprovalRequest[]>;
  more: ReadonlySignal<boolean>;
  /** decisions that were news when the popup was opened */
  news: ReadonlySignal<ReadonlySet<string>>;
  note: ReadonlySignal<MineNote | undefined>;
  showMore(): void;
  copyLink(id: string): Promise<void>;
  email(id: string): Promise<void>;
  withdraw(id: string): Promise<void>;
  tryAgain(url: string): void;
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
  detail: DetailView;
  mine: MineView;
  intake: ImportView;
  choose(side: Side): void;
  toggleKeys(): void;
}
