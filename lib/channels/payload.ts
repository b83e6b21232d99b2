import * as z from 'zod/mini';
import {
  parseClientId,
  parsePage,
  parseRedirect,
  parseScopes,
  parseStartPage,
} from '../atlassian/authorize-url.ts';
import { fold, hiddenInside, plain } from '../consent/text.ts';
import { present } from '../present.ts';
import { factsOf, liveAsks } from '../requests/asks.ts';
import { idForOne } from '../requests/key.ts';
import { MAX } from '../requests/limits.ts';
import {
  type App,
  type ApprovalRequest,
  App as AppSchema,
  Ask,
  Decision,
  DecisionKind,
  Edition,
  Redirect,
  type Requester,
  Time,
  Ulid,
  Via,
} from '../requests/schema.ts';
import { checkOf } from './share-link/pack.ts';

/** What travels for one person's ask. The other people on the request stay here. */
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
    ...present({ dataCenter, screen }),
    app,
    message,
    ...present({ startPage }),
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
    app: { name: app.name, ...present({ clientId: app.clientId }) },
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
  const ask = { ...sent, app: { ...sent.app, ...present({ scopesLeftOut }) } };
  const through = ask.app.via?.name;
  return {
    ask,
    requester: {
      id,
      name,
      reason,
      at: Math.min(at, now),
      via: 'link',
      ...present({ through }),
      ...idForOne(ask.app),
    },
  };
}

/**
 * The redirect address travels without its host: the host is what the reviewer goes by, so it is
 * read out of the address itself and cannot be made to say something else.
 */
const WireRedirect = z.optional(z.pick(Redirect, { uri: true, hadQuery: true, hadUser: true }));
const WireVia = z.object({ ...Via.shape, redirect: WireRedirect });
const WireApp = z.object({
  ...AppSchema.shape,
  redirect: WireRedirect,
  via: z.optional(WireVia),
});

const Request = z.object({
  ...Ask.shape,
  type: z.literal('request'),
  /** the requester's ask, which the decision will answer */
  id: Ulid,
  at: Time,
  app: WireApp,
  /** how many scopes did not fit the link; absent if it carries them all */
  scopesLeftOut: z.optional(z.int().check(z.gte(1), z.lte(MAX.scopes))),
});

const DecisionWire = z.object({
  type: z.literal('decision'),
  /** the asks it answers; some 300 fit a link */
  ids: z.array(Ulid).check(z.minLength(1), z.maxLength(500)),
  edition: Edition,
  site: Ask.shape.site,
  app: z.pick(AppSchema, { name: true, clientId: true }),
  kind: DecisionKind,
  reason: Decision.shape.reason,
  at: Time,
});

/** One person's ask as it travels in a link. Times in milliseconds since 1970. */
export type RequestPayload = Omit<z.infer<typeof Request>, 'app'> & { app: App };
/** A reviewer's decision as it travels back. */
export type DecisionPayload = z.infer<typeof DecisionWire>;
export type LinkPayload = RequestPayload | DecisionPayload;

/** `wrong-type`: sound JSON of a kind we do not know; `not-valid`: a field breaks its bounds. */
export type PayloadProblem = 'wrong-type' | 'bad-site' | 'not-valid';
export type ReadPayload =
  | { ok: true; payload: LinkPayload }
  | { ok: false; problem: PayloadProblem };

const shown = (text: string, max: number): string => plain(text.toWellFormed(), max);

const hostOf = (base: string): string | undefined =>
  URL.canParse(base) ? new URL(base).hostname : undefined;

/** True for a name of which something is left to see. */
const visible = (name: string): boolean => fold(name).trim() !== '';

function cleanRedirect(wire: z.infer<typeof WireRedirect>): App['redirect'] {
  const redirect = parseRedirect(wire?.uri);
  if (!redirect || !wire) return undefined;
  return {
    ...redirect,
    hadQuery: wire.hadQuery || redirect.hadQuery,
    ...(wire.hadUser && { hadUser: true }),
  };
}

/** The AI client, rebuilt in the same way; what is no address is left out, not believed. */
function cleanVia(wire: z.infer<typeof WireVia> | undefined): App['via'] {
  const name = shown(wire?.name ?? '', MAX.app);
  if (!wire || !visible(name)) return undefined;
  const redirect = cleanRedirect(wire.redirect);
  const clientId = parseClientId(wire.clientId);
  return { name, ...present({ redirect }), ...present({ clientId }) };
}

