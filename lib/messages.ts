import * as z from 'zod/mini';
import type { AuthorizeFacts } from './atlassian/authorize-url.ts';
import { HOST_MESSAGES, type HostAnswers } from './messages/hosts.ts';
import {
  LookUp,
  MANUAL_MESSAGES,
  type ManualAnswers,
  PAGE_MESSAGES,
  type PageAnswers,
  UnblockedSeen,
} from './messages/page.ts';
import { PANEL_MESSAGES, type PanelAnswers } from './messages/panel.ts';
import { RECORD_MESSAGES, type RecordAnswers } from './messages/records.ts';
import type { Answer, BulkResult, Imported, Notice, RequesterView } from './messages/types.ts';
import type { AuthorizeOutcome, Expected } from './requests/authorize.ts';
import { MAX, MAX_BULK } from './requests/limits.ts';
import { type ApprovalRequest, Ask, DecisionKind, Ulid } from './requests/schema.ts';

/**
 * The protocol: every message, who may send it, and what it carries. The answers are in
 * `Answers` below; a handler that is missing does not compile (lib/background/serve.ts).
 *
 * - `consent`: our script on a consent host (top frame; the receiver checks the host)
 * - `stage`: the same on the first stage of a Rovo MCP sign-in, which may say what `consent` may
 * - `intake`: our script on Atlassian's administration or sign-in page (top frame)
 * - `extension`: the popup and the options page
 */
export type Sender = 'consent' | 'stage' | 'intake' | 'extension';

const text = (max: number) => z.string().check(z.maxLength(max));
const OneRequest = z.object({ id: Ulid });
/** the press of a button: one whose answer was lost is sent again under the same id (press.ts) */
const press = z.optional(Ulid);
const OnePress = z.object({ id: Ulid, press });
const Ids = z.array(Ulid).check(z.minLength(1), z.maxLength(MAX_BULK));
export const MESSAGES = {
  /** the detector saw a block: bring the banner */
  blockSeen: { from: ['consent'], data: z.object({}) },
  ...PAGE_MESSAGES,
  /** the banner starts: what is known about this tab's connection, and about this app and site */
  lookUp: { from: ['consent'], data: LookUp },
  /** a form half filled in */
  saveDraft: {
    from: ['consent', 'extension'],
    data: z.object({
      key: text(3000),
      reason: text(MAX.reason),
      name: text(MAX.name),
      site: text(300),
      app: text(300),
    }),
  },
  raiseRequest: { from: ['consent', 'extension'], data: Ask },
  withdrawRequest: { from: ['consent', 'extension'], data: OnePress },
  /** the person has seen the decision */
  decisionSeen: { from: ['consent', 'extension'], data: OneRequest },
  /** the page stands there without the block */
  unblockedSeen: { from: ['consent'], data: UnblockedSeen },
  /** the texts that carry a request to a reviewer */
  shareRequest: { from: ['consent', 'extension'], data: OneRequest },
  linkOpened: { from: ['intake'], data: z.object({ fragment: text(70_000) }) },
  takeNotice: { from: ['intake'], data: z.object({}) },
  noticeSeen: { from: ['intake'], data: z.object({}) },
  importLink: { from: ['extension'], data: z.object({ text: text(200_000) }) },
  decideRequest: {
    from: ['extension'],
    data: z.object({
      id: Ulid,
      kind: DecisionKind,
      reason: text(MAX.decisionReason),
      press,
      /** the person confirmed that it is their own request */
      own: z.optional(z.boolean()),
    }),
  },
  /** the same decision for many, all in one transaction */
  decideMany: {
    from: ['extension'],
    data: z.object({ ids: Ids, kind: DecisionKind, reason: text(MAX.decisionReason), press }),
  },
  /** takes decisions of the last seconds back */
  undoDecision: { from: ['extension'], data: z.object({ ids: Ids, press }) },
  /** takes a decision away: the request waits again */
  reopenRequest: { from: ['extension'], data: OnePress },
  /** takes a request in hand; without a name by the one last given */
  assignRequest: {
    from: ['extension'],
    data: z.object({ id: Ulid, name: z.optional(text(MAX.name)), press }),
  },
  unassignRequest: { from: ['extension'], data: OnePress },
  /** drops some of a request's asks, or puts them back */
  dropAsks: {
    from: ['extension'],
    data: z.object({ id: Ulid, asks: Ids, dropped: z.boolean(), press }),
  },
  /** the texts that carry a decision back */
  shareDecision: { from: ['extension'], data: OneRequest },
  /** the Connected apps page of exactly that site (needs the site's host permission) */
  findConnectedApps: { from: ['extension'], data: OneRequest },
  /** opens a consent page of our own making for an approved request */
  authorize: { from: ['extension'], data: OneRequest },
  /** opens the app's own connect page; the consent page that it leads to is compared */
  openConnect: { from: ['extension'], data: OneRequest },
  /** the guard on that consent page asks what it should show */
  guardLook: { from: ['consent'], data: z.object({}) },
  /** on a consent page that the app itself led to, Accept was pressed and led away */
  guardAccepted: { from: ['consent'], data: z.object({}) },
  /** on a consent page of ours, our script stopped the answer before it left for the app */
  guardCancelled: {
    from: ['consent'],
    data: z.object({ outcome: z.enum(['accepted', 'refused']) }),
  },
  /** the page after Accept asks what happened in its tab */
  authorizeOutcome: { from: ['extension'], data: z.object({}) },
  /** quarantines what cannot be read */
  quarantine: { from: ['extension'], data: z.object({ ids: z.array(text(100)) }) },
  ...RECORD_MESSAGES,
  ...PANEL_MESSAGES,
  ...HOST_MESSAGES,
  ...MANUAL_MESSAGES,
  eraseAll: { from: ['extension'], data: z.object({}) },
} as const satisfies Record<string, { from: readonly Sender[]; data: z.ZodMiniType }>;

