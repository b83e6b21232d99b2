import { isAtlassianHost } from '../../atlassian/hosts.ts';
import { present } from '../../present.ts';
import { diffAgainst, summarizePermissions } from '../scopes/permissions.ts';
import { hasOtherScript, isSupportedRedirect, type NamePart, nameParts } from './name.ts';
import { claimsToBeOfficial, hiddenInName, lookAlike, mixedScripts } from './name-warnings.ts';
import {
  comesBefore,
  type Seen,
  type Seniority,
  type Sighting,
  type WhoIndex,
} from './seen-before.ts';
import {
  alike,
  isAtHome,
  registrableDomain,
  type Severity,
  type Subject,
  subjectOf,
  type Warning,
  warning,
} from './subject.ts';
import { type Borrowed, borrowedIn, isRelated, vendorAt, vendorOf } from './vendors.ts';

/** 5. The code goes to a program on the person's computer: nobody can check which. */
export function uncheckedRedirect({ redirect }: Subject): Warning[] {
  if (redirect.kind === 'loopback') return [warning('loopback', 'amber', redirect.hostname)];
  if (redirect.kind === 'custom-scheme')
    return [warning('customScheme', 'amber', redirect.protocol)];
  return [];
}

/** 6. The code crosses the network where everybody on the way can read it. */
export function plainHttp({ redirect }: Subject): Warning[] {
  const plain = redirect.kind === 'web' && redirect.protocol === 'http:';
  return plain ? [warning('plainHttp', 'red', redirect.hostname)] : [];
}

/**
 * Labels of Latin letters and of the Cyrillic and Greek ones that no eye tells from them. Not the
 * whole table of look-alikes: by that one every Russian word is a Latin one.
 */
const TWINS = /^[a-z0-9асԁеһіјӏорԛѕԝхуѵгοναιρυκωτ-]+$/;

/** 7. A host in other letters than a to z; red where it looks as if it were written in them. */
export function foreignHost({ redirect: { hostname, unicodeHost } }: Subject): Warning[] {
  if (!unicodeHost) return [];
  const labels = unicodeHost.split('.');
  const looksLatin = labels.some((label) => hasOtherScript(label) && TWINS.test(label));
  if (looksLatin) return [warning('lookAlikeHost', 'red', unicodeHost, hostname)];
  return [warning('foreignHost', 'amber', unicodeHost, hostname)];
}

/** 8. A host under a suffix or on a platform where anybody gets one; red where it is made for tests. */
export function sharedHost({ redirect }: Subject): Warning[] {
  if (redirect.throwaway) return [warning('throwawayHost', 'red', redirect.hostname)];
  if (redirect.platform) return [warning('sharedPlatform', 'amber', redirect.platform)];
  return redirect.sharedHosting ? [warning('sharedHosting', 'amber', redirect.hostname)] : [];
}

/** A whole domain in front of another one, whoever's it is: `acme.com.sign-in.example`. */
const domainInFront = (host: string, domain: string): string | undefined =>
  /(?<![a-z0-9-])([a-z0-9-]{2,63}\.com|www\.[a-z0-9-]{2,63}\.(?:net|org))\.$/.exec(
    host.slice(0, -domain.length),
  )?.[1];

/** An address that is made to be taken for another one. */
function madeToLookLike(host: string, domain: string, borrowed?: Borrowed): Warning | undefined {
  const front = borrowed?.how === 'host' ? borrowed.domain : domainInFront(host, domain);
  if (front && !vendorAt(domain)) return warning('vendorInFront', 'red', front, domain);
  if (borrowed?.how !== 'looks' && borrowed?.how !== 'slip') return undefined;
  const found =
    borrowed.how === 'looks'
      ? warning('lookAlikeDomain', 'red', domain, borrowed.domain)
      : warning('nearDomain', 'amber', domain, borrowed.domain);
  return alike(found, domain, borrowed.domain);
}

/**
 * 9. What of a well-known vendor's is in name or address, where the address is not the vendor's own:
 * red where the address is made to be taken for the vendor's, amber where only the name or a word
 * says so. Else a note where the name and the domain have nothing in common, which is often honest (a
 * firm and its product). A name in other letters than Latin cannot be held against a domain.
 */
export function unrelatedDomain(asking: Subject): Warning[] {
  const { name, redirect, known } = asking;
  const { hostname, registrableDomain: domain, platform, unicodeHost } = redirect;
  if (!domain || platform || isAtHome(asking) || isAtlassianHost(domain)) return [];
  const borrowed = borrowedIn(hostname, domain);
  const made = madeToLookLike(hostname, domain, borrowed);
  if (made) return [made];
  const claimed = vendorOf(name);
  if (claimed?.domains.includes(domain)) return [];
  const home = known?.domains[0] ?? (vendorAt(domain) ? undefined : claimed?.domains[0]);
  if (home) return [warning('brandElsewhere', 'amber', domain, home)];
  if (borrowed) return [warning('brandInDomain', 'amber', domain, borrowed.vendor.name)];
  if (unicodeHost || hasOtherScript(name)) return [];
  return isRelated(name, domain) ? [] : [warning('unrelatedDomain', 'info', domain)];
}

/** 10. Things that an honest redirect address does without. */
export function oddAddress({ redirect }: Subject): Warning[] {
  const { kind, userInfo, port, rawAddress, hostname } = redirect;
  if (kind !== 'web') return [];
  return [
    ...(userInfo ? [warning('userInfo', 'red', hostname)] : []),
    ...(port ? [warning('oddPort', 'amber', port)] : []),
    ...(rawAddress ? [warning('rawAddress', 'amber', hostname)] : []),
  ];
}

const SIGN_IN = /^(?:auth|api|id|mcp)\./;

/** A cloud of one customer's own has sign-in and sites under one domain of theirs. */
const isNeighbour = (host: string, site: string): boolean => {
  const domain = host.slice(host.indexOf('.'));
  return site !== '' && domain.lastIndexOf('.') > 0 && `.${site}`.endsWith(domain);
};

/**
 * 14. The consent was not asked for at Atlassian's, but on a host that poses as it: on a consent page
 * the address comes first, so this is known only of a request by hand. Data Center sites, and
 * customers with a cloud of their own, sign people in themselves.
 */
export function oddAuthorizeHost({ request }: Subject): Warning[] {
  const { app, edition, site } = request;
  const host = app.falseHost;
  if (host === undefined || edition === 'data-center' || isNeighbour(host, site)) return [];
  if (!URL.canParse(`https://${host}`)) return [warning('oddAuthorizeHost', 'red', host)];
  const { hostname, port } = new URL(`https://${host}`);
  const domain = hostname.replace(SIGN_IN, '');
  const sound =
    SIGN_IN.test(hostname) && isAtlassianHost(domain) && registrableDomain(domain) === domain;
  return port === '' && sound ? [] : [warning('oddAuthorizeHost', 'red', host)];
}

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
