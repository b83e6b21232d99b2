import { present } from '../../present.ts';
import { redirectOwner, requestKey } from '../../requests/key.ts';
import { isProven } from '../../requests/moves.ts';
import type { App, ApprovalRequest } from '../../requests/schema.ts';
import { type GradedScope, gradeScope, SCOPE_TABLE } from './grade-scope.ts';
import type { LevelOverrides } from './level-overrides.ts';
import { type Level, RULE_LEVELS, type Rule, rank, worse } from './levels.ts';

/** Atlassian's advice: fewer than 50 scopes for an app (documented, "Scopes for OAuth 2.0"). */
export const USUAL_SCOPES = 50;

/** The scopes of one product. */
export interface ProductScopes {
  product: string;
  worst: Level;
  /** worst first, then by name */
  scopes: GradedScope[];
}

/** A scope list that an MCP server advertises and its clients ask for as a whole. */
export type AgentList = 'mcp-v1' | 'mcp-v2';

/** One thing that an app could do, in one or several products. */
export interface Ability {
  level: Level;
  /** `agent-list`: all of what an MCP server advertises, as one */
  rule: Rule | 'agent-list';
  products: string[];
}

/** What an app could do with the scopes it asks for. Says nothing about who is asking. */
export interface PermissionSummary {
  /** undefined where no scope is known; with scopes left out, at least this */
  worst?: Level;
  /** worst first */
  products: ProductScopes[];
  /** what all of them come to: one for each rule and level, worst first */
  abilities: Ability[];
  /** asks for `offline_access`: up to a year without the person (90 days unused; observed) */
  staysConnected: boolean;
  /** how many scopes, with those left out */
  count: number;
  /** more than 50, the most that Atlassian advises */
  unusualCount: boolean;
  /** asks for all that a server advertises, as MCP clients do, whatever they need */
  agentList?: AgentList;
  /** asked for, but their names did not fit the link */
  scopesLeftOut: number;
  /** the page did not say which scopes: not the same as asking for none */
  empty: boolean;
  /** how many are not in our list */
  unknownCount: number;
}

/** Those of the advertised names that public sources give (observed); the list has 22. */
const MCP_V1 = [
  'read:me',
  'read:account',
  'offline_access',
  'email',
  'read:jira-work',
  'write:jira-work',
  'search:confluence',
  'read:all:twg',
  'write:all:twg',
];
/** 32 of the 36 names that mcp.atlassian.com/v2 advertises (observed, October 2026). */
const MCP_V2 = [...SCOPE_TABLE.keys()].filter((name) => name.endsWith(':agent-interface'));

/**
 * MCP clients ask for everything that is advertised where the server names nothing, so a client
 * that only reads shows "delete" and "manage" too (observed). Three quarters of the second list
 * with its two worst count as the list, because it grows and shrinks without notice.
 */
function agentListOf(names: ReadonlySet<string>): AgentList | undefined {
  const some = MCP_V2.filter((name) => names.has(name)).length;
  const worst =
    names.has('delete:jira:agent-interface') && names.has('manage:jira:agent-interface');
  if (worst && some >= MCP_V2.length * 0.75) return 'mcp-v2';
  return MCP_V1.every((name) => names.has(name)) ? 'mcp-v1' : undefined;
}

/** Staying connected is told even of a client that asks for the whole list. */
function isOfList({ name, rule }: GradedScope, list: AgentList | undefined): boolean {
  if (rule === 'PERSIST') return false;
  return list === 'mcp-v2' ? name.endsWith(':agent-interface') : MCP_V1.includes(name);
}

/** The later in the table, the worse; a whole list says more than its worst scope. */
const weight = (rule: Ability['rule']): number =>
  rule === 'agent-list' ? Number.MAX_SAFE_INTEGER : Object.keys(RULE_LEVELS).indexOf(rule);

function abilitiesOf(graded: readonly GradedScope[], list: AgentList | undefined): Ability[] {
  const abilities = new Map<string, Ability>();
  for (const scope of graded) {
    const whole = list !== undefined && isOfList(scope, list);
    const rule = whole ? 'agent-list' : scope.rule;
    const key = whole ? rule : `${scope.level} ${rule}`;
    const found = abilities.get(key) ?? { level: scope.level, rule, products: [] };
    found.level = worse(found.level, scope.level);
    if (!found.products.includes(scope.product)) found.products.push(scope.product);
    abilities.set(key, found);
  }
  return [...abilities.values()].sort(
    (a, b) => rank(b.level) - rank(a.level) || weight(b.rule) - weight(a.rule),
  );
}

const byLevel = (a: GradedScope, b: GradedScope): number =>
  rank(b.level) - rank(a.level) || (a.name < b.name ? -1 : 1);

const worstOf = (scopes: readonly GradedScope[]): Level =>
  scopes.reduce<Level>((worst, { level }) => worse(worst, level), 'low');

