import type { OwnRequest } from '../messages.ts';
import type { ApprovalRequest } from '../requests/schema.ts';

/** The request as a script on a page may know it: nothing of other people in it. */
export function ownRequest(request: ApprovalRequest): OwnRequest {
  return {
    id: request.id,
    status: request.status,
    appName: request.app.name,
    site: request.site,
    createdAt: request.createdAt,
    people: request.requesters.length,
    ...(request.decision ? { decision: request.decision } : {}),
    ...(request.grantedAt ? { grantedAt: request.grantedAt } : {}),
    ...(request.startPage ? { startPage: request.startPage } : {}),
    ...(request.app.redirect ? { redirectHost: request.app.redirect.host } : {}),
  };
}
