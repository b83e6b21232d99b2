import { present } from '../../present.ts';
import { diffAgainst, summarizePermissions } from '../scopes/permissions.ts';
import {
  foreignHost,
  oddAddress,
  oddAuthorizeHost,
  plainHttp,
  sharedHost,
  uncheckedRedirect,
  unrelatedDomain,
} from './address-warnings.ts';
import { isSupportedRedirect } from './known-apps.ts';
import { type NamePart, nameParts } from './name.ts';
import { claimsToBeOfficial, hiddenInName, lookAlike, mixedScripts } from './name-warnings.ts';
import {
  comesBefore,
  type Seen,
  type Seniority,
  type Sighting,
  type WhoIndex,
} from './seen-before.ts';
import {
  isAtHome,
  registrableDomain,
  type Severity,
  type Subject,
  subjectOf,
  type Warning,
  warning,
} from './subject.ts';

/** 11. The client id is no fixed one: made anew for each installation, or an address. */
function unfixedClient({ dynamic, cimd, request }: Subject): Warning[] {
  if (dynamic) return [warning('dynamicClient', 'info')];
  const { clientId } = request.app;
  if (!cimd || !clientId || !URL.canParse(clientId)) return [];
  const { hostname } = new URL(clientId);
  return [warning('urlClient', 'info', registrableDomain(hostname) ?? hostname)];
}

/** At most three, for a sentence. */
const some = (list: readonly string[]): string => list.slice(0, 3).join(', ');

/** Under what else the client is known: before this request's own, and after it. */
function others(known: ReadonlyMap<string, Seniority>, own: string) {
  const mine = known.get(own);
  const rest = [...known].filter(([what]) => what !== own);
  return {
    before: rest.filter(([, one]) => comesBefore(one, mine)).map(([what]) => what),
    after: rest.filter(([, one]) => !comesBefore(one, mine)).map(([what]) => what),
  };
}

/**
 * The same client id under another name, or with the code going elsewhere. A client id is public, so
 * anybody can ask with it: what is known of it from before is not warned of because of what came
 * after, and an address of the vendor's own never is.
 */
function changed(asking: Subject, seen: Seen): Warning[] {
  const severity = isAtHome(asking) ? 'info' : 'amber';
  const names = others(seen.names, asking.name);
  const owners = asking.owner ? others(seen.owners, asking.owner) : { before: [], after: [] };
  const after = [...names.after, ...owners.after];
  return [
    ...(names.before.length > 0 ? [warning('otherName', severity, some(names.before))] : []),
    ...(owners.before.length > 0 ? [warning('otherRedirect', severity, some(owners.before))] : []),
    ...(after.length > 0 ? [warning('idUsedByOthers', 'info', some(after))] : []),
  ];
}

/** 12. Never seen before, or seen otherwise: another name, another redirect, other scopes. */
function firstOrChanged(asking: Subject): Warning[] {
  const { index, identity, request, dynamic } = asking;
  const seen = index.seen(identity);
  const before = (seen?.total ?? 0) - (index.has(request.id) ? 1 : 0);
  if (!seen || before < 1) return [warning('firstSeen', 'info')];
  const last = index.lastApproved(request);
  const added = last ? diffAgainst(request, last).added : [];
  return [
    // A dynamic client is known by its name and redirect alone: it cannot have others.
    ...(request.app.clientId && !dynamic ? changed(asking, seen) : []),
    ...(added.length > 0 ? [warning('newScopes', 'amber', added.length, some(added))] : []),
  ];
}

/** 13. An unusual number of scopes, or scopes that no app of this kind should ask for. */
function oddScopes({ request: { app } }: Subject): Warning[] {
  const left = app.scopesLeftOut ?? 0;
  const { unusualCount, count, products } = summarizePermissions(app.scopes, {
    scopesLeftOut: left,
  });
  const graded = products.flatMap(({ scopes }) => scopes);
  const org = graded.find(({ product }) => product === 'org-admin');
  const internal = graded.find(
    ({ product, rule }) => product === 'internal' || rule === 'WHOLE-PRODUCT',
  );
  return [
    ...(unusualCount ? [warning('manyScopes', 'amber', count)] : []),
    ...(org ? [warning('orgScopes', 'amber', org.name)] : []),
    ...(internal ? [warning('internalScopes', 'amber', internal.name)] : []),
  ];
}

/** Who asks, as far as the request says; what the app could do is another answer. */
export interface WhoIsAsking {
  /** red first */
  warnings: Warning[];
  /** who answers for the redirect's host; to be shown in bold, the whole address as text */
  registrableDomain?: string;
  /** the redirect's host as people read it, where it differs */
  unicodeHost?: string;
  loopback: boolean;
  customScheme: boolean;
  sharedHosting: boolean;
  dynamic: boolean;
  cimd: boolean;
  /** on the list of hosts that Atlassian's MCP servers allow from the start */
  supportedRedirect: boolean;
  /** the client id is one of Atlassian's own; in a link it is only what the link says */
  firstParty: boolean;
  /** what the client with this id is known as */
  knownAs?: string;
  nameParts: NamePart[];
}

const SIGNS: readonly ((asking: Subject) => Warning[])[] = [
  hiddenInName,
  mixedScripts,
  lookAlike,
  claimsToBeOfficial,
  uncheckedRedirect,
  plainHttp,
  foreignHost,
  sharedHost,
  unrelatedDomain,
  oddAddress,
  unfixedClient,
  firstOrChanged,
  oddScopes,
  oddAuthorizeHost,
];

/** True where somebody should look twice. A note, such as "never seen before", is no reason to. */
export const isReason = ({ severity }: Warning): boolean => severity !== 'info';

const ORDER: readonly Severity[] = ['red', 'amber', 'info'];

/**
 * The signs that a request is not from whom it says. Each is one function of its own; none of them
 * proves anything, and their absence proves nothing: a correct name and id say nothing about who
 * started the connection.
 * @param index `buildWhoIndex` of every request in the store
 */
export function checkRequester(request: Sighting, index: WhoIndex): WhoIsAsking {
  const asking = subjectOf(request, index);
  const { redirect, known } = asking;
  const warnings = SIGNS.flatMap((sign) => sign(asking));
  return {
    warnings: warnings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
    ...present({
      registrableDomain: redirect.registrableDomain,
      unicodeHost: redirect.unicodeHost,
    }),
    loopback: redirect.kind === 'loopback',
    customScheme: redirect.kind === 'custom-scheme',
    sharedHosting: redirect.sharedHosting || redirect.platform !== undefined,
    supportedRedirect: isSupportedRedirect(redirect),
    dynamic: asking.dynamic,
    cimd: asking.cimd,
    firstParty: known?.firstParty ?? false,
    ...(known?.names[0] && { knownAs: known.names[0] }),
    nameParts: nameParts(request.app.name),
  };
}
