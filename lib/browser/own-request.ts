import type { OwnRequest } from '../messages.ts';
import type { ApprovalRequest, Decision } from '../requests/schema.ts';

/** A person's own requests are few; more than this many are no longer searched. */
export const OWN = 500;

/** The request as a script on a page may know it: nothing of other people in it. */
export function ownRequest(request: ApprovalRequest): OwnRequest {
  // What the reviewer calls a rule is nothing for a page.
  const { rule: _, ...decision } = request.decision ?? {};
  return {
    id: request.id,
    status: request.status,
    appName: request.app.name,
    site: request.site,
    createdAt: request.createdAt,
    people: request.requesters.length,
    ...(request.decision ? { decision: decision as Decision } : {}),
    ...(request.grantedAt ? { grantedAt: request.grantedAt } : {}),
    ...(request.startPage ? { startPage: request.startPage } : {}),
    ...(request.dataCenter ? { dataCenter: request.dataCenter } : {}),
    ...(request.app.redirect ? { redirectHost: request.app.redirect.host } : {}),
  };
}
