import { present } from '../present.ts';
import { DOMAINS, isAtlassianHost, isAtlassianSite, isConsentPath } from './hosts.ts';

const LOOPBACK =
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|0:0)\])$/;

/**
 * True for a host that is the person's own computer (RFC 8252 §7.3), by whatever name: `localhost`
 * and what lies below it, 127.0.0.0/8, `[::1]`, and the addresses of no host at all (`0.0.0.0`,
 * `[::]`), which reach the same computer. The one rule for this; no name is looked up.
 * @param hostname as `URL.hostname` gives it: lower case, without a port
 */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname.replace(/\.$/, ''));

/** Where the app wants the person sent back to: never a query, never a fragment. */
export interface Redirect {
  /** scheme, host and path, at most 500 characters */
  uri: string;
  /** host with its port, lower case; empty for a scheme without hosts (`cursor://…` keeps its own) */
  host: string;
  /** true where anything was dropped or cut: then no consent URL may be rebuilt from it */
  hadQuery: boolean;
  /** a user name stood before the host, and was dropped: what hides a host from the eye */
  hadUser?: boolean;
}

/** The safe part of an authorization request (RFC 6749 §4.1.1): nothing secret, all bounded. */
export interface AuthorizeFacts {
  clientId?: string;
  /** at most 200 names of at most 120 characters, in the order asked for, without doubles */
  scopes: string[];
  redirect?: Redirect;
  /** RFC 8707 resource indicator, query-less */
  resource?: string;
  /** origin and path of the page where the connection was started */
  startPage?: string;
  /** host of an address that was asked for as Atlassian's is, and is not Atlassian's */
  falseHost?: string;
}

const MAX_SCOPES = 200;

/** A parameter's only value; undefined where it is absent or given twice with different values. */
function only(params: URLSearchParams, name: string): string | undefined {
  const values = new Set(params.getAll(name));
  return values.size === 1 ? [...values][0] : undefined;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/**
 * A client id as Atlassian uses it: 32 alphanumerics (16 seen for the MCP bridge), or an https
 * address of at most 2,048 characters (client id metadata document). Observed; see docs.
 */
export function parseClientId(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (/^[A-Za-z0-9_-]{8,64}$/.test(text)) return text;
  if (text.length > 2048 || !text.startsWith('https://')) return undefined;
  const url = parse(text);
  if (!url || url.username || url.password) return undefined;
  // Asked of the href, because an empty query or fragment ("…/a?") shows only there.
  return url.href.length <= 2048 && !/[?#]/.test(url.href) ? url.href : undefined;
}

/** Scope names out of one parameter: `%20` and `+` both arrive here as blanks. */
export function parseScopes(text: string | undefined): string[] {
  const names = (text ?? '')
    .split(/\s+/)
    .filter((name) => /^[\x21\x23-\x5b\x5d-\x7e]{1,120}$/.test(name));
  return [...new Set(names)].slice(0, MAX_SCOPES);
}

const MAX_URI = 500;
/** A host name of 253 characters and its port. */
const MAX_HOST = 259;

/**
 * Scheme, host and path of an address of any scheme; user-info, query and fragment are dropped.
 * Addresses without a host (`urn:ietf:wg:oauth:2.0:oob`, `com.example.app:/back`) stay as they are:
 * redirect addresses are compared letter by letter.
 */
export function parseRedirect(text: string | undefined): Redirect | undefined {
  if (!text || text.length > 4096) return undefined;
  const url = parse(text);
  if (!url || /^(?:javascript|data|blob|file|about):$/.test(url.protocol)) return undefined;
  const clean = new URL(url);
  clean.username = '';
  clean.password = '';
  clean.search = '';
  clean.hash = '';
  const { href } = clean;
  const hadUser = url.username !== '' || url.password !== '';
  const host = url.host.toLowerCase();
  if (host.length > MAX_HOST || /[\s?#]/.test(href)) return undefined;
  return {
    uri: href.slice(0, MAX_URI),
    host,
    hadQuery: href !== url.href || href.length > MAX_URI,
    ...present({ hadUser }),
  };
}

const MAX_PAGE = 300;

/** Origin and path of an http(s) page, at most 300 characters; of a longer one the origin alone. */
export function parsePage(text: string | undefined): string | undefined {
  const url = text ? parse(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const page = `${url.origin}${url.pathname}`;
  if (page.length <= MAX_PAGE) return page;
  // A path cut in the middle would be another page.
  return url.origin.length < MAX_PAGE ? `${url.origin}/` : undefined;
}

/**
 * Reads the four harmless parameters of an authorization request or of a consent page's address.
 * `state`, PKCE values, `context`, `nonce`, `login_hint` and every unknown parameter end here:
 * they are never copied out of the URL object.
 */
export function readAuthorizeUrl(url: URL): AuthorizeFacts {
  const params = url.searchParams;
  const clientId = parseClientId(only(params, 'client_id'));
  const redirect = parseRedirect(only(params, 'redirect_uri'));
  const resource = parsePage(only(params, 'resource'));
  return {
    ...present({ clientId }),
    scopes: parseScopes(only(params, 'scope')),
    ...present({ redirect, resource }),
  };
}

/**
 * The host of an address that asks for a consent in Atlassian's way (its audience, its path, its
 * name in the host) and is not on a host of Atlassian's; undefined for any other address. Without
 * encryption it is on nobody's host for certain: then port 80 is told with it. A Data Center signs people in under addresses of its own, which may have the name in them.
 */
export function falseAuthorizeHost(url: URL): string | undefined {
  const { protocol, hostname, pathname, searchParams } = url;
  if (!/^https?:$/.test(protocol) || !searchParams.has('client_id')) return undefined;
  if (isAtlassianHost(hostname) ? protocol === 'https:' : isAtlassianSite(hostname))
    return undefined;
  const ownWay = /\/(?:rest\/oauth2|plugins\/servlet)\//.test(pathname);
  const audience = only(searchParams, 'audience');
  const forAtlassian = Object.values(DOMAINS).some((domain) => audience === `api.${domain}`);
  const named = hostname.includes('atlassian') && !ownWay;
  if (!forAtlassian && !named && !isConsentPath(pathname)) return undefined;
  const host = protocol === 'http:' && url.port === '' ? `${hostname}:80` : url.host;
  return host.length <= MAX_HOST ? host : undefined;
}

/** The consent page's own parameters where they are in clear, else what the tab asked for before. */
export function mergeFacts(page: AuthorizeFacts, seen: AuthorizeFacts | undefined): AuthorizeFacts {
  if (!seen || (page.clientId && seen.clientId && page.clientId !== seen.clientId)) return page;
  const clientId = page.clientId ?? seen.clientId;
  const redirect = page.redirect ?? seen.redirect;
  const resource = page.resource ?? seen.resource;
  const startPage = page.startPage ?? seen.startPage;
  const falseHost = page.falseHost ?? seen.falseHost;
  return {
    ...present({ clientId }),
    scopes: page.scopes.length > 0 ? page.scopes : seen.scopes,
    ...present({ redirect, resource, startPage, falseHost }),
  };
}

/**
 * The page a connection was started from, out of what the browser says led here (a referrer, an
 * initiator). A browser often tells the origin alone; after a sign-in it names Atlassian itself.
 */
export function parseStartPage(text: string | undefined): string | undefined {
  const page = parsePage(text);
  return page && !isAtlassianHost(new URL(page).hostname) ? page : undefined;
}
