import * as z from 'zod/mini';
import { MAX } from '../requests/bounds.ts';
import { isDynamic } from '../requests/key.ts';
import { type ApprovalRequest, ClientId, SiteName, Time, Ulid } from '../requests/schema.ts';
import { worstLevel } from './could-do.ts';
import { LEVELS, rank } from './levels.ts';
import type { LevelOverrides } from './own-levels.ts';
import { redirectOwner } from './redirect-owner.ts';

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
});

type Conditions = z.infer<typeof Conditions>;
type Outcome = z.infer<typeof Outcome>;

const bounded = ({ levelAtMost, scopesWithin }: Conditions): boolean =>
  levelAtMost !== undefined || scopesWithin !== undefined;

/**
 * A rule of the reviewer's. Approving needs the client id, because nothing else in a request is
 * the app's own, and a bound on the scopes, because the same app may ask for more any day. Refusing
 * owes a reason, as by hand.
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

const DEFAULTS: LevelOverrides = {};

/** A bound from above is met only where every scope is known; one from below where any is enough. */
function scopesFit(when: Conditions, request: ApprovalRequest, overrides: LevelOverrides): boolean {
  const { levelAtMost, levelAtLeast, scopesWithin } = when;
  const { scopes, scopesLeftOut } = request.app;
  const whole = scopes.length > 0 && !scopesLeftOut;
  const worst = rank(worstLevel(scopes, overrides));
  if (levelAtMost && !(whole && worst <= rank(levelAtMost))) return false;
  if (levelAtLeast && worst < rank(levelAtLeast)) return false;
  return !scopesWithin || (whole && scopes.every((name) => scopesWithin.includes(name)));
}

/**
 * The host is the domain or one below it. Compared by labels and not by the public suffix list: the
 * background applies rules, and that list is six times its size.
 */
function liesWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function meets(when: Conditions, request: ApprovalRequest, overrides: LevelOverrides): boolean {
  const { clientId, redirectDomain, site } = when;
  const { app } = request;
  if (clientId !== undefined && app.clientId !== clientId) return false;
  if (site !== undefined && request.site !== site) return false;
  if (redirectDomain !== undefined && !liesWithin(redirectOwner(app), redirectDomain)) return false;
  return scopesFit(when, request, overrides);
}

/**
 * True where no rule may approve the request, whatever it says: scopes unknown (an empty list means
 * the page did not say) or left out, or a dynamic client, whose id is made anew for each
 * installation, so that approving one says nothing of the next; or a neighbour of the block: who let
 * an app in for a site did not mean a domain, a network or a product by it.
 */
export function neverByRule({ app, screen }: ApprovalRequest): boolean {
  if (screen !== undefined) return true;
  return !app.clientId || app.scopes.length === 0 || Boolean(app.scopesLeftOut) || isDynamic(app);
}

/** True where the rule, switched on or not, would settle the request. */
export function ruleMatches(
  rule: ReviewRule,
  request: ApprovalRequest,
  overrides: LevelOverrides = DEFAULTS,
): boolean {
  if (rule.outcome === 'approve' && (neverByRule(request) || !rule.when.clientId)) return false;
  return meets(rule.when, request, overrides);
}

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
  overrides?: LevelOverrides,
): Ruled {
  const rule = rules.find((one) => one.enabled && ruleMatches(one, request, overrides));
  return rule ? { rule, outcome: rule.outcome } : { outcome: 'review' };
}
