import {
  type Edition,
  isAtlassianHost,
  isAtlassianSite,
  isConsentPath,
  parseHostName,
} from './hosts.ts';

/** More hosts than any organization runs; what goes beyond is a mistake and not read. */
export const MAX_HOSTS = 50;

/** How a host is kept, sent and set by policy: a kind and an address. */
export interface HostEntry {
  kind: HostKind;
  /** base address, such as `https://jira.acme.example/jira` */
  address: string;
}

/** What in a list could not be read. */
export interface BadEntry {
  /** its place in the list, from 1 */
  at: number;
  problem: HostProblem | 'host-bad-kind' | 'host-too-many';
}

export interface HostList {
  hosts: OtherHost[];
  bad: BadEntry[];
}

function readEntry(entry: unknown): OtherHost | BadEntry['problem'] {
  if (entry === null || typeof entry !== 'object') return 'host-bad-kind';
  const { kind, address } = entry as { kind?: unknown; address?: unknown };
  const known = HOST_KINDS.find((one) => one === kind);
  if (!known) return 'host-bad-kind';
  if (typeof address !== 'string') return 'host-empty';
  const parsed = parseOtherHost(known, address);
  return parsed.ok ? parsed.host : parsed.problem;
}

/**
 * A list of hosts out of storage or out of a policy. Each entry counts by itself: one that is wrong
 * is named, and the others hold. Doubles are left out.
 * @param raw anything at all; what is no list is an empty one, unless something stands there
 */
export function readHostList(raw: unknown): HostList {
  const list: HostList = { hosts: [], bad: [] };
  if (raw === undefined || raw === null) return list;
  if (!Array.isArray(raw)) return { hosts: [], bad: [{ at: 1, problem: 'host-bad-kind' }] };
  for (const [index, entry] of raw.entries()) {
    if (list.hosts.length >= MAX_HOSTS) {
      list.bad.push({ at: index + 1, problem: 'host-too-many' });
      break;
    }
    const read = readEntry(entry);
    if (typeof read === 'string') list.bad.push({ at: index + 1, problem: read });
    else if (!list.hosts.some((one) => isSameHost(one, read))) list.hosts.push(read);
  }
  return list;
}

/** The entry as it is kept. */
export function entryOf(host: OtherHost): HostEntry {
  return { kind: host.kind, address: baseOf(host) };
}

/**
 * Hosts that no manifest can list, because every customer has their own. A person adds them in
 * Options, or a policy does. Nothing here knows a browser.
 */
export const HOST_KINDS = [
  'jira-data-center',
  'confluence-data-center',
  'isolated-cloud',
  'custom-domain',
] as const;
export type HostKind = (typeof HOST_KINDS)[number];
export type Product = 'jira' | 'confluence';

/** One host, as it was parsed; `{kind, address: baseOf(host)}` gives it again. */
export interface OtherHost {
  kind: HostKind;
  /** host name; for Isolated Cloud the domain below which Atlassian's names are */
  host: string;
  /** digits, or empty for 443 */
  port: string;
  /** context path such as `/jira`, or empty */
  path: string;
}

/** Why an address is not taken; each has its sentence. */
export type HostProblem =
  | 'host-empty'
  | 'host-not-https'
  | 'host-bad-name'
  | 'host-too-much'
  | 'host-no-path'
  | 'host-no-port'
  | 'host-known';

const CONTEXT = /^(?:\/[A-Za-z0-9][A-Za-z0-9._~-]{0,59}){0,3}$/;
/** Names below an Isolated Cloud domain (observed in `@atlaskit/atlassian-context`). */
const RESERVED = /^(?:home|team|start|id|api|admin|auth|bitbucket)\./;
const MAX_ADDRESS = 300;

const isDataCenter = (kind: HostKind): boolean => kind.endsWith('-data-center');

function addressOf(text: string): URL | HostProblem {
  const typed = text.trim();
  if (typed === '') return 'host-empty';
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed.length > MAX_ADDRESS || !URL.canParse(whole)) return 'host-bad-name';
  const url = new URL(whole);
  if (url.protocol !== 'https:') return 'host-not-https';
  // Asked of the text, because an empty query or fragment shows only there.
  return url.username || url.password || /[?#@\\*]/.test(typed) ? 'host-too-much' : url;
}

/**
 * Reads an address strictly: https, a host name of at least two labels, for Data Center a port and
 * a context path of at most three parts, nothing else. Without a scheme https is meant.
 */
export function parseOtherHost(
  kind: HostKind,
  text: string,
): { ok: true; host: OtherHost } | { ok: false; problem: HostProblem } {
  const refuse = (problem: HostProblem) => ({ ok: false, problem }) as const;
  const url = addressOf(text);
  if (typeof url === 'string') return refuse(url);
  const name = parseHostName(url.hostname);
  if (!name) return refuse('host-bad-name');
  const host = kind === 'isolated-cloud' ? name.replace(RESERVED, '') : name;
  if (!host.includes('.')) return refuse('host-bad-name');
  if (isAtlassianHost(host) || isAtlassianSite(host)) return refuse('host-known');
  const path = url.pathname.replace(/(?<!\/)\/+$/, '');
  if (!isDataCenter(kind)) {
    if (path !== '') return refuse('host-no-path');
    if (url.port !== '') return refuse('host-no-port');
  }
  if (!CONTEXT.test(path)) return refuse('host-too-much');
  return { ok: true, host: { kind, host, port: url.port, path } };
}

