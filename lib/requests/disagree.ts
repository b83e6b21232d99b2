import { isLoopback } from '../atlassian/authorize-url.ts';
import { appsOf, factsOf, leadOf, liveAsks } from './asks.ts';
import { claimOf } from './claim.ts';
import type { App, ApprovalRequest, Requester } from './schema.ts';

/** Asks that say the same of the app. */
export interface AskGroup {
  app: App;
  asks: Requester[];
  /** the request shows what these say */
  lead: boolean;
  /** one of them was read from a page of this browser */
  page: boolean;
  /** permissions that not every ask is for */
  beyond: string[];
  /** letters of the name that the name shown has not, as codes: it may look the same */
  letters: string;
}

export interface Disagreement {
  /** the lead's first */
  groups: AskGroup[];
  scopes: boolean;
}

type Told = Parameters<typeof factsOf>[0];
type Some = Pick<ApprovalRequest, 'app' | 'requesters' | 'others'>;

/** Asks that were dropped at once and have the same facts. */
export function droppedAsks(request: Told): Pick<AskGroup, 'app' | 'asks'>[] {
  const groups = new Map<string, Pick<AskGroup, 'app' | 'asks'>>();
  for (const requester of request.requesters) {
    const { dropped } = requester;
    if (dropped === undefined) continue;
    const key = `${dropped} ${claimOf(requester)?.app}`;
    const group = groups.get(key) ?? { app: factsOf(request, requester).app, asks: [] };
    group.asks.push(requester);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface Address {
  /** who is behind it: host and port, `loopback`, or the whole of an address with a scheme of its own */
  host: string;
  /** the path as well; `/` if it did not fit the link */
  path: string;
}

/** Where the code goes, by the address itself. A port on somebody's own computer means nothing. */
function addressOf({ redirect }: Pick<App, 'redirect'>): Address | undefined {
  if (!redirect) return undefined;
  const url = URL.canParse(redirect.uri) ? new URL(redirect.uri) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return { host: redirect.uri, path: '/' };
  if (isLoopback(url.hostname)) return { host: 'loopback', path: '/' };
  return { host: `${url.protocol}//${url.host}`, path: url.pathname };
}

const hostsOf = (request: Some): Set<string> =>
  new Set(appsOf(request).flatMap((app) => addressOf(app)?.host ?? []));

/**
 * True where links name several hosts and no page of this browser has shown which is the app's: then
 * nobody is led to any of them.
 */
export function hostDisputed(request: Some): boolean {
  if (!request.others || leadOf(request.requesters)?.via === 'page') return false;
  return hostsOf(request).size > 1;
}

/** What all asks are for that tell their permissions; of lists cut short only where there is no other. */
function common(apps: readonly Pick<App, 'scopes' | 'scopesLeftOut'>[]): ReadonlySet<string> {
  const told = apps.filter(({ scopes }) => scopes.length > 0);
  const whole = told.filter(({ scopesLeftOut }) => !scopesLeftOut);
  const [first, ...others] = (whole.length > 0 ? whole : told).map(({ scopes }) => scopes);
  const sets = others.map((scopes) => new Set(scopes));
  return new Set(first?.filter((name) => sets.every((set) => set.has(name))));
}

const nameOf = ({ name }: App): string => name.normalize('NFC').trim();

/** At most five codes of letters beyond ASCII in `name` that are not in `shown`. */
function lettersBeyond(name: string, shown: string): string {
  const odd = [...new Set(name)].filter((letter) => letter > '\u007e' && !shown.includes(letter));
  const code = (letter: string) => letter.codePointAt(0)?.toString(16).toUpperCase() ?? '';
  return odd
    .slice(0, 5)
    .map((letter) => `U+${code(letter).padStart(4, '0')}`)
    .join(' ');
}

type Points = ReturnType<typeof pointsOf>;

/** What can disagree of one ask; an address that it leaves unsaid is absent. */
function pointsOf(app: App, own: Address | undefined, shared: ReadonlySet<string>) {
  const to = addressOf(app);
  // If the path did not fit the link, only its host is known.
  const cut = to && own && to.host === own.host && [to.path, own.path].includes('/');
  const address = cut ? own : to;
  const beyond = app.scopes.filter((name) => !shared.has(name));
  const signs = [nameOf(app), app.nameHadHidden ?? '', app.falseHost ?? ''];
  return { signs, where: address && address.host + address.path, beyond };
}

/**
 * Where the asks of a request do not say the same: the app's name, where the code goes, permissions,
 * characters hidden in the name, and hosts that posed as Atlassian's. What an ask leaves unsaid is no
 * disagreement, and neither are the page it was started on and its words.
 */
export function disagreement(request: Told): Disagreement | undefined {
  if (!request.others) return undefined;
  // A list is drawn often, and its records stay the same objects.
  const told = known.get(request) ?? { found: compared(request) };
  known.set(request, told);
  return told.found;
}

const known = new WeakMap<Told, { found: Disagreement | undefined }>();

function compared(request: Told): Disagreement | undefined {
  const lead = leadOf(request.requesters);
  const shared = common(appsOf(request));
  const own = addressOf(request.app);
  const groups = new Map<string, AskGroup>();
  const signs = new Set<string>();
  const addresses = new Set<string>();
  const described = new Map<number | undefined, { app: App; points: Points; key: string }>();
  const describe = (requester: Requester) => {
    const { app } = factsOf(request, requester);
    const points = pointsOf(app, own, shared);
    const key = JSON.stringify([points.signs, points.where, [...points.beyond].sort()]);
    return { app, points, key };
  };
  const others = liveAsks(request.requesters).filter((one) => one !== lead);
  for (const requester of lead ? [lead, ...others] : others) {
    const at = claimOf(requester)?.app;
    const description = described.get(at) ?? describe(requester);
    described.set(at, description);
    const { app, points, key } = description;
    signs.add(JSON.stringify(points.signs));
    if (points.where) addresses.add(points.where);
    const group = groups.get(key) ?? {
      ...{ app, asks: [], lead: requester === lead, page: false, beyond: points.beyond },
      letters: lettersBeyond(nameOf(app), nameOf(request.app)),
    };
    group.asks.push(requester);
    group.page ||= requester.via === 'page';
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const scopes = all.some(({ beyond }) => beyond.length > 0);
  const told = scopes || signs.size > 1 || addresses.size > 1;
  return told ? { groups: all, scopes } : undefined;
}
