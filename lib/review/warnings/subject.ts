import punycode from 'punycode/punycode.js';
import { parse as parseDomain } from 'tldts';
import { isLoopback } from '../../atlassian/authorize-url.ts';
import { present } from '../../present.ts';
import {
  addressOf,
  clientIdentity,
  isDynamic,
  nameSkeleton,
  redirectOwner,
} from '../../requests/key.ts';
import type { App } from '../../requests/schema.ts';
import {
  hostingOf,
  type KnownClient,
  knownByLook,
  knownClient,
  platformOf,
  throwawayOf,
} from './known-apps.ts';
import { type Apart, skeleton, tellApart } from './name.ts';
import type { Sighting, WhoIndex } from './seen-before.ts';
import { vendorOf } from './vendors.ts';

/** Where the code goes, as far as the redirect address says. */
interface RedirectFacts {
  kind: 'web' | 'loopback' | 'custom-scheme' | 'unknown';
  /** with its colon, lower case; empty where unknown */
  protocol: string;
  /** without port, in ASCII; empty where unknown */
  hostname: string;
  /** empty for the scheme's own */
  port: string;
  userInfo: boolean;
  /** an IP address of the web, not of the person's own computer */
  rawAddress: boolean;
  /** the part that somebody registered: who answers for the host; web addresses alone */
  registrableDomain?: string;
  /** the host as people read it, where it is written in other letters than a to z */
  unicodeHost?: string;
  /** anybody can get a name under this suffix (github.io, vercel.app, …) */
  sharedHosting: boolean;
  /** a tunnel or a bin for tests */
  throwaway?: string;
  /** a platform on which anybody builds apps */
  platform?: string;
}

const UNKNOWN: RedirectFacts = {
  kind: 'unknown',
  protocol: '',
  hostname: '',
  port: '',
  userInfo: false,
  rawAddress: false,
  sharedHosting: false,
};

function toUnicode(hostname: string): string {
  try {
    return punycode.toUnicode(hostname);
  } catch {
    return hostname;
  }
}

/** The registrable domain of a host name as `new URL()` gives it. */
export function registrableDomain(hostname: string): string | undefined {
  return domainOf(hostname).domain ?? undefined;
}

/** Never of raw text: `0x7f.1` would come out as a domain, and it is 127.0.0.1. */
function domainOf(hostname: string) {
  const host = hostname.replace(/\.$/, '');
  const found = parseDomain(host, { allowPrivateDomains: true, extractHostname: false });
  const suffix = hostingOf(host);
  if (!suffix || found.isPrivate) return found;
  const label = host
    .slice(0, -suffix.length - 1)
    .split('.')
    .at(-1);
  return { ...found, domain: `${label}.${suffix}`, isPrivate: true };
}

function webFacts(url: URL): Partial<RedirectFacts> {
  const hostname = url.hostname.replace(/\.$/, '');
  const { domain, isIp, isPrivate } = domainOf(hostname);
  const unicode = hostname.includes('xn--') ? toUnicode(hostname) : hostname;
  const platform = platformOf(hostname);
  const throwaway = throwawayOf(hostname);
  return {
    kind: 'web',
    rawAddress: Boolean(isIp) || hostname.startsWith('['),
    sharedHosting: Boolean(isPrivate),
    ...present({ registrableDomain: domain }),
    ...(unicode !== hostname && { unicodeHost: unicode }),
    ...present({ platform, throwaway }),
  };
}

/** The facts of a redirect address. The protocol comes first: `vscode://a.b` is no host of the web. */
export function redirectFacts(redirect: App['redirect']): RedirectFacts {
  const url = addressOf(redirect?.uri);
  if (!url) return UNKNOWN;
  const { protocol, hostname, port } = url;
  const facts: RedirectFacts = {
    ...UNKNOWN,
    protocol,
    hostname,
    port,
    userInfo: redirect?.hadUser === true || url.username !== '' || url.password !== '',
  };
  if (protocol !== 'http:' && protocol !== 'https:') return { ...facts, kind: 'custom-scheme' };
  if (isLoopback(hostname)) return { ...facts, kind: 'loopback' };
  return { ...facts, ...webFacts(url) };
}

