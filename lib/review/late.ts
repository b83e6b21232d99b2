import { summarizePermissions, worstLevel } from './scopes/permissions.ts';
import { scopeDiff } from './scopes/scope-diff.ts';

/**
 * Grades one request's permissions. It comes with a list of scopes, so it is loaded after
 * the list was drawn. Who is asking is the queue service's answer: that takes all other requests, too.
 */
export const late = { summarizePermissions, worstLevel, scopeDiff };

export type LateReview = typeof late;
