import * as z from 'zod/mini';
import type { AuthorizeFacts } from './atlassian/authorize-url.ts';
import { CHANNEL_MESSAGES, DESTINATION_MESSAGES } from './messages/channels.ts';
import { MANUAL_MESSAGES, PAGE_MESSAGES, PANEL_MESSAGES } from './messages/page.ts';
import { HOST_MESSAGES, RECORD_MESSAGES } from './messages/records.ts';
import {
  type Answer,
  answer,
  type BulkResult,
  type Imported,
  type Notice,
  type RequesterView,
} from './messages/types.ts';
import type { AuthorizeOutcome, Expected } from './requests/authorize.ts';
import { MAX, MAX_BULK } from './requests/limits.ts';
import { type ApprovalRequest, Ask, DecisionKind, text, Ulid } from './requests/schema.ts';

/**
 * The protocol, a row a message: who may send it, what it carries, what it is answered with (a type
 * alone). A handler that is missing does not compile (lib/background/serve.ts).
 *
 * - `consent`: our script on a consent host (top frame; the receiver checks the host)
 * - `stage`: the same on the first stage of a Rovo MCP sign-in, which may say what `consent` may
 * - `intake`: our script on Atlassian's administration or sign-in page (top frame)
 * - `extension`: the popup and the options page
 */
export type Sender = 'consent' | 'stage' | 'intake' | 'extension';

const OneRequest = z.object({ id: Ulid });
/** the press of a button: one whose answer was lost is sent again under the same id (press.ts) */
const press = z.optional(Ulid);
const OnePress = z.object({ id: Ulid, press });
const Ids = z.array(Ulid).check(z.minLength(1), z.maxLength(MAX_BULK));
export const MESSAGES = {
  /** the detector saw a block: bring the banner */
  blockSeen: { from: ['consent'], data: z.object({}), answer: answer() },
  ...PAGE_MESSAGES,
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
    answer: answer(),
  },
  raiseRequest: {
    from: ['consent', 'extension'],
    data: Ask,
    answer: answer<{ request: RequesterView; joined: boolean }>(),
  },
  withdrawRequest: {
    from: ['consent', 'extension'],
    data: OnePress,
    answer: answer<{ request: RequesterView }>(),
  },
  /** the person has seen the decision */
  decisionSeen: { from: ['consent', 'extension'], data: OneRequest, answer: answer() },
  /** the texts that carry a request to a reviewer */
  shareRequest: {
    from: ['consent', 'extension'],
    data: OneRequest,
    /** link: the share link; mailto: a ready `mailto:` address; text: plain words with the link */
    answer: answer<{ link: string; mailto: string; text: string }>(),
  },
  linkOpened: { from: ['intake'], data: z.object({ fragment: text(70_000) }), answer: answer() },
  takeNotice: { from: ['intake'], data: z.object({}), answer: answer<{ notice?: Notice }>() },
  noticeSeen: { from: ['intake'], data: z.object({}), answer: answer() },
  importLink: {
    from: ['extension'],
    data: z.object({ text: text(200_000) }),
    answer: answer<{ imported: Imported }>(),
  },
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
    answer: answer<{ request: ApprovalRequest }>(),
  },
  /** the same decision for many, all in one transaction */
  decideMany: {
    from: ['extension'],
    data: z.object({ ids: Ids, kind: DecisionKind, reason: text(MAX.decisionReason), press }),
    answer: answer<BulkResult>(),
  },
  /** takes decisions of the last seconds back */
  undoDecision: {
    from: ['extension'],
    data: z.object({ ids: Ids, press }),
    answer: answer<BulkResult>(),
  },
  /** takes a decision away: the request waits again */
  reopenRequest: {
    from: ['extension'],
    data: OnePress,
    answer: answer<{ request: ApprovalRequest }>(),
  },
  /** takes a request in hand; without a name by the one last given */
  assignRequest: {
    from: ['extension'],
    data: z.object({ id: Ulid, name: z.optional(text(MAX.name)), press }),
    answer: answer<{ request: ApprovalRequest }>(),
  },
  unassignRequest: {
    from: ['extension'],
    data: OnePress,
    answer: answer<{ request: ApprovalRequest }>(),
  },
  /** drops some of a request's asks, or puts them back */
  dropAsks: {
    from: ['extension'],
    data: z.object({ id: Ulid, asks: Ids, dropped: z.boolean(), press }),
    answer: answer<{ request: ApprovalRequest }>(),
  },
  /** the texts that carry a decision back */
  shareDecision: {
    from: ['extension'],
    data: OneRequest,
    answer: answer<{ links: string[]; text: string }>(),
  },
  /** one text for all of these that were decided, by app */
  shareDecisions: {
    from: ['extension'],
    data: z.object({ ids: Ids }),
    answer: answer<{ text: string }>(),
  },
  /** the Connected apps page of exactly that site (needs the site's host permission) */
  findConnectedApps: {
    from: ['extension'],
    data: OneRequest,
    /** url is the page of that site (`exact`), or Administration's front page where it is not known */
    answer: answer<{ url: string; exact: boolean }>(),
  },
  /** opens a consent page of our own making for an approved request */
  authorize: { from: ['extension'], data: OneRequest, answer: answer() },
  /** opens the app's own connect page; the consent page that it leads to is compared */
  openConnect: { from: ['extension'], data: OneRequest, answer: answer() },
  /** the guard on that consent page asks what it should show */
  guardLook: {
    from: ['consent'],
    data: z.object({}),
    /**
     * live: the request that led to this page; held: it was ours, and its answer is kept from the app;
     * strayed: it is another one than we opened, or nothing shows that it is ours; digest: SHA-256
     * (base64url) of our own `state`, where the answer is held; pkce: our address carried a challenge
     * whose verifier nobody has; until: when the hold ends, in milliseconds since 1970
     */
    answer: answer<{
      expected: Expected;
      live: AuthorizeFacts;
      held: boolean;
      strayed: boolean;
      digest?: string;
      pkce: boolean;
      until?: number;
    }>(),
  },
  /** on a consent page that the app itself led to, Accept was pressed and led away */
  guardAccepted: { from: ['consent'], data: z.object({}), answer: answer() },
  /** on a consent page of ours, our script stopped the answer before it left for the app */
  guardCancelled: {
    from: ['consent'],
    data: z.object({ outcome: z.enum(['accepted', 'refused']) }),
    answer: answer(),
  },
  /** the page after Accept asks what happened in its tab */
  authorizeOutcome: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<{ outcome: AuthorizeOutcome; request: ApprovalRequest }>(),
  },
  /** quarantines what cannot be read */
  quarantine: {
    from: ['extension'],
    data: z.object({ ids: z.array(text(100)) }),
    answer: answer<{ count: number }>(),
  },
  ...RECORD_MESSAGES,
  ...PANEL_MESSAGES,
  ...HOST_MESSAGES,
  ...DESTINATION_MESSAGES,
  ...CHANNEL_MESSAGES,
  ...MANUAL_MESSAGES,
  eraseAll: { from: ['extension'], data: z.object({}), answer: answer() },
} as const satisfies Record<
  string,
  { from: readonly Sender[]; data: z.ZodMiniType; answer: Answer }
>;

export type Messages = typeof MESSAGES;
export type MessageName = keyof Messages;
export type MessageData<N extends MessageName> = z.infer<Messages[N]['data']>;
export type Answers = { [N in MessageName]: Messages[N]['answer'] };
