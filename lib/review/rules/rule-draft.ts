import * as z from 'zod/mini';
import { present } from '../../present.ts';
import { isDynamic } from '../../requests/key.ts';
import { isSample } from '../../requests/sample.ts';
import {
  type ApprovalRequest,
  type Decision,
  type DecisionKind,
  Edition,
} from '../../requests/schema.ts';
import type { LevelOverrides } from '../scopes/level-overrides.ts';
import { LEVELS } from '../scopes/levels.ts';
import { checkRequester } from '../warnings/check.ts';
import { buildWhoIndex } from '../warnings/seen-before.ts';
import { redirectFacts } from '../warnings/subject.ts';
import {
  type Look,
  needsLook,
  neverByRule,
  ReviewRule,
  type RuleOutcome,
  ruleMatchesAsks,
} from './rules.ts';

/** A rule as a person writes it: every field a text, empty where it asks for nothing. */
export interface RuleDraft {
  id: string;
  createdAt: number;
  madeFrom?: string | undefined;
  note: string;
  outcome: RuleOutcome;
  clientId: string;
  redirectDomain: string;
  redirectHost: string;
  /** an edition, or empty */
  edition: string;
  levelAtMost: string;
  levelAtLeast: string;
  /** one name a line, or parted by blanks or commas */
  scopes: string;
  site: string;
  reason: string;
}

export type RuleProblem =
  | 'no-condition'
  | 'approve-needs-client'
  | 'approve-needs-bound'
  | 'approve-needs-host'
  | 'approve-needs-edition'
  | 'reason-owed'
  | 'bad-clientId'
  | 'bad-redirectDomain'
  | 'bad-redirectHost'
  | 'bad-site'
  | 'bad-scopesWithin'
  | 'bad-rule';

const FEEDBACK: ReadonlySet<string> = new Set([
  'no-condition',
  'approve-needs-client',
  'approve-needs-bound',
  'reason-owed',
]);
const FIELDS: ReadonlySet<string> = new Set([
  'clientId',
  'redirectDomain',
  'redirectHost',
  'site',
  'scopesWithin',
]);

/** An empty form. */
export function emptyDraft(fresh: { id: string; now: number }): RuleDraft {
  return {
    id: fresh.id,
    createdAt: fresh.now,
    note: '',
    outcome: 'deny',
    clientId: '',
    redirectDomain: '',
    redirectHost: '',
    edition: '',
    levelAtMost: '',
    levelAtLeast: '',
    scopes: '',
    site: '',
    reason: '',
  };
}

/** A rule in the form, to be changed. */
export function draftOf(rule: ReviewRule): RuleDraft {
  const { id, createdAt, madeFrom, note, outcome, reason, when } = rule;
  return {
    id,
    createdAt,
    madeFrom,
    note,
    outcome,
    reason,
    clientId: when.clientId ?? '',
    redirectDomain: when.redirectDomain ?? '',
    redirectHost: when.redirectHost ?? '',
    edition: when.edition ?? '',
    levelAtMost: when.levelAtMost ?? '',
    levelAtLeast: when.levelAtLeast ?? '',
    scopes: (when.scopesWithin ?? []).join('\n'),
    site: when.site ?? '',
  };
}

const level = (text: string) => LEVELS.find((one) => one === text);

function conditionsOf(draft: RuleDraft): object {
  const scopes = [...new Set(draft.scopes.split(/[\s,]+/).filter(Boolean))];
  const all = {
    clientId: draft.clientId.trim(),
    redirectDomain: draft.redirectDomain.trim().toLowerCase(),
    redirectHost: draft.redirectHost.trim().toLowerCase(),
    edition: Edition.options.find((one) => one === draft.edition),
    levelAtMost: level(draft.levelAtMost),
    levelAtLeast: level(draft.levelAtLeast),
    scopesWithin: scopes.length > 0 ? scopes : undefined,
    site: draft.site.trim().toLowerCase(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

/** A rule that approves says for which host and edition: those of before do not, so they are read. */
function complete(
  rule: ReviewRule,
): { ok: true; rule: ReviewRule } | { ok: false; problem: RuleProblem } {
  if (!needsLook(rule)) return { ok: true, rule };
  const { redirectHost } = rule.when;
  return { ok: false, problem: redirectHost ? 'approve-needs-edition' : 'approve-needs-host' };
}

/**
 * The rule that a form describes, switched off: whatever was changed in it has to be tried anew.
 * Otherwise the first thing that is wrong with it.
 */
export function ruleOfDraft(
  draft: RuleDraft,
): { ok: true; rule: ReviewRule } | { ok: false; problem: RuleProblem } {
  const { id, createdAt, madeFrom, note, outcome, reason } = draft;
  const parsed = z.safeParse(ReviewRule, {
    v: 1,
    id,
    enabled: false,
    note: note.trim(),
    when: conditionsOf(draft),
    outcome,
    reason: reason.trim(),
    createdAt,
    ...present({ madeFrom }),
  });
  if (parsed.success) return complete(parsed.data);
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[1] ?? '');
  if (issue && FEEDBACK.has(issue.message)) {
    return { ok: false, problem: issue.message as RuleProblem };
  }
  return { ok: false, problem: FIELDS.has(field) ? (`bad-${field}` as RuleProblem) : 'bad-rule' };
}

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
