import * as z from 'zod/mini';
import { LEVELS } from './levels.ts';
import { ReviewRule, type RuleOutcome } from './rules.ts';

/** A rule as a person writes it: every field a text, empty where it asks for nothing. */
export interface RuleDraft {
  id: string;
  createdAt: number;
  madeFrom?: string | undefined;
  note: string;
  outcome: RuleOutcome;
  clientId: string;
  redirectDomain: string;
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
  | 'reason-owed'
  | 'bad-clientId'
  | 'bad-redirectDomain'
  | 'bad-site'
  | 'bad-scopesWithin'
  | 'bad-rule';

const SAID: ReadonlySet<string> = new Set([
  'no-condition',
  'approve-needs-client',
  'approve-needs-bound',
  'reason-owed',
]);
const FIELDS: ReadonlySet<string> = new Set(['clientId', 'redirectDomain', 'site', 'scopesWithin']);

/** An empty form. */
export function emptyDraft(fresh: { id: string; now: number }): RuleDraft {
  return {
    id: fresh.id,
    createdAt: fresh.now,
    note: '',
    outcome: 'deny',
    clientId: '',
    redirectDomain: '',
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
    levelAtMost: level(draft.levelAtMost),
    levelAtLeast: level(draft.levelAtLeast),
    scopesWithin: scopes.length > 0 ? scopes : undefined,
    site: draft.site.trim().toLowerCase(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
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
    ...(madeFrom ? { madeFrom } : {}),
  });
  if (parsed.success) return { ok: true, rule: parsed.data };
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[1] ?? '');
  if (issue && SAID.has(issue.message)) {
    return { ok: false, problem: issue.message as RuleProblem };
  }
  return { ok: false, problem: FIELDS.has(field) ? (`bad-${field}` as RuleProblem) : 'bad-rule' };
}
