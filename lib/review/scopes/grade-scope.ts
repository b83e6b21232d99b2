import { strongVerb, verbRule } from './grade-by-verb.ts';
import { type LevelOverrides, ownLevel } from './level-overrides.ts';
import { type Level, RULE_LEVELS, type Rule, rank, worse } from './levels.ts';
import { cutScope } from './parse-scope.ts';
import { SCOPE_TABLE } from './scope-table.ts';

const NONE: LevelOverrides = {};

/** One scope with its level and the rule that gave it. */
export interface GradedScope {
  /** as it was asked for */
  name: string;
  /** a product of the list, or `other` */
  product: string;
  level: Level;
  rule: Rule;
  /** false: not in our list, graded by its verbs and never below medium */
  known: boolean;
  /** what we would say, where the organization has set a level itself */
  ours?: Level;
}

/**
 * Grades one scope name, whatever it is. A name that is not in the list is read in lower case, so
 * that `DELETE:issue:jira` is no better than `delete:issue:jira`.
 */
export function gradeScope(name: string, overrides: LevelOverrides = NONE): GradedScope {
  const entry = SCOPE_TABLE.get(name);
  const { product, rule } = entry ?? guess(name);
  const own = ownLevel(name, overrides);
  const ours = entry ? RULE_LEVELS[rule] : worse(RULE_LEVELS[rule], 'medium');
  return {
    name,
    product,
    level: own ?? ours,
    rule,
    known: entry !== undefined,
    ...(own ? { ours } : {}),
  };
}

/** By its place in the name a verb may be missed; by the words alone it is not: the worse counts. */
function guess(name: string): { product: string; rule: Rule } {
  const lower = name.toLowerCase();
  const placed = verbRule(lower);
  const strong = strongVerb(name) ?? placed;
  const higher = rank(RULE_LEVELS[strong]) > rank(RULE_LEVELS[placed]);
  return { product: cutScope(lower).product, rule: higher ? strong : placed };
}