/** red: probably not what it says; amber: look before you decide; info: good to know. */
export type Severity = 'red' | 'amber' | 'info';

/** Every warning by its stable id. The texts go by these; an id is never used for another thing. */
export type WarningId =
  | 'hiddenCharacters'
  | 'mixedScripts'
  | 'lookAlikeName'
  | 'sameName'
  | 'sameNameApproved'
  | 'sameNameKnown'
  | 'sameNameOnly'
  | 'nearName'
  | 'imitated'
  | 'claimsAtlassian'
  | 'claimsOfficial'
  | 'loopback'
  | 'customScheme'
  | 'plainHttp'
  | 'foreignHost'
  | 'lookAlikeHost'
  | 'sharedHosting'
  | 'sharedPlatform'
  | 'unrelatedDomain'
  | 'brandElsewhere'
  | 'brandInDomain'
  | 'vendorInFront'
  | 'lookAlikeDomain'
  | 'nearDomain'
  | 'throwawayHost'
  | 'userInfo'
  | 'oddPort'
  | 'rawAddress'
  | 'dynamicClient'
  | 'urlClient'
  | 'firstSeen'
  | 'otherName'
  | 'otherRedirect'
  | 'idUsedByOthers'
  | 'newScopes'
  | 'manyScopes'
  | 'orgScopes'
  | 'internalScopes'
  | 'oddAuthorizeHost';

export interface Warning {
  id: WarningId;
  severity: Severity;
  /** in the order of the text's placeholders; all of it untrusted text */
  params: (string | number)[];
  /** of two names or domains that are taken for each other: both, with what differs marked */
  apart?: Apart;
}

/** A request with all that the warnings ask about it, worked out once. */
export interface Subject {
  request: Sighting;
  name: string;
  skeleton: string;
  identity: string;
  redirect: RedirectFacts;
  /** see `redirectOwner` */
  owner: string;
  /** registered itself anew: its id says nothing */
  dynamic: boolean;
  /** the id is an https address of a metadata document */
  cimd: boolean;
  known?: KnownClient;
  index: WhoIndex;
}

export function subjectOf(request: Sighting, index: WhoIndex): Subject {
  const { app } = request;
  const known = knownClient(app.clientId);
  return {
    request,
    name: app.name,
    skeleton: skeleton(app.name),
    identity: clientIdentity(app),
    redirect: redirectFacts(app.redirect),
    owner: redirectOwner(app),
    dynamic: isDynamic(app),
    cimd: app.clientId?.startsWith('https://') ?? false,
    ...present({ known }),
    index,
  };
}

/**
 * True where the code goes to a domain of the very vendor that the name says: who stands there is no
 * imitator, whatever else came in under that name. Only a program on the web is at home anywhere.
 */
export function isAtHome({ name, skeleton: look, redirect, known }: Subject): boolean {
  const domain = redirect.kind === 'web' ? redirect.registrableDomain : undefined;
  if (!domain || redirect.platform || redirect.throwaway) return false;
  if (known?.domains.includes(domain)) return true;
  const same = knownByLook(look).filter((one) => nameSkeleton(one.name) === nameSkeleton(name));
  if (same.some(({ client }) => client.domains.includes(domain))) return true;
  const vendor = vendorOf(name);
  // Drawn like it is not written like it: the vendor spells its own name with its own letters.
  const letters = nameSkeleton(name);
  const spelled = [vendor?.name ?? '', ...(vendor?.also ?? [])].map(nameSkeleton);
  return vendor?.domains.includes(domain) === true && spelled.some((one) => letters.includes(one));
}

export const warning = (
  id: WarningId,
  severity: Severity,
  ...params: (string | number)[]
): Warning => ({ id, severity, params });

/** The same of two texts that are taken for each other. */
export const alike = (one: Warning, own: string, other: string): Warning => ({
  ...one,
  apart: tellApart(own, other),
});
