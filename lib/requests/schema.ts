import * as z from 'zod/mini';
import { DATA_CENTER_CAUSES } from '../consent/data-center/causes.ts';
import { CLAIM } from './claim.ts';
import { MAX } from './limits.ts';

/** A text of at most so many characters. */
export const text = (max: number) => z.string().check(z.maxLength(max));
const filled = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** ULID: 48 bits of time, 80 random bits, Crockford's base 32 (github.com/ulid/spec). */
export const Ulid = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
/** Milliseconds since 1970; years 2020 to 2100. */
export const Time = z.number().check(z.gte(1_577_836_800_000), z.lte(4_102_444_800_000));
export const SiteName = z
  .string()
  .check(
    z.maxLength(MAX.site),
    z.regex(
      /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z0-9-]{0,61}[a-z][a-z0-9-]{0,61}$/,
    ),
  );
export const ClientId = z
  .string()
  .check(z.maxLength(2048), z.regex(/^(?:[A-Za-z0-9_-]{8,64}|https:\/\/[^\s/?#@]+\/[^\s?#]*)$/));
export const Edition = z.enum(['cloud', 'government', 'isolated', 'data-center']);
export const Cause = z.enum([
  'admin-must-authorize',
  'app-blocked',
  'by-hand',
  ...DATA_CENTER_CAUSES,
]);
/**
 * Which similar screen it was (lib/consent/causes.ts), beside a `cause` that every version
 * knows. Any word is kept, so that what a newer version wrote is neither refused nor lost.
 */
export const Screen = z.string().check(z.regex(/^[a-z][a-z-]{1,39}$/));
const HttpUrl = z
  .string()
  .check(z.maxLength(MAX.page), z.regex(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/));

export const Redirect = z.object({
  uri: z.string().check(z.maxLength(MAX.uri), z.regex(/^[a-z][a-z0-9+.-]*:[^\s?#]*$/i)),
  host: text(MAX.site + 6),
  hadQuery: z.boolean(),
  hadUser: z.optional(z.boolean()),
});

/** Where a Data Center is: an https address without a slash at its end, and what runs there. */
export const DataCenter = z.object({
  product: z.enum(['jira', 'confluence']),
  base: z
    .string()
    .check(
      z.maxLength(MAX.page),
      z.regex(
        /^https:\/\/[a-z0-9.-]{4,253}(?::\d{1,5})?(?:\/[A-Za-z0-9][A-Za-z0-9._~-]{0,59}){0,3}$/,
      ),
    ),
});

/**
 * The AI client behind Atlassian's own MCP server, as the first stage of its sign-in named it in the
 * same tab. Self-given and unproven, like every name.
 */
export const Via = z.object({
  name: filled(MAX.app),
  redirect: z.optional(Redirect),
  /** the address of its metadata document; absent for a client that registered itself anew */
  clientId: z.optional(ClientId),
});

/** What is asked for: the app, as far as the page or its address named it. */
export const App = z.object({
  /** as shown to the requester; a self-given name proves nothing */
  name: filled(MAX.app),
  /** characters nobody sees that were taken out of that name: up to five codes */
  nameHadHidden: z.optional(
    z.string().check(z.regex(/^U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6}){0,4}$/)),
  ),
  clientId: z.optional(ClientId),
  scopes: z.array(filled(MAX.scope)).check(z.maxLength(MAX.scopes)),
  redirect: z.optional(Redirect),
  resource: z.optional(HttpUrl),
  /** where it was asked for as if there were Atlassian: host and port, see `falseAuthorizeHost` */
  falseHost: z.optional(z.string().check(z.maxLength(MAX.site + 6), z.regex(/^[^\s/?#@]+$/))),
  /** which AI client asked, where the app is only its stand-in */
  via: z.optional(Via),
  /** how many more scopes did not fit the link */
  scopesLeftOut: z.optional(z.int().check(z.gte(1), z.lte(MAX.scopes))),
});

/**
 * One ask's facts, where they differ from its request's. `app`: its index in the request's
 * `others`; absent where only the rest of it is other. See asks.ts.
 */
const AskClaim = z.object({
  app: z.optional(z.int().check(z.gte(0), z.lt(MAX.requesters))),
  cause: Cause,
  dataCenter: z.optional(DataCenter),
  message: text(MAX.message),
  startPage: z.optional(HttpUrl),
  afterAccept: z.optional(z.boolean()),
});

/** Of a client with an id of its own all asks have that one, or they were no asks for the same. */
const OtherApp = z.omit(App, { clientId: true });
const scopesIn = (apps: readonly z.infer<typeof OtherApp>[]) =>
  apps.reduce((sum, { scopes }) => sum + scopes.length, 0);

/**
 * How an ask or a decision came here. `page`, `here`, `rule`: in this browser; `link`: by a link, which
 * proves nobody; `jira`, `jsm`: by a channel. Any word is kept: what a newer version wrote must not
 * make the whole record unreadable.
 */
const Channel = z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/));

/** An account, as the channel itself names it: never a name out of a payload. */
export const Account = z.object({
  accountId: z.string().check(z.regex(/^[\w:.-]{1,128}$/)),
  name: text(MAX.name),
});

/** One person's ask. The request is shared; the reason and the page's facts are their own. */
export const Requester = z.object({
  id: Ulid,
  name: text(MAX.name),
  reason: text(MAX.reason),
  at: Time,
  via: Channel,
  /** the account that filed it, where the channel proves it */
  verified: z.optional(Account),
  /** when this person was seen working */
  worksAt: z.optional(Time),
  /** where it is filed its text was changed later: nobody can tell what was asked */
  edited: z.optional(z.boolean()),
  /** the AI client this person used, where the app is only its stand-in */
  through: z.optional(filled(MAX.app)),
  /** of a client that registers itself anew for each person: the id it had for this one */
  clientId: z.optional(ClientId),
  /** when a decision on it was last taken away: earlier ones count no more */
  reopenedAt: z.optional(Time),
  /** absent if it agrees with the request, and in records from before this was kept */
  [CLAIM]: z.optional(AskClaim),
  /** when a reviewer dropped it: it is kept, and counts no more */
  dropped: z.optional(Time),
});

/** A rule of the reviewer's, as far as a decision has to name it. */
export const RuleMark = z.object({ id: Ulid, name: text(MAX.name) });

export const DecisionKind = z.enum(['approve', 'deny', 'block', 'dismiss']);
export const Decision = z.object({
  kind: DecisionKind,
  reason: text(MAX.decisionReason),
  at: Time,
  via: Channel,
  /** the account that decided, where the channel proves it */
  verified: z.optional(Account),
  /** by `rule`: which one, under the name it had then */
  rule: z.optional(RuleMark),
});

/** Who has taken a request in hand, by their own account, and since when. */
export const Reviewer = z.object({ name: text(MAX.name), at: Time });

export const Status = z.enum([
  'pending',
  'under-review',
  'approved',
  'granted',
  'denied',
  'blocked',
  'dismissed',
  'withdrawn',
  'expired',
  'superseded',
]);

/** How somebody passed a request on: to a destination, as a message copied, by email, as a bare link. */
export const WAYS = ['send', 'copy', 'email', 'link'] as const;
/**
 * How and when this browser's person last passed a request on. Any word is kept: what a newer version
 * wrote must not make the whole record unreadable.
 */
export const PassedOn = z.object({
  how: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
  at: Time,
  /** `send`: the destination's label */
  to: z.optional(text(MAX.name)),
});

/** An approval request as it is stored: one per edition, site and app while it is open. */
export const ApprovalRequest = z.object({
  v: z.literal(1),
  id: Ulid,
  key: filled(3000),
  edition: Edition,
  /** host name; empty where neither the page nor the person could name it */
  site: z.union([SiteName, z.literal('')]),
  cause: Cause,
  /** edition `data-center` alone; absent where it is not known */
  dataCenter: z.optional(DataCenter),
  screen: z.optional(Screen),
  app: App,
  message: text(MAX.message),
  startPage: z.optional(HttpUrl),
  status: Status,
  /** in the order in which they came in, those that were dropped last */
  requesters: z.array(Requester).check(z.minLength(1), z.maxLength(MAX.requesters)),
  /** the app as other asks described it, each description once */
  others: z.optional(
    z.array(OtherApp).check(
      z.maxLength(MAX.requesters),
      z.refine((apps) => scopesIn(apps) <= MAX.otherScopes),
    ),
  ),
  /** the block showed only after Accept: then a page that looks clean before it proves nothing */
  afterAccept: z.optional(z.boolean()),
  decision: z.optional(Decision),
  reviewer: z.optional(Reviewer),
  createdAt: Time,
  updatedAt: Time,
  /** when somebody last asked, or joined, as this browser saw it: what expiry counts from */
  lastAskAt: z.optional(Time),
  grantedAt: z.optional(Time),
  /** a reviewer's Accept was seen: authorized, and not yet confirmed by any requester's page */
  authorisedAt: z.optional(Time),
  supersededBy: z.optional(Ulid),
  /** this browser's person asked: shown under My requests */
  asked: z.boolean(),
  /** it came in to be decided: shown under To review */
  review: z.boolean(),
  /** absent in records from before this was kept, and where it never was */
  passedOn: z.optional(PassedOn),
  /** a decision that this browser's person has not seen yet */
  unseen: z.boolean(),
});

/** One line of the audit log: append-only. */
export const AuditEntry = z.object({
  at: Time,
  requestId: Ulid,
  key: filled(3000),
  move: filled(40),
  from: z.union([Status, z.literal('')]),
  to: Status,
  /**
   * `requester`, `reviewer`, `page`, `rule`: in this browser; `clock`: nobody did anything in time;
   * `link`, `jira`, `jsm`: it came that way. Any word is kept.
   */
  actor: Channel,
  /** the reviewer's name, by their own account, or the channel's; of the people who asked the log names nobody */
  by: z.optional(filled(MAX.name)),
  site: text(MAX.site),
  app: text(MAX.app),
  clientId: z.optional(ClientId),
  /** the AI client that asked, where the app is only its stand-in */
  through: z.optional(text(MAX.app)),
  scopes: z.array(filled(MAX.scope)).check(z.maxLength(MAX.scopes)),
  reason: text(MAX.decisionReason),
  rule: z.optional(RuleMark),
  /** which press of a button made it: the same one again makes nothing */
  press: z.optional(Ulid),
  /** came in with somebody's exported file: as true as that file */
  imported: z.optional(z.boolean()),
});

/** What the page (or the person) says when asking; made into a request by `raise`. */
export const Ask = z.object({
  edition: Edition,
  site: z.union([SiteName, z.literal('')]),
  cause: Cause,
  dataCenter: z.optional(DataCenter),
  screen: z.optional(Screen),
  app: App,
  message: text(MAX.message),
  startPage: z.optional(HttpUrl),
  name: text(MAX.name),
  reason: text(MAX.reason),
  afterAccept: z.optional(z.boolean()),
});

export type Account = z.infer<typeof Account>;
export type Ask = z.infer<typeof Ask>;
export type App = z.infer<typeof App>;
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;
export type AuditEntry = z.infer<typeof AuditEntry>;
export type Edition = z.infer<typeof Edition>;
export type Decision = z.infer<typeof Decision>;
export type DecisionKind = z.infer<typeof DecisionKind>;
export type Requester = z.infer<typeof Requester>;
export type RuleMark = z.infer<typeof RuleMark>;
export type Status = z.infer<typeof Status>;
export type Way = (typeof WAYS)[number];
