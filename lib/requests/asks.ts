import { present } from '../present.ts';
import { claimOf, withClaim } from './claim.ts';
import { isDynamic } from './key.ts';
import { MAX } from './limits.ts';
import { auditOf, type Moved, moved } from './moves.ts';
import type { App, ApprovalRequest, Requester } from './schema.ts';

/**
 * A reviewer drops asks, or puts them back. A dropped ask is kept with all its facts, and counts
 * no more: it is neither shown nor answered, and the same link does not bring it back.
 * @param ids of asks; one of this browser's own page is never dropped, and one ask has to be left
 * @returns undefined where nothing changes, or may not
 */
export function dropAsks(
  request: ApprovalRequest,
  ids: readonly string[],
  dropped: boolean,
  now: number,
): Moved | undefined {
  const meant = new Set(ids);
  const asks = asksOf(request);
  const hit = asks.filter(
    ({ requester: { id, via, dropped: already } }) =>
      meant.has(id) && via !== 'page' && (already !== undefined) !== dropped,
  );
  const [first] = hit;
  const left = asks.filter((one) => one.requester.dropped === undefined && !hit.includes(one));
  if (!first || (dropped && left.length === 0)) return undefined;
  const turned = hit.map(({ requester: { dropped: _, ...requester }, facts }) => ({
    requester: dropped ? { ...requester, dropped: now } : requester,
    facts,
  }));
  const others = asks.filter((one) => !hit.includes(one));
  // Put back it comes last: what is shown stays what it is.
  const live = others.filter(({ requester }) => requester.dropped === undefined);
  const gone = others.filter(({ requester }) => requester.dropped !== undefined);
  const next = settled(request, [...live, ...turned, ...gone]);
  const move = dropped ? 'drop' : 'put-back';
  // The wait began with the first ask that counts: a dropped link's own word for it does not.
  const createdAt = Math.min(...liveAsks(next.requesters).map(({ at }) => at));
  const write = moved(next, move, { actor: 'reviewer', at: now, change: { createdAt } });
  if (!write) return undefined;
  const about = { ...write.request, app: first.facts.app };
  return {
    ...write,
    audit: auditOf(about, { move, from: request.status, actor: 'reviewer', at: now }),
  };
}

/** One ask's own facts about the app and the page on which it was blocked. */
export type Facts = Pick<
  ApprovalRequest,
  'app' | 'cause' | 'dataCenter' | 'message' | 'startPage' | 'afterAccept'
>;

export interface OneAsk {
  requester: Requester;
  facts: Facts;
}

type Told = Facts & Pick<ApprovalRequest, 'requesters' | 'others'>;
type OtherApp = NonNullable<ApprovalRequest['others']>[number];

/** Those that a reviewer did not drop, in the order in which they came in. */
export const liveAsks = (requesters: readonly Requester[]): Requester[] =>
  requesters.filter(({ dropped }) => dropped === undefined);

/** Who asks: as the channel names the account, whatever a text says of itself. */
export const nameOf = ({ name, verified }: Requester): string => verified?.name || name;

/** True where what somebody asked for was changed where it is filed; a dropped ask counts no more. */
export const isEdited = ({ requesters }: Pick<ApprovalRequest, 'requesters'>): boolean =>
  liveAsks(requesters).some(({ edited }) => edited);

/**
 * The ask whose facts the request shows. The last one that was read from a page of this browser;
 * where there is none, the first link: a later one can add to it and never take its place.
 */
export function leadOf(requesters: readonly Requester[]): Requester | undefined {
  const live = liveAsks(requesters);
  return live.findLast(({ via }) => via === 'page') ?? live[0] ?? requesters[0];
}

const withoutId = ({ clientId: _, ...app }: App): OtherApp => app;

const pageOf = ({ cause, dataCenter, message, startPage, afterAccept }: Omit<Facts, 'app'>) => ({
  cause,
  ...present({ dataCenter }),
  message,
  ...present({ startPage, afterAccept }),
});

/** The app as an ask described it, with the id that the client had for this person. */
function appOf({ app, others }: Told, requester: Requester): App {
  const other = others?.[claimOf(requester)?.app ?? -1];
  const fixed = other && isDynamic(app) ? undefined : app.clientId;
  const id = requester.clientId ?? fixed;
  return { ...(other ?? withoutId(app)), ...present({ clientId: id }) };
}

/** The facts of this person's ask. */
export function factsOf(request: Told, requester: Requester): Facts {
  return { app: appOf(request, requester), ...pageOf(claimOf(requester) ?? request) };
}

/** All asks of a request, dropped ones too, each with its facts. */
export function asksOf(request: Told): OneAsk[] {
  return request.requesters.map((requester) => ({
    requester,
    facts: factsOf(request, requester),
  }));
}

