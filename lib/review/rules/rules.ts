import * as z from 'zod/mini';
import { asEachSays } from '../../requests/asks.ts';
import { disagreement } from '../../requests/disagree.ts';
import { isDynamic, redirectOwner } from '../../requests/key.ts';
import { MAX } from '../../requests/limits.ts';
import {
  type ApprovalRequest,
  ClientId,
  Edition,
  SiteName,
  Time,
  Ulid,
} from '../../requests/schema.ts';
import { SCOPE_TABLE } from '../scopes/grade-scope.ts';
import type { LevelOverrides } from '../scopes/level-overrides.ts';
import { LEVELS, rank } from '../scopes/levels.ts';
import { worstLevel } from '../scopes/permissions.ts';

/** That asks do not agree is a warning itself. */
const lookOn = (request: ApprovalRequest, look: Look): Look => ({
  ...look,
  warned: (one) => disagreement(request) !== undefined || look.warned(one),
});

/**
 * What the rules say of a request whose asks may describe the app differently: only what they say of
 * each of them. One person's link gets another's ask neither approved nor refused.
 */
export function rulesOnAsks(
  rules: readonly ReviewRule[],
  request: ApprovalRequest,
  look: Look,
): Ruled {
  const all = asEachSays(request).map((one) => applyRules(rules, one, lookOn(request, look)));
  const [first] = all;
  return first && all.every(({ rule }) => rule === first.rule) ? first : { outcome: 'review' };
}

/** True where the rule, switched on or not, would settle the request. */
export function ruleMatchesAsks(rule: ReviewRule, request: ApprovalRequest, look: Look): boolean {
  return asEachSays(request).every((one) => ruleMatches(rule, one, lookOn(request, look)));
}

/** Rules in one list; more are nobody's to read. */
export const MAX_RULES = 200;

const Outcome = z.enum(['approve', 'deny', 'block', 'review']);
const Domain = z
  .string()
  .check(z.maxLength(MAX.site), z.regex(/^(?=.{3,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/));

/** All of them must be met. There is none on the name: anybody can take any name. */
const Conditions = z.object({
  clientId: z.optional(ClientId),
  /** registrable domain of the redirect, in ASCII; never met by a loopback or custom scheme */
  redirectDomain: z.optional(Domain),
  /** the worst scope is at most, or at least, of this level */
  levelAtMost: z.optional(z.enum(LEVELS)),
  levelAtLeast: z.optional(z.enum(LEVELS)),
  /** asks for nothing but these */
  scopesWithin: z.optional(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(MAX.scope)))
      .check(z.minLength(1), z.maxLength(MAX.scopes)),
  ),
  site: z.optional(SiteName),
  /** the very host of the redirect; rules of before have none, see `needsLook` */
  redirectHost: z.optional(Domain),
  edition: z.optional(Edition),
});

type Conditions = z.infer<typeof Conditions>;
type Outcome = z.infer<typeof Outcome>;

const bounded = ({ levelAtMost, scopesWithin }: Conditions): boolean =>
  levelAtMost !== undefined || scopesWithin !== undefined;

/**
 * A rule of the reviewer's. Approving needs the client id, because nothing else in a request is
 * the app's own, and a bound on the scopes, because the same app may ask for more any day; and it
 * approves nothing without a host and an edition (`needsLook`). Refusing owes a reason, as by hand.
 */
export const ReviewRule = z
  .object({
    v: z.literal(1),
    id: Ulid,
    enabled: z.boolean(),
    /** the reviewer's own words for it */
    note: z.string().check(z.maxLength(MAX.name)),
    when: Conditions,
    outcome: Outcome,
    reason: z.string().check(z.maxLength(MAX.decisionReason)),
    createdAt: Time,
    /** the request from whose decision it was made */
    madeFrom: z.optional(Ulid),
  })
  .check(
    z.refine(({ when }) => Object.values(when).some((value) => value !== undefined), {
      error: 'no-condition',
    }),
    z.refine(({ outcome, when }) => outcome !== 'approve' || when.clientId !== undefined, {
      error: 'approve-needs-client',
    }),
    z.refine(({ outcome, when }) => outcome !== 'approve' || bounded(when), {
      error: 'approve-needs-bound',
    }),
    z.refine(({ outcome, reason }) => !/^(?:deny|block)$/.test(outcome) || reason.trim() !== '', {
      error: 'reason-owed',
    }),
  );