/** The app with every part rebuilt by the parsers that read pages, or undefined for a lie. */
function cleanApp(wire: z.infer<typeof WireApp>): App | undefined {
  const name = shown(wire.name, MAX.app);
  const scopes = parseScopes(wire.scopes.join(' '));
  const clientId = parseClientId(wire.clientId);
  const redirect = cleanRedirect(wire.redirect);
  const via = cleanVia(wire.via);
  const resource = parsePage(wire.resource);
  const lost =
    !visible(name) ||
    scopes.length !== new Set(wire.scopes).size ||
    (wire.clientId !== undefined && !clientId) ||
    (wire.redirect && !redirect) ||
    (wire.resource !== undefined && !resource);
  if (lost) return undefined;
  const nameHadHidden = wire.nameHadHidden ?? hiddenInside(wire.name, plain(wire.name, Infinity));
  return {
    name,
    ...present({ nameHadHidden, clientId }),
    scopes,
    ...present({ redirect, resource, falseHost: wire.falseHost, via }),
  };
}

function cleanRequest(wire: z.infer<typeof Request>): RequestPayload | undefined {
  const app = cleanApp(wire.app);
  const startPage = parseStartPage(wire.startPage);
  // A start page on a host of Atlassian's is no app's page: it is left out, not believed.
  const lost = wire.startPage !== undefined && !parsePage(wire.startPage);
  // A base address on another host than the one that is shown would be a trap.
  const { dataCenter } = wire;
  const trap =
    dataCenter && (wire.edition !== 'data-center' || hostOf(dataCenter.base) !== wire.site);
  if (!app || lost || trap) return undefined;
  const { startPage: _, ...rest } = wire;
  return {
    ...rest,
    app,
    message: shown(wire.message, MAX.message),
    ...present({ startPage }),
    name: shown(wire.name, MAX.name),
    reason: shown(wire.reason, MAX.reason),
  };
}

function cleanDecision(wire: DecisionPayload): DecisionPayload | undefined {
  const app = cleanApp({ ...wire.app, scopes: [] });
  if (!app) return undefined;
  return {
    ...wire,
    ids: [...new Set(wire.ids)],
    app: { name: app.name, ...present({ clientId: app.clientId }) },
    reason: shown(wire.reason, MAX.decisionReason),
  };
}

function check<Wire>(
  parsed: z.core.util.SafeParseResult<Wire>,
  clean: (wire: Wire) => LinkPayload | undefined,
): ReadPayload {
  if (!parsed.success) {
    // Where more than the site is wrong, the site is not what to ask the sender about.
    const site = parsed.error.issues.every((issue) => issue.path[0] === 'site');
    return { ok: false, problem: site ? 'bad-site' : 'not-valid' };
  }
  const payload = clean(parsed.data);
  return payload ? { ok: true, payload } : { ok: false, problem: 'not-valid' };
}

/**
 * A payload out of JSON from anywhere: bounded, unknown keys dropped, every shown text on one line
 * and without invisible characters, every address rebuilt. Never throws.
 */
export function readPayload(json: unknown): ReadPayload {
  const type = json !== null && typeof json === 'object' && 'type' in json ? json.type : undefined;
  if (type === 'request') return check(z.safeParse(Request, json), cleanRequest);
  if (type === 'decision') return check(z.safeParse(DecisionWire, json), cleanDecision);
  return { ok: false, problem: 'wrong-type' };
}

const withoutHost = (redirect: App['redirect']) =>
  redirect
    ? {
        redirect: {
          uri: redirect.uri,
          hadQuery: redirect.hadQuery,
          ...(redirect.hadUser && { hadUser: true }),
        },
      }
    : {};

function wireOf(payload: LinkPayload): object {
  if (payload.type === 'decision') return payload;
  const { redirect, via, ...app } = payload.app;
  const through = via ? { via: { ...via, ...withoutHost(via.redirect) } } : {};
  return { ...payload, app: { ...app, ...withoutHost(redirect), ...through } };
}

/**
 * The JSON text that travels for a payload, with the mark by which damage is known; see `WireApp`
 * for what it leaves to the other end.
 */
export function payloadText(payload: LinkPayload): string {
  const wire = wireOf(payload);
  // First: damage behind it cannot reach it, and damage to its name alone changes nothing else.
  return JSON.stringify({ check: checkOf(wire), ...wire });
}