export type Messages = typeof MESSAGES;
export type MessageName = keyof Messages;
export type MessageData<N extends MessageName> = z.infer<Messages[N]['data']>;

/** What each message is answered with. */
export interface Answers
  extends RecordAnswers,
    PanelAnswers,
    HostAnswers,
    ManualAnswers,
    PageAnswers {
  blockSeen: Answer;
  saveDraft: Answer;
  raiseRequest: Answer<{ request: RequesterView; joined: boolean }>;
  withdrawRequest: Answer<{ request: RequesterView }>;
  decisionSeen: Answer;
  /** link: the share link; mailto: a ready `mailto:` address; text: plain words with the link */
  shareRequest: Answer<{ link: string; mailto: string; text: string }>;
  linkOpened: Answer;
  takeNotice: Answer<{ notice?: Notice }>;
  noticeSeen: Answer;
  importLink: Answer<{ imported: Imported }>;
  decideRequest: Answer<{ request: ApprovalRequest }>;
  decideMany: Answer<BulkResult>;
  undoDecision: Answer<BulkResult>;
  reopenRequest: Answer<{ request: ApprovalRequest }>;
  assignRequest: Answer<{ request: ApprovalRequest }>;
  unassignRequest: Answer<{ request: ApprovalRequest }>;
  dropAsks: Answer<{ request: ApprovalRequest }>;
  shareDecision: Answer<{ links: string[]; text: string }>;
  /** url is the page of that site (`exact`), or Administration's front page where it is not known */
  findConnectedApps: Answer<{ url: string; exact: boolean }>;
  authorize: Answer;
  openConnect: Answer;
  /**
   * live: the request that led to this page; held: it was ours, and its answer is kept from the app;
   * strayed: it is another one than we opened, or nothing shows that it is ours; digest: SHA-256
   * (base64url) of our own `state`, where the answer is held; pkce: our address carried a challenge
   * whose verifier nobody has; until: when the hold ends, in milliseconds since 1970
   */
  guardLook: Answer<{
    expected: Expected;
    live: AuthorizeFacts;
    held: boolean;
    strayed: boolean;
    digest?: string;
    pkce: boolean;
    until?: number;
  }>;
  guardAccepted: Answer;
  guardCancelled: Answer;
  authorizeOutcome: Answer<{ outcome: AuthorizeOutcome; request: ApprovalRequest }>;
  quarantine: Answer<{ count: number }>;
  eraseAll: Answer;
}
