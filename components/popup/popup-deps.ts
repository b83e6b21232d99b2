import type { SeenPage } from '../../lib/consent/read-seen.ts';
import type { Failed } from '../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../lib/messages.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import type { QueueChange, QueueService } from '../../lib/review/queue-query.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';

/** The first rows of the queue, before anything else is loaded: what is drawn of them is sound. */
export interface FirstRows {
  requests: readonly ApprovalRequest[];
  /** how many could not be read; whoever reads the whole store has them quarantined */
  unreadable: number;
  /** how many wait */
  countAll(): Promise<number>;
}

/** What the popup's first look needs. */
export interface FirstDeps {
  now(): number;
  readFirst(limit: number): Promise<FirstRows>;
  /** how the list was looked at last time, and remembering it */
  recall(): string | undefined;
  remember(view: string): void;
}

/**
 * Grades one request's permissions. It comes with a list of scopes, so it is loaded after the list was
 * drawn. Who is asking is the queue service's answer: that takes all other requests, too.
 */
export type LateReview = Pick<
  typeof import('../../lib/review/scopes/permissions.ts'),
  'summarizePermissions' | 'worstLevel' | 'scopeDiff'
>;

/** What the popup needs of the world; all of it can be stood in for in a test. */
export interface PopupDeps extends FirstDeps {
  queue: QueueReader | Promise<QueueReader>;
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  openTab(url: string): void;
  /** puts a text on the clipboard; false where the browser does not allow it */
  copy(text: string): Promise<boolean>;
  /** gives the person a file */
  save(name: string, text: string, type: string): void;
  /** undefined where nobody answers */
  readSettings(): Promise<Settings | undefined>;
  /** the levels that the organization has set itself; undefined where nobody answers */
  readLevels(): Promise<LevelOverrides | undefined>;
  /** a new ULID at each call */
  newId(): string;
  /** asks the person for access to one site; must be called within a click */
  requestHost(site: string): Promise<boolean>;
  /** the page that the person looks at; must be called within a click */
  readActiveTab(): Promise<SeenPage | undefined>;
  /** the review code, once there is time to load it */
  loadLate(): Promise<LateReview>;
  /** who knows the whole queue, once there is time to start it; what it has to say goes to `hear` */
  loadService(hear: (news: QueueChange) => void): Promise<QueueService>;
}

/** Waits until the browser has nothing better to do, a fifth of a second at most. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function')
      requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve);
  });
}
