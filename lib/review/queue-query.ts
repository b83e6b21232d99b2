import type { ApprovalRequest, Decision } from '../requests/schema.ts';
import type { Filters } from './queue-list.ts';
import type { LevelOverrides } from './scopes/level-overrides.ts';
import type { WhoIsAsking } from './warnings/check.ts';

/** One entry of the list, as it is drawn. */
export interface QueueRow {
  request: ApprovalRequest;
  /** which of its people the entry is about; absent where it is about all of them */
  asker?: number;
  /** what was last decided about the same app and site, by another request than this one */
  earlier?: Decision;
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
  /** where the request's first entry stands, from 0 on; -1 where it is not in the list */
  place(filters: Filters, id: string): Promise<number>;
  /** undefined until everything was read that they are held against; unknown ids are left out */
  who(ids: readonly string[]): Promise<[id: string, who: WhoIsAsking][] | undefined>;
  /** these wait no longer: right before the store was read again */
  forget(ids: readonly string[]): Promise<void>;
  level(overrides: LevelOverrides): Promise<void>;
}

/** A change event: something changed, and what could not be read. */
export interface QueueChange {
  unreadable: string[];
  failed: boolean;
}
