import { isLoopback } from '../atlassian/authorize-url.ts';
import { present } from '../present.ts';
import { asksOf, settled } from './asks.ts';
import { addressOf, idForOne, requestKey, sameScopes } from './key.ts';
import { MAX, withoutSecrets } from './limits.ts';
import { auditOf, isProven, type Moved, moved, OPEN, WAITING } from './moves.ts';
import type { App, ApprovalRequest, Ask, Requester } from './schema.ts';

/** Time and identity come from outside, so that everything here can be tested. */
export interface Clock {
  now: number;
  /** a new ULID at each call */
  newId: () => string;
}

export type RaiseProblem = 'blocked' | 'too-many-requesters';
export type Raised =
  | { ok: true; request: ApprovalRequest; writes: Moved[]; joined: boolean }
  | { ok: false; problem: RaiseProblem };

const actorOf = ({ via }: Requester) => (via === 'page' ? 'requester' : via);

function create(ask: Ask, requester: Requester, clock: Clock, side: 'asked' | 'review'): Moved {
  const request: ApprovalRequest = {
    v: 1,
    id: clock.newId(),
    key: requestKey(ask),
    edition: ask.edition,
    site: ask.site,
    cause: ask.cause,
    ...present({ dataCenter: ask.dataCenter, screen: ask.screen }),
    app: ask.app,
    message: ask.message,
    ...present({ startPage: ask.startPage }),
    ...(ask.afterAccept && { afterAccept: true }),
    status: 'pending',
    requesters: [requester],
    createdAt: side === 'asked' ? clock.now : Math.min(requester.at, clock.now),
    updatedAt: clock.now,
    lastAskAt: clock.now,
    asked: side === 'asked',
    review: side === 'review',
    unseen: false,
  };
  const actor = actorOf(requester);
  return { request, audit: auditOf(request, { move: 'raise', from: '', actor, at: clock.now }) };
}

const newest = (requests: readonly ApprovalRequest[]): ApprovalRequest | undefined =>
  [...requests].sort((a, b) => b.createdAt - a.createdAt)[0];

/**
 * True where the app asks for other scopes than it did. An empty list means "not known" (an opaque
 * consent address), not "asks for nothing".
 */
export function asksForOther(before: readonly string[], now: readonly string[]): boolean {
  return now.length > 0 && before.length > 0 && !sameScopes(before, now);
}

/**
 * This browser's person asks. Asking twice files no twin; other scopes supersede the open request;
 * a blocked app may not be asked for again.
 * @param history every request in this browser with the same key
 */
export function raise(history: readonly ApprovalRequest[], ask: Ask, clock: Clock): Raised {
  const requester: Requester = {
    id: clock.newId(),
    name: ask.name,
    reason: withoutSecrets(ask.reason),
    at: clock.now,
    via: 'page',
    ...(ask.app.via && { through: ask.app.via.name }),
    ...idForOne(ask.app),
  };
  const last = newest(history.filter((request) => request.decision || OPEN.has(request.status)));
  if (last?.status === 'blocked') return { ok: false, problem: 'blocked' };
  // Granted for other scopes is superseded; granted for these and blocked again is asked anew.
  const open = newest(
    history.filter(({ status, app }) =>
      status === 'granted' ? asksForOther(app.scopes, ask.app.scopes) : OPEN.has(status),
    ),
  );
  if (!open || asksForOther(open.app.scopes, ask.app.scopes)) {
    // Out of a file may wait what is older than the approved one: only one may wait.
    const waiting = history.filter(({ status }) => WAITING.has(status));
    const fresh = carryOver(newest(waiting) ?? open, create(ask, requester, clock, 'asked'));
    const old = [...new Set(open ? [open, ...waiting] : waiting)].flatMap(
      (one) => supersede(one, fresh.request.id, clock.now) ?? [],
    );
    return { ok: true, request: fresh.request, writes: [...old, fresh], joined: false };
  }
  if (open.asked) return { ok: true, request: open, writes: [], joined: true };
  if (!WAITING.has(open.status)) {
    const own = { ...open, asked: true };
    return { ok: true, request: own, writes: [], joined: true };
  }
  return join(open, requester, ask, clock, 'asked');
}

/** A request that waits for a decision here is not lost when this browser's own ask replaces it. */
function carryOver(open: ApprovalRequest | undefined, fresh: Moved): Moved {
  if (!open?.review || !WAITING.has(open.status)) return fresh;
  const asks = [...asksOf(open), ...asksOf(fresh.request)].slice(-MAX.requesters);
  return { ...fresh, request: { ...settled(fresh.request, asks), review: true } };
}

function supersede(open: ApprovalRequest, by: string, at: number): Moved | undefined {
  return moved(open, 'supersede', { actor: 'page', at, change: { supersededBy: by } });
}