/** The base address, without a slash at its end. */
export function baseOf({ host, port, path }: OtherHost): string {
  return `https://${host}${port === '' ? '' : `:${port}`}${path}`;
}

export function editionOf(kind: HostKind): Edition {
  if (isDataCenter(kind)) return 'data-center';
  return kind === 'isolated-cloud' ? 'isolated' : 'cloud';
}

/** Host names that belong to the entry: Isolated Cloud has one for each service. */
function namesOf({ kind, host }: OtherHost): string[] {
  return kind === 'isolated-cloud' ? [`api.${host}`, `auth.${host}`] : [host];
}

/** The origins to ask the browser for, as match patterns: these and no other. */
export function originsOf(host: OtherHost): string[] {
  return namesOf(host).map((name) => `https://${name}/*`);
}

/**
 * Where below a Data Center's base address OAuth pages are: OAuth 1.0a and the consent page of
 * OAuth 2.0 (documented, observed), the start of OAuth 2.0 (documented).
 */
const DATA_CENTER_PATHS = [
  '/plugins/servlet/oauth/',
  '/plugins/servlet/oauth2/',
  '/rest/oauth2/',
] as const;

/** Where on the host of a custom domain a consent page would be. A guess: none was ever seen. */
const CLOUD_PATHS = ['/oauth2/authorize', '/consent'] as const;

/** Match patterns of the pages on which the banner stands ready: narrower than the permission. */
export function pagesOf(host: OtherHost): string[] {
  const paths = isDataCenter(host.kind)
    ? DATA_CENTER_PATHS.map((path) => host.path + path)
    : CLOUD_PATHS;
  // A match pattern without a port stands for every port; `placeOf` looks at it.
  return namesOf(host).flatMap((name) => paths.map((path) => `https://${name}${path}*`));
}

/** A page on a host that was added, and what is known of it from the list alone. */
export interface Place {
  kind: HostKind;
  edition: Edition;
  host: string;
  /** base address of the entry */
  base: string;
}

function isPageOf(url: URL, entry: OtherHost): boolean {
  if (!namesOf(entry).includes(url.hostname) || url.port !== entry.port) return false;
  if (isDataCenter(entry.kind)) {
    return DATA_CENTER_PATHS.some((path) => url.pathname.startsWith(entry.path + path));
  }
  const name = entry.kind === 'custom-domain' ? undefined : url.hostname.split('.', 1)[0];
  return isConsentPath(url.pathname, name);
}

/** The entry to which a page belongs, or undefined where it is none of the added hosts' pages. */
export function placeOf(url: URL, hosts: readonly OtherHost[]): Place | undefined {
  if (url.protocol !== 'https:') return undefined;
  const entry = hosts.find((one) => isPageOf(url, one));
  if (!entry) return undefined;
  const { kind, host } = entry;
  return { kind, edition: editionOf(kind), host, base: baseOf(entry) };
}

/**
 * The entry on whose host an address is, whatever the page: for what a person asks to be read. Of a
 * Data Center, below its base address.
 */
export function hostPlaceOf(url: URL, hosts: readonly OtherHost[]): Place | undefined {
  if (url.protocol !== 'https:') return undefined;
  const entry = hosts.find((one) => {
    if (one.kind === 'isolated-cloud') {
      return url.hostname === one.host || url.hostname.endsWith(`.${one.host}`);
    }
    return isDataCenter(one.kind)
      ? `${url.href}/`.startsWith(`${baseOf(one)}/`)
      : url.hostname === one.host;
  });
  if (!entry) return undefined;
  const { kind, host } = entry;
  return { kind, edition: editionOf(kind), host, base: baseOf(entry) };
}

/**
 * Paths that only a Jira or a Confluence has: their OAuth pages, and what they have been called by for
 * long (`.jspa`, `.action`, an issue's page). On hosts of Atlassian's they are the Cloud's.
 */
const PRODUCT_PATH =
  /^((?:\/[A-Za-z0-9][A-Za-z0-9._~-]{0,59}){0,3}?)\/(?:plugins\/servlet\/|rest\/oauth2\/|(?:secure\/)?[\w/!-]{1,80}\.jspa|browse\/[A-Z][A-Z0-9_]+-\d+|login\.jsp|(?:pages\/|dosearchsite|dashboard|index|login)[\w-]{0,40}\.action)/;

/**
 * The Data Center whose page this is by its address alone, where nobody added its host: a guess, for
 * a person to correct.
 */
export function dataCenterAt(url: URL): { product: Product; base: string } | undefined {
  const { protocol, hostname, pathname, origin } = url;
  if (protocol !== 'https:' || isAtlassianHost(hostname) || isAtlassianSite(hostname)) {
    return undefined;
  }
  const found = parseHostName(hostname) && PRODUCT_PATH.exec(pathname);
  if (!found) return undefined;
  const isWiki = /confluence|wiki/i.test(`${hostname}${found[1]}`) || found[0].endsWith('.action');
  return { product: isWiki ? 'confluence' : 'jira', base: `${origin}${found[1]}` };
}

/** The product of a Data Center, or undefined for the other kinds. */
export function productOf(kind: HostKind): Product | undefined {
  if (kind === 'jira-data-center') return 'jira';
  return kind === 'confluence-data-center' ? 'confluence' : undefined;
}

/** True where the two are the same entry. */
export function isSameHost(a: OtherHost, b: OtherHost): boolean {
  return a.kind === b.kind && baseOf(a) === baseOf(b);
}
