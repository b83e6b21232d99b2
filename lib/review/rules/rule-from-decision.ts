import { present } from '../../present.ts';
import { isDynamic } from '../../requests/key.ts';
import { isSample } from '../../requests/sample.ts';
import type { ApprovalRequest, Decision, DecisionKind } from '../../requests/schema.ts';
import type { LevelOverrides } from '../scopes/level-overrides.ts';
import { checkRequester } from '../warnings/check.ts';
import { redirectFacts } from '../warnings/redirect.ts';
import { buildWhoIndex } from '../warnings/seen-before.ts';
import {
  type Look,
  neverByRule,
  type ReviewRule,
  type RuleOutcome,
  ruleMatchesAsks,
} from './rules.ts';

/** The host to which a rule that approves is tied; a program on somebody's computer is none. */
function webHost({ app }: ApprovalRequest): string | undefined {
  const { kind, hostname } = redirectFacts(app.redirect);
  return kind === 'web' ? hostname : undefined;
}

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
  const { site, app, edition } = request;
  const domain = ownDomain(request);
  if (outcome === 'approve') {
    const redirectHost = webHost(request);
    if (neverByRule(request) || !app.clientId || !redirectHost) return undefined;
    return { clientId: app.clientId, redirectHost, edition, site, scopesWithin: app.scopes };
  }
  // A dynamic id never comes again, and one that is not known cannot be held on to.
  if (app.clientId && !isDynamic(app)) return { clientId: app.clientId, edition, site };
  return domain ? { redirectDomain: domain, edition, site } : undefined;
}

/**
 * A rule that would have decided as the reviewer just did, no wider: this client on this site of
 * this edition, for an approval with these scopes and this return host. It starts switched off, to be tried first.
 * @returns undefined where no rule can be made: dismissed, site unknown, or nothing stable to match
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
 * What a rule would have done so far, by the warnings as they are now. Denying where it was blocked, or the other way round, differs:
 * one may ask again, the other not.
 * @param history any requests; only decisions made here by hand count
 */
export function tryRule(
  rule: ReviewRule,
  history: readonly ApprovalRequest[],
  overrides?: LevelOverrides,
): Tried {
  const index = buildWhoIndex(history.filter(({ review }) => review));
  const warned = (request: ApprovalRequest) =>
    checkRequester(request, index).warnings.some(({ severity }) => severity !== 'info');
  const look: Look = { warned, ...present({ overrides }) };
  const would = history
    .filter((request) => !isSample(request) && ruleMatchesAsks(rule, request, look))
    .map((request) => assessed(rule, request));
  return {
    would,
    agrees: would.filter(({ agrees }) => agrees === true).length,
    differs: would.filter(({ agrees }) => agrees === false).length,
  };
}

function assessed(rule: ReviewRule, request: ApprovalRequest): WouldHave {
  const { decision } = request;
  if (decision?.via !== 'here') return { request };
  const decided = decision.kind;
  if (rule.outcome === 'review') return { request, decided };
  return { request, decided, agrees: decided === rule.outcome };
}
