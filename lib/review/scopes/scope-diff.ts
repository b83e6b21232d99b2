import { present } from '../../present.ts';
import { redirectOwner, requestKey } from '../../requests/key.ts';
import { isProven } from '../../requests/moves.ts';
import type { App, ApprovalRequest } from '../../requests/schema.ts';

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
