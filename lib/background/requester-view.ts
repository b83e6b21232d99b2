import type { RequesterView } from '../messages/types.ts';
import { liveAsks } from '../requests/asks.ts';
import { connectPage } from '../requests/connect-page.ts';
import type { ApprovalRequest, Decision } from '../requests/schema.ts';

/** A person's own requests are few; more than this many are no longer searched. */
export const OWN = 500;

/** The request as a script on a page may know it: nothing of other people in it. */
export function requesterView(request: ApprovalRequest): RequesterView {
  // What the reviewer calls a rule is nothing for a page.
  const { rule: _, ...decision } = request.decision ?? {};
  const page = connectPage(request);
  return {
    id: request.id,
    status: request.status,
    appName: request.app.name,
    site: request.site,
    createdAt: request.createdAt,
    people: liveAsks(request.requesters).length,
    ...(request.decision ? { decision: decision as Decision } : {}),
    ...(request.grantedAt ? { grantedAt: request.grantedAt } : {}),
    // Nothing moves an expired request but an answer, which makes it another status.
    ...(request.status === 'expired' ? { expiredAt: request.updatedAt } : {}),
    ...('url' in page ? { wayBack: page.url } : {}),
    ...(request.dataCenter ? { dataCenter: request.dataCenter } : {}),
  };
}