/** The names of all that is compared, in one order, whatever order it was written in. */
const PARTS = [
  ...['name', 'nameHadHidden', 'scopes', 'redirect', 'uri', 'host', 'hadQuery', 'hadUser'],
  ...['resource', 'falseHost', 'via', 'clientId', 'scopesLeftOut', 'product', 'base'],
  ...['cause', 'dataCenter', 'message', 'startPage', 'afterAccept'],
];

/** The order of permissions means nothing. */
function sameness(app: OtherApp): string {
  return JSON.stringify({ ...app, scopes: [...new Set(app.scopes)].sort() }, PARTS);
}

/** The descriptions of a request's app beside its own, each once, and not without bound. */
function collector(own: App) {
  const others: OtherApp[] = [];
  const places = new Map<string, number | undefined>([[sameness(withoutId(own)), undefined]]);
  let budget: number = MAX.otherScopes;
  return {
    others,
    /** where it is among the others; undefined where it is the request's own */
    place(app: App): number | undefined {
      const other = withoutId(app);
      const same = sameness(other);
      if (places.has(same)) return places.get(same);
      places.set(same, others.length);
      const { scopes, scopesLeftOut = 0 } = other;
      const fits = scopes.length <= budget;
      // Names and addresses are kept of all of them; permissions up to the limit.
      const left = Math.min(scopes.length + scopesLeftOut, MAX.scopes);
      others.push(fits ? other : { ...other, scopes: [], scopesLeftOut: left });
      budget -= fits ? scopes.length : 0;
      return others.length - 1;
    },
  };
}

/**
 * The request that these asks make: it shows what its lead says, and keeps of every other what is
 * not the same. The one place where that is settled; nothing else changes what a request shows.
 * @param asks at least one; those that were dropped are put behind the others
 */
export function settled<R extends Told>(request: R, asks: readonly OneAsk[]): R {
  const live = asks.filter(({ requester }) => requester.dropped === undefined);
  const dropped = asks.filter(({ requester }) => requester.dropped !== undefined);
  const ordered = [...live, ...dropped];
  const lead = leadOf(ordered.map(({ requester }) => requester));
  const facts = ordered.find(({ requester }) => requester === lead)?.facts ?? request;
  const own = pageOf(facts);
  const ownPage = JSON.stringify(own, PARTS);
  const { others, place } = collector(facts.app);
  const requesters = ordered.map(({ requester, facts: told }): Requester => {
    const at = place(told.app);
    const page = pageOf(told);
    const same = at === undefined && JSON.stringify(page, PARTS) === ownPage;
    const claim = { ...(at === undefined ? {} : { app: at }), ...page };
    return withClaim(requester, same ? undefined : claim);
  });
  const { dataCenter: _d, startPage: _s, afterAccept: _a, others: _o, ...rest } = request;
  return {
    ...(rest as R),
    app: facts.app,
    ...own,
    requesters,
    ...(others.length > 0 && { others }),
  };
}

type Some = Pick<ApprovalRequest, 'app' | 'requesters' | 'others'>;

/** The app as each ask that was not dropped described it, each description once, the lead's first. */
export function appsOf({ app, requesters, others = [] }: Some): App[] {
  if (others.length === 0) return [app];
  const places = new Set(liveAsks(requesters).map((one) => claimOf(one)?.app));
  const told = [...places].flatMap((at) => (at === undefined ? [] : (others[at] ?? [])));
  const id = app.clientId && !isDynamic(app) ? { clientId: app.clientId } : {};
  return [app, ...told.map((other) => ({ ...other, ...id }))];
}

/** The request as each of its asks describes the app: whoever judges by itself looks at all of them. */
export function asEachSays(request: ApprovalRequest): ApprovalRequest[] {
  return appsOf(request).map((app) => (app === request.app ? request : { ...request, app }));
}

/** The request with its lead alone. */
export function leadAlone(request: ApprovalRequest): ApprovalRequest {
  const { others: _, ...rest } = request;
  const lead = leadOf(request.requesters);
  return lead ? { ...rest, requesters: [lead] } : rest;
}

/**
 * All permissions that any of the asks is for: what an app could do is never made to look less. Who
 * authorizes the app asks for those of one ask alone.
 */
export function scopesOfAll(request: Some): { scopes: readonly string[]; scopesLeftOut?: number } {
  const apps = appsOf(request);
  const left = Math.max(...apps.map(({ scopesLeftOut = 0 }) => scopesLeftOut));
  const scopes =
    apps.length === 1 ? request.app.scopes : [...new Set(apps.flatMap((app) => app.scopes))];
  return { scopes, ...(left > 0 && { scopesLeftOut: left }) };
}
