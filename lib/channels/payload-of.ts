import { factsOf, liveAsks } from '../requests/asks.ts';
import { idForOne } from '../requests/key.ts';
import type { ApprovalRequest, Ask, Requester } from '../requests/schema.ts';
import type { DecisionPayload, RequestPayload } from './payload.ts';

/** What travels for one person's ask, as it said it. The other people on the request stay here. */
export function requestPayload(request: ApprovalRequest, requester: Requester): RequestPayload {
  const { edition, site, screen } = request;
  const { app, cause, dataCenter, message, startPage } = factsOf(request, requester);
  return {
    type: 'request',
    id: requester.id,
    at: requester.at,
    edition,
    site,
    cause,
    ...(dataCenter ? { dataCenter } : {}),
    ...(screen ? { screen } : {}),
    app,
    message,
    ...(startPage ? { startPage } : {}),
    name: requester.name,
    reason: requester.reason,
  };
}

/** What travels back: the decision, for everybody whose ask was not dropped. */
export function decisionPayload(request: ApprovalRequest): DecisionPayload | undefined {
  const { edition, site, app, decision, requesters } = request;
  if (!decision) return undefined;
  return {
    type: 'decision',
    ids: liveAsks(requesters).map(({ id }) => id),
    edition,
    site,
    app: { name: app.name, ...(app.clientId ? { clientId: app.clientId } : {}) },
    kind: decision.kind,
    reason: decision.reason,
    at: decision.at,
  };
}

/**
 * What came by link, as `takeIn` wants it. The sender is known by their own account alone; a time
 * that is still to come counts as now.
 */
export function askOf(payload: RequestPayload, now: number): { ask: Ask; requester: Requester } {
  const { type: _, id, at, scopesLeftOut, ...sent } = payload;
  const { name, reason } = sent;
  const ask = { ...sent, app: { ...sent.app, ...(scopesLeftOut ? { scopesLeftOut } : {}) } };
  const through = ask.app.via?.name;
  return {
    ask,
    requester: {
      id,
      name,
      reason,
      at: Math.min(at, now),
      via: 'link',
      ...(through ? { through } : {}),
      ...idForOne(ask.app),
    },
  };
}
