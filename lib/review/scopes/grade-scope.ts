import { cutScope, strongVerb, verbRule } from './grade-by-verb.ts';
import { type LevelOverrides, ownLevel } from './level-overrides.ts';
import { type Level, RULE_LEVELS, type Rule, rank, worse } from './levels.ts';
import json from './scope-table.json';

/**
 * 424 scope names of Atlassian Cloud by product, as of November 2026, each known from a public
 * source: 274 from the OpenAPI documents of Jira, Jira Software and Confluence (documented), the rest
 * from the lists that MCP servers advertise, the organization administration and Bitbucket
 * documentation, and clients that ask for them (observed). New names appear without notice: whatever
 * is not in the list is graded all the same, and marked. How: grade-scope.ts.
 */
const TABLE: Readonly<Record<string, readonly string[]>> = json;

/** Name to product. Names are compared letter by letter (RFC 6749 §3.3). */
export const SCOPE_TABLE: ReadonlyMap<string, string> = new Map(
  Object.entries(TABLE).flatMap(([product, names]) =>
    names.map((name): [string, string] => [name, product]),
  ),
);

const NONE: LevelOverrides = {};

/** Names of the list that what they act on would grade as the other of the two. */
const EXCEPTIONS: readonly [string, Rule][] = [
  ['read:catalog:all', 'CONTENT-READ'],
  ['read:rovodev:limits', 'METADATA-READ'],
];

/** Rules of names in the list, worked out at the first question: lists ask for them often. */
const knownRules = new Map<string, Rule>(EXCEPTIONS);

function knownRule(name: string): Rule {
  const rule = knownRules.get(name) ?? verbRule(name);
  knownRules.set(name, rule);
  return rule;
}

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
  const listed = SCOPE_TABLE.get(name);
  const { product, rule } = listed ? { product: listed, rule: knownRule(name) } : guess(name);
  const own = ownLevel(name, overrides);
  const ours = listed ? RULE_LEVELS[rule] : worse(RULE_LEVELS[rule], 'medium');
  return {
    name,
    product,
    level: own ?? ours,
    rule,
    known: listed !== undefined,
    ...(own && { ours }),
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
