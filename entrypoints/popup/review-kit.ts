import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { couldDo, worstLevel } from '../../lib/review/could-do.ts';
import { scopeDiff } from '../../lib/review/scope-diff.ts';
import { filterGroups, type QueueGroup, searchable, sortGroups } from '../../lib/review/search.ts';
import { buildWhoIndex } from '../../lib/review/who/index-requests.ts';
import { whoIsAsking } from '../../lib/review/who/who-is-asking.ts';

/** What a search looks through: permissions, addresses and what was said to it, too. */
function queueGroup(request: ApprovalRequest): QueueGroup {
  const { app, decision } = request;
  const rest = [...app.scopes, app.redirect?.uri ?? '', decision?.reason ?? ''].join('\n');
  return {
    request,
    haystack: `${searchable(request)}\n${rest.toLowerCase()}`,
    worst: worstLevel(app.scopes),
  };
}

/**
 * The review code as one piece. It comes with a list of the web's domains and of look-alike letters,
 * so it is loaded after the list was drawn, and by nothing but the popup.
 */
export const kit = {
  couldDo,
  worstLevel,
  scopeDiff,
  whoIsAsking,
  buildWhoIndex,
  queueGroup,
  filterGroups,
  sortGroups,
};

export type ReviewKit = typeof kit;