function byProduct(graded: readonly GradedScope[]): ProductScopes[] {
  const products = new Map<string, GradedScope[]>();
  for (const scope of graded) {
    const list = products.get(scope.product);
    if (list) list.push(scope);
    else products.set(scope.product, [scope]);
  }
  return [...products]
    .map(([product, scopes]) => ({ product, worst: worstOf(scopes), scopes: scopes.sort(byLevel) }))
    .sort((a, b) => rank(b.worst) - rank(a.worst) || (a.product < b.product ? -1 : 1));
}

/**
 * What these scopes allow, product by product, worst first. The worst scope gives the level: there
 * is no sum, and `offline_access` lifts low to medium and no further.
 * @param opts.scopesLeftOut how many more did not fit the link
 */
export function summarizePermissions(
  scopes: readonly string[],
  opts: { overrides?: LevelOverrides; scopesLeftOut?: number } = {},
): PermissionSummary {
  const names = new Set(scopes);
  const graded = [...names].map((name) => gradeScope(name, opts.overrides));
  const scopesLeftOut = opts.scopesLeftOut ?? 0;
  const count = names.size + scopesLeftOut;
  const agentList = agentListOf(names);
  return {
    ...(graded.length > 0 && { worst: worstOf(graded) }),
    products: byProduct(graded),
    abilities: abilitiesOf(graded, agentList),
    staysConnected: names.has('offline_access'),
    count,
    unusualCount: count > USUAL_SCOPES,
    ...present({ agentList }),
    scopesLeftOut,
    empty: count === 0,
    unknownCount: graded.filter(({ known }) => !known).length,
  };
}

/**
 * The worst level alone, for lists and rules: cheap, no grouping.
 * @returns undefined where no scope is known
 */
export function worstLevel(
  scopes: readonly string[],
  overrides?: LevelOverrides,
): Level | undefined {
  if (scopes.length === 0) return undefined;
  let worst: Level = 'low';
  for (const name of scopes) worst = worse(worst, gradeScope(name, overrides).level);
  return worst;
}

/** One thing that is not as it was. */
export interface Changed {
  before: string;
  now: string;
}

/** A request held against what was last approved for the same app on the same site. */
export interface ScopeDiff {
  /** the approved request, and when it was approved (milliseconds since 1970) */
  against: { id: string; at: number };
  added: string[];
  /** empty where names were left out of either list */
  removed: string[];
  unchanged: string[];
  /** false: one of the two does not know its scopes, so they are not compared */
  scopesKnown: boolean;
  /** names were left out of either list by a link: what is added may have been there before */
  incomplete: boolean;
  redirectHost?: Changed;
  name?: Changed;
  /** false: another registration of a dynamic client; nothing but the name ties the two together */
  sameClient: boolean;
}

/** When it was approved, as far as that is proven. */
export function approvedAt(request: Pick<ApprovalRequest, 'decision'>): number | undefined {
  const { decision } = request;
  return decision?.kind === 'approve' && isProven(decision) ? decision.at : undefined;
}

/**
 * The request last approved for this app on this site, itself excluded.
 * @param history any requests; those for other apps and sites are passed over
 */
export function lastApproved(
  request: ApprovalRequest,
  history: readonly ApprovalRequest[],
): ApprovalRequest | undefined {
  const key = requestKey(request);
  let last: ApprovalRequest | undefined;
  for (const one of history) {
    const at = approvedAt(one);
    if (at === undefined || one.id === request.id || requestKey(one) !== key) continue;
    if (!last || at > (approvedAt(last) ?? 0)) last = one;
  }
  return last;
}

function scopes(before: App, now: App) {
  const scopesKnown = before.scopes.length > 0 && now.scopes.length > 0;
  if (!scopesKnown) return { added: [], removed: [], unchanged: [], scopesKnown };
  const had = new Set(before.scopes);
  const has = new Set(now.scopes);
  return {
    added: [...has].filter((name) => !had.has(name)),
    removed: now.scopesLeftOut ? [] : [...had].filter((name) => !has.has(name)),
    unchanged: [...has].filter((name) => had.has(name)),
    scopesKnown,
  };
}

function changed(before: string | undefined, now: string | undefined): Changed | undefined {
  return before && now && before !== now ? { before, now } : undefined;
}

/**
 * What is new since the last approval: scopes, where the code goes, what the app calls itself.
 * @returns undefined where nothing was approved before
 */
export function scopeDiff(
  request: ApprovalRequest,
  history: readonly ApprovalRequest[],
): ScopeDiff | undefined {
  const last = lastApproved(request, history);
  return last && diffAgainst(request, last);
}

/** The same against an approved request that is already at hand. */
export function diffAgainst(
  request: Pick<ApprovalRequest, 'app'>,
  last: Pick<ApprovalRequest, 'id' | 'app' | 'decision' | 'updatedAt'>,
): ScopeDiff {
  const [before, now] = [last.app, request.app];
  const redirectHost = changed(redirectOwner(before), redirectOwner(now));
  const name = changed(before.name, now.name);
  return {
    against: { id: last.id, at: approvedAt(last) ?? last.updatedAt },
    ...scopes(before, now),
    incomplete: Boolean(before.scopesLeftOut || now.scopesLeftOut),
    ...present({ redirectHost, name }),
    sameClient: before.clientId === now.clientId,
  };
}
