import * as z from 'zod/mini';
import { present } from '../../present.ts';
import { Edition } from '../../requests/schema.ts';
import { LEVELS } from '../scopes/levels.ts';
import { needsLook, ReviewRule, type RuleOutcome } from './rules.ts';

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