export type ReviewRule = z.infer<typeof ReviewRule>;
export type RuleOutcome = Outcome;

/** The list as it is stored: in order, the first match wins. */
export const ReviewRules = z.array(ReviewRule).check(z.maxLength(MAX_RULES));

/** What a rule is held against beside the request. */
export interface Look {
  /** the organization's own levels */
  overrides?: LevelOverrides;
  /** true where a person would be warned (red or amber), or where that is not known */
  warned: (request: ApprovalRequest) => boolean;
}

/** Unknown is not a level: what its words let one guess bounds nothing from above. */
const allKnown = (scopes: readonly string[]): boolean =>
  scopes.every((name) => SCOPE_TABLE.has(name));

/** A bound from above is met only where every scope is known; one from below where any is enough. */
function scopesFit(
  when: Conditions,
  request: ApprovalRequest,
  overrides: LevelOverrides | undefined,
): boolean {
  const { levelAtMost, levelAtLeast, scopesWithin } = when;
  const { scopes, scopesLeftOut } = request.app;
  const whole = scopes.length > 0 && !scopesLeftOut;
  const worst = rank(worstLevel(scopes, overrides));
  if (levelAtMost && !(whole && allKnown(scopes) && worst <= rank(levelAtMost))) return false;
  if (levelAtLeast && worst < rank(levelAtLeast)) return false;
  return !scopesWithin || (whole && scopes.every((name) => scopesWithin.includes(name)));
}

/** The host is the domain or one below it. */
function liesWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function meets(
  when: Conditions,
  request: ApprovalRequest,
  overrides: LevelOverrides | undefined,
): boolean {
  const { clientId, redirectDomain, redirectHost, site, edition } = when;
  const { app } = request;
  if (edition !== undefined && request.edition !== edition) return false;
  if (redirectHost !== undefined && redirectOwner(app) !== redirectHost) return false;
  if (clientId !== undefined && app.clientId !== clientId) return false;
  if (site !== undefined && request.site !== site) return false;
  if (redirectDomain !== undefined && !liesWithin(redirectOwner(app), redirectDomain)) return false;
  return scopesFit(when, request, overrides);
}

/**
 * True for a rule that approves and does not say for which host and edition: those of before. It is
 * kept and approves nothing until somebody agrees, because a client ID is public, and who asks
 * with it can have the code sent anywhere.
 */
export const needsLook = ({ outcome, when }: Pick<ReviewRule, 'outcome' | 'when'>): boolean =>
  outcome === 'approve' && (when.redirectHost === undefined || when.edition === undefined);

/**
 * True where no rule may approve the request, whatever it says: scopes unknown (an empty list), left
 * out, or not in our list; or a dynamic client, whose id is made anew for each
 * installation, so that approving one says nothing of the next; or a similar screen: who let
 * an app in for a site did not mean a domain, a network or a product by it.
 */
export function neverByRule({ app, screen }: ApprovalRequest): boolean {
  if (screen !== undefined) return true;
  if (app.scopes.length === 0 || app.scopesLeftOut || !allKnown(app.scopes)) return true;
  return !app.clientId || isDynamic(app);
}

/** True where the rule, switched on or not, would settle the request. What is warned of, none approves. */
export function ruleMatches(rule: ReviewRule, request: ApprovalRequest, look: Look): boolean {
  if (!meets(rule.when, request, look.overrides)) return false;
  if (rule.outcome !== 'approve') return true;
  if (neverByRule(request) || !rule.when.clientId || needsLook(rule)) return false;
  return !look.warned(request);
}

/** True where a rule may come to approve what this app asks for: then warnings have to be known. */
export const mayApprove = (rules: readonly ReviewRule[], clientId: string | undefined): boolean =>
  clientId !== undefined &&
  rules.some(
    (rule) => rule.enabled && rule.outcome === 'approve' && rule.when.clientId === clientId,
  );

/** What the rules say; without a rule it is left for review. */
export interface Ruled {
  rule?: ReviewRule;
  outcome: RuleOutcome;
}

/**
 * The first rule that is switched on and matches. An approval by rule says "pre-approved" and no
 * more: what came by link is unverified, and the site's own switch stays the reviewer's.
 */
export function applyRules(
  rules: readonly ReviewRule[],
  request: ApprovalRequest,
  look: Look,
): Ruled {
  const rule = rules.find((one) => one.enabled && ruleMatches(one, request, look));
  return rule ? { rule, outcome: rule.outcome } : { outcome: 'review' };
}
