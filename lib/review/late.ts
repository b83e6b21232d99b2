import { summarizePermissions, worstLevel } from './scopes/permissions.ts';
import { scopeDiff } from './scopes/scope-diff.ts';

/**
 * What is said of one request's permissions. It comes with a list of scopes, so it is loaded after
 * the list was drawn. Who is asking is the desk's to say: that takes all the others, too.
 */
export const late = { summarizePermissions, worstLevel, scopeDiff };

export type LateReview = typeof late;
