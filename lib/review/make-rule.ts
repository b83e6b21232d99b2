import { isDynamic } from '../requests/key.ts';
import type { ApprovalRequest, Decision, DecisionKind } from '../requests/schema.ts';
import type { LevelOverrides } from './own-levels.ts';
import { neverByRule, type ReviewRule, type RuleOutcome } from './rules.ts';
import { ruleMatchesAsks } from './rules-on-asks.ts';
import { redirectFacts } from './who/redirect.ts';

/** The web domain of the redirect, where it is the app's own and not a platform's. */
function ownDomain(request: ApprovalRequest): string | undefined {
  const { kind, platform, registrableDomain } = redirectFacts(request.app.redirect);
  return kind === 'web' && !platform ? registrableDomain : undefined;
}

/** What of the request a rule may hold on to; undefined where that is nothing. */
function conditions(
  request: ApprovalRequest,
  outcome: RuleOutcome,
): ReviewRule['when'] | undefined {
  const { site, app } = request;
  const domain = ownDomain(request);
  if (outcome === 'approve') {
    if (neverByRule(request) || !app.clientId) return undefined;
    return {
      clientId: app.clientId,
      site,
      scopesWithin: app.scopes,
      ...(domain ? { redirectDomain: domain } : {}),
    };
  }
  // A dynamic id never comes again, and one that is not known cannot be held on to.
  if (app.clientId && !isDynamic(app)) return { clientId: app.clientId, site };
  return domain ? { redirectDomain: domain, site } : undefined;
}

/**
 * A rule that would have said what the reviewer just said, no wider: this client on this site, for
 * an approval with these scopes and this redirect domain. It starts switched off, to be tried first.
 * @returns undefined where no rule can be made: dismissed, site unknown, or nothing that holds
 */
export function ruleFromDecision(
  request: ApprovalRequest,
  decision: Pick<Decision, 'kind' | 'reason'>,
  fresh: { id: string; now: number },
): ReviewRule | undefined {
  const { kind, reason } = decision;
  if (kind === 'dismiss' || request.site === '') return undefined;
  const when = conditions(request, kind);
  if (!when || (kind !== 'approve' && reason.trim() === '')) return undefined;
  return {
    v: 1,
    id: fresh.id,
    enabled: false,
    note: '',
    when,
    outcome: kind,
    reason,
    createdAt: fresh.now,
    madeFrom: request.id,
  };
}

/** One earlier request that the rule would have settled. */
export interface WouldHave {
  request: ApprovalRequest;
  /** what was decided by hand; absent where nothing was */
  decided?: DecisionKind;
  /** absent where nothing was decided, or where the rule leaves it for review */
  agrees?: boolean;
}

export interface Tried {
  would: WouldHave[];
  /** how many decisions the rule repeats, and how many it contradicts */
  agrees: number;
  differs: number;
}

/**
 * What a rule would have done so far. Denying where it was blocked, or the other way round, differs:
 * one may ask again, the other not.
 * @param history any requests; only decisions made here by hand count
 */
export function tryRule(
  rule: ReviewRule,
  history: readonly ApprovalRequest[],
  overrides?: LevelOverrides,
): Tried {
  const would = history
    .filter((request) => ruleMatchesAsks(rule, request, overrides))
    .map((request) => judged(rule, request));
  return {
    would,
    agrees: would.filter(({ agrees }) => agrees === true).length,
    differs: would.filter(({ agrees }) => agrees === false).length,
  };
}

function judged(rule: ReviewRule, request: ApprovalRequest): WouldHave {
  const { decision } = request;
  if (decision?.via !== 'here') return { request };
  const decided = decision.kind;
  if (rule.outcome === 'review') return { request, decided };
  return { request, decided, agrees: decided === rule.outcome };
}