function join(
  open: ApprovalRequest,
  requester: Requester,
  ask: Ask,
  clock: Clock,
  side: 'asked' | 'review',
): Raised {
  if (open.requesters.length >= MAX.requesters)
    return { ok: false, problem: 'too-many-requesters' };
  const asks = [...asksOf(open), { requester, facts: ask }];
  const change = {
    createdAt: Math.min(open.createdAt, requester.at),
    lastAskAt: clock.now,
    ...(side === 'asked' ? { asked: true } : { review: true }),
  };
  const actor = actorOf(requester);
  const write = moved(settled(open, asks), 'join', { actor, at: clock.now, change });
  if (!write) return { ok: false, problem: 'too-many-requesters' };
  // The log says what this ask was for, and not what the request shows.
  const about = { ...write.request, app: ask.app };
  const audit = auditOf(about, { move: 'join', from: open.status, actor, at: clock.now });
  return { ok: true, request: write.request, writes: [{ ...write, audit }], joined: true };
}

/** Where the code goes: scheme and host; on one's own computer the port is another each time. */
function returnTo({ redirect }: App): string | undefined {
  const url = addressOf(redirect?.uri);
  if (!redirect || !url) return undefined;
  const host = isLoopback(url.hostname) ? url.hostname : redirect.host;
  return `${url.protocol}${host}`;
}

/** What a reviewer would be warned of, whatever else is the same. */
const isOdd = ({ scopesLeftOut, nameHadHidden, falseHost, redirect }: App): boolean =>
  Boolean(scopesLeftOut || nameHadHidden || falseHost || redirect?.hadUser);

/** Nothing a reviewer would look at differs; what is not known of either counts as another. */
function sameApp(before: App, now: App): boolean {
  const same = (part: (app: App) => string | undefined) => part(before) === part(now);
  return (
    now.clientId !== undefined &&
    same((app) => app.clientId) &&
    same((app) => app.name) &&
    returnTo(now) !== undefined &&
    same(returnTo) &&
    same((app) => app.resource) &&
    same((app) => app.via?.name) &&
    now.scopes.length > 0 &&
    sameScopes(before.scopes, now.scopes) &&
    ![before, now].some(isOdd)
  );
}

/**
 * The request by which this very app is approved here, where that is the last word: whoever asks now
 * need not wait for a second one. An approval that came by link proves nothing.
 */
function approvedAlready(
  history: readonly ApprovalRequest[],
  app: App,
): ApprovalRequest | undefined {
  const decided = history.filter((one) => one.review && one.decision);
  const [last] = decided.sort((a, b) => (b.decision?.at ?? 0) - (a.decision?.at ?? 0));
  const stands = last?.status === 'approved' || last?.status === 'granted';
  if (!last || !stands || last.decision?.kind !== 'approve') return undefined;
  return isProven(last.decision) && sameApp(last.app, app) ? last : undefined;
}

interface Arrived<W> {
  ok: true;
  request: ApprovalRequest;
  writes: W[];
  outcome: 'new' | 'joined' | 'already';
}
type NotImported = { ok: false; problem: RaiseProblem };
export type Imported = Arrived<Moved> | NotImported;
/** The same, where a request may be written of which only a mark changed. */
export type Received = Arrived<Moved | { request: ApprovalRequest }> | NotImported;

/**
 * Somebody else asks by the very issue that is decided here, and is answered there with everybody.
 * @returns undefined where it is not decided, or is full
 */
export function joinDecided(
  decided: ApprovalRequest,
  ask: Ask,
  requester: Requester,
  clock: Clock,
): Moved | undefined {
  if (!decided.decision || !decided.review) return undefined;
  const joined = join(decided, requester, ask, clock, 'review');
  return joined.ok ? joined.writes[0] : undefined;
}

/**
 * Somebody else's ask arrives, to be reviewed here. Taking the same one in twice changes
 * nothing but that it is shown under To review. For what is approved already it is counted there
 * (`joined`), and nothing waits.
 * @param history every request in this browser with the same key
 * @param requester who asks; by their own account, where no channel verified it
 */
export function receive(
  history: readonly ApprovalRequest[],
  ask: Ask,
  requester: Requester,
  clock: Clock,
): Imported {
  const known = history.find((one) => one.requesters.some((asker) => asker.id === requester.id));
  if (known) {
    const request = known.review ? known : { ...known, review: true };
    return { ok: true, request, writes: [], outcome: 'already' };
  }
  const open = newest(history.filter((one) => WAITING.has(one.status)));
  if (open) {
    const joined = join(open, requester, ask, clock, 'review');
    return joined.ok
      ? { ok: true, request: joined.request, writes: joined.writes, outcome: 'joined' }
      : joined;
  }
  const approved = approvedAlready(history, ask.app);
  const counted = approved && join(approved, requester, ask, clock, 'review');
  if (counted?.ok) {
    return { ok: true, request: counted.request, writes: counted.writes, outcome: 'joined' };
  }
  const fresh = create(ask, requester, clock, 'review');
  return { ok: true, request: fresh.request, writes: [fresh], outcome: 'new' };
}
