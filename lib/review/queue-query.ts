import type { ApprovalRequest, Decision } from '../requests/schema.ts';
import type { LevelOverrides } from './scopes/level-overrides.ts';
import type { Level } from './scopes/levels.ts';
import type { WhoIsAsking } from './warnings/check.ts';
import type { NamePart } from './warnings/name.ts';

/** `not-in-effect`: approved, and nobody has seen it work yet */
export type StatusFilter =
  | 'waiting'
  | 'decided'
  | 'approved'
  | 'not-in-effect'
  | 'denied'
  | 'blocked'
  | 'all';
export type SortOrder =
  | 'requesters'
  | 'oldest'
  | 'newest'
  | 'risk'
  | 'name'
  | 'site'
  | 'warnings'
  | 'host';
/** the worst level; `unknown`: the page did not say which scopes; `warned`: with warnings, of whatever level */
export type RiskFilter = 'all' | 'warned' | Level | 'unknown';
/** one entry for each site and app, or one for each person who asked */
export type ListView = 'apps' | 'requests';

/** What the reviewer's list is narrowed to, and its order. */
export interface Filters {
  text: string;
  status: StatusFilter;
  /** a host name; `all`, or empty for requests whose site nobody named */
  site: string;
  risk: RiskFilter;
  sort: SortOrder;
  /** the other way round; a time has an order of its own for that */
  reverse?: boolean;
  view: ListView;
}

export const NO_FILTERS: Filters = {
  text: '',
  status: 'waiting',
  site: 'all',
  risk: 'all',
  sort: 'requesters',
  view: 'apps',
};

/** How many signs there are that a request is not from whom it says; red: one of them is grave. */
export interface Warned {
  count: number;
  red: boolean;
  /** the app's name with what is odd in it marked, where anything is */
  name?: NamePart[];
}
/** One entry of the list, as it is drawn. */
export interface QueueRow {
  request: ApprovalRequest;
  /** which of its people the entry is about; absent where it is about all of them */
  asker?: number;
  /** what was last decided about the same app and site, by another request than this one */
  earlier?: Decision;
  /** what it could do at worst; absent before the queue service has answered */
  worst?: Level | 'unknown';
  /** absent until everything was read that it is held against */
  warned?: Warned;
}

/** A look into the list: which part of it, and what else is to be told. */
export interface QueueQuery {
  filters: Filters;
  /** the first entry that is wanted, from 0 on, and how many */
  from: number;
  size: number;
  /** ids of requests that were chosen */
  marked: readonly string[];
}

export interface QueueRows {
  /** how many entries match, shown or not */
  total: number;
  /** how many requests those are, each once */
  requests: number;
  /** decided requests that match a search, and that the status asked for leaves out */
  decidedToo: number;
  /** how many wait for a decision, whatever was asked for */
  waiting: number;
  /** how many are approved and not seen working yet */
  notInEffect: number;
  /** where the part that was asked for begins; never behind the end */
  from: number;
  rows: QueueRow[];
  sites: string[];
  /** those of the chosen that do not match */
  lost: string[];
  /** false while part of the store is still to be read */
  whole: boolean;
}

/**
 * Who knows the whole queue, so that the page that draws a part of it need not: it searches, sorts
 * and compares, and lives beside the page. Each answer costs what it carries.
 */
export interface QueueService {
  find(query: QueueQuery): Promise<QueueRows>;
  /** ids of the requests that match, in order, each once */
  ids(filters: Filters, most: number): Promise<string[]>;
  /** the next request (1) or the one before (-1), where there is one */
  beside(filters: Filters, id: string, step: 1 | -1): Promise<ApprovalRequest | undefined>;
  /**
   * The request behind this one, the first where it is the last.
   * @param was where it stood, for one that is no longer in the list
   */
  next(filters: Filters, id: string, was: number): Promise<ApprovalRequest | undefined>;
  /** where the request's first entry stands, from 0 on; -1 where it is not in the list */
  place(filters: Filters, id: string): Promise<number>;
  /** undefined until everything was read that they are held against; unknown ids are left out */
  who(ids: readonly string[]): Promise<[id: string, who: WhoIsAsking][] | undefined>;
  /** these wait no longer: right before the store was read again */
  forget(ids: readonly string[]): Promise<void>;
  level(overrides: LevelOverrides): Promise<void>;
}

/**
 * What the service says on its own: something was written (`written`: ids, or undefined for any of
 * them), or it knows more than before.
 */
export type QueueChange =
  | { kind: 'written'; written: readonly string[] | undefined }
  | { kind: 'read'; unreadable: string[] }
  | { kind: 'failed' };
