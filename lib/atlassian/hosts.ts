/**
 * A host name from hostile text: lower case, RFC 1123 labels, at least two of them, no port.
 * @returns undefined where the text is not one (`<instance-name>.atlassian.net`, an address, …)
 */
export function parseHostName(text: string): string | undefined {
  const host = text.trim().toLowerCase().replace(/\.$/, '');
  if (host.length > 253 || !host.includes('.')) return undefined;
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
  const labels = host.split('.');
  if (!labels.every((part) => label.test(part))) return undefined;
  return /[a-z]/.test(labels.at(-1) ?? '') ? host : undefined;
}

/**
 * Where Atlassian lives: hosts and paths as data, so that a new edition is a new line.
 * Commercial hosts are documented; the Government Cloud twins are documented by Atlassian's
 * framework pages (developer.atlassian.com, "agc" guides) and observed in public provider lists.
 */

/** Which of Atlassian's worlds a site belongs to. `isolated` and `data-center` come by hand. */
export type Edition = 'cloud' | 'government' | 'isolated' | 'data-center';

export const DOMAINS = { cloud: 'atlassian.com', government: 'atlassian-us-gov-mod.com' } as const;
const SITE_DOMAINS = { cloud: 'atlassian.net', government: 'atlassian-us-gov-mod.net' } as const;

/**
 * The consent page's paths. `server/consent` is observed by many witnesses, the shorter one in
 * 2019, `auth…/consent` from July 2026 on; none was seen by us.
 */
const CONSENT_PATHS: Readonly<Record<string, RegExp>> = {
  api: /^\/oauth2\/authorize\/(?:server\/)?consent(?:\/|$)/,
  auth: /^\/consent(?:\/|$)/,
};

/**
 * True for a path on which a consent page can be.
 * @param name the service whose host it is (`api`, `auth`); left out, any of them may be meant
 */
export function isConsentPath(path: string, name?: string): boolean {
  if (name === undefined) return Object.values(CONSENT_PATHS).some((paths) => paths.test(path));
  // Own keys only: a host called constructor.example.com must not find the object's constructor.
  return Object.hasOwn(CONSENT_PATHS, name) && CONSENT_PATHS[name]?.test(path) === true;
}

/**
 * The edition whose consent page this address is, or undefined where it is no consent page.
 * This is the first condition of every reader: words alone never count.
 */
export function consentEdition(url: {
  protocol: string;
  hostname: string;
  pathname: string;
}): Edition | undefined {
  if (url.protocol !== 'https:') return undefined;
  const dot = url.hostname.indexOf('.');
  const name = url.hostname.slice(0, dot);
  if (!isConsentPath(url.pathname, name)) return undefined;
  const domain = url.hostname.slice(dot + 1);
  if (domain === DOMAINS.cloud) return 'cloud';
  return domain === DOMAINS.government ? 'government' : undefined;
}

/** The edition an Atlassian Cloud site name belongs to; custom domains count as commercial Cloud. */
export function siteEdition(site: string): Edition {
  return site.endsWith(`.${SITE_DOMAINS.government}`) ? 'government' : 'cloud';
}

/** `admin.atlassian.com` or its twin, for links that are built from constants. */
export function adminHost(edition: Edition): string {
  return `admin.${edition === 'government' ? DOMAINS.government : DOMAINS.cloud}`;
}

/** The edition whose Administration lives on this host, or undefined for any other host. */
export function adminEdition({ hostname }: { hostname: string }): keyof typeof DOMAINS | undefined {
  if (hostname === adminHost('cloud')) return 'cloud';
  return hostname === adminHost('government') ? 'government' : undefined;
}

/** True for a site name that Atlassian hands out itself (no custom domain, no Data Center). */
export function isAtlassianSite(site: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}\.atlassian(?:-us-gov-mod)?\.net$/.test(site);
}

/** True for Atlassian's own hosts (sign-in, consent, administration), in every edition we know. */
export function isAtlassianHost(host: string): boolean {
  return Object.values(DOMAINS).some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** True for Atlassian's sign-in pages, which people only pass through. */
export function isSignInPage({ hostname }: { hostname: string }): boolean {
  return Object.values(DOMAINS).some((domain) => hostname === `id.${domain}`);
}

/**
 * Which of Atlassian's screens an address belongs to:
 * - `consent`: the consent page, the only place where a block counts
 * - `mcp`: the first stage of a Rovo MCP sign-in (v1), which names the AI client
 * - `error`: the sign-in's error page, which says in its address what went wrong
 * - `site`: a customer's own site; never watched, read only when a person asks for it
 */
export type PlaceKind = 'consent' | 'mcp' | 'error' | 'site';

export interface Place {
  kind: PlaceKind;
  edition: Edition;
}

type Address = { protocol: string; hostname: string; pathname: string };

/**
 * Hosts of Rovo MCP's own authorization server, first generation: pages on `mcp.`, issuer and token
 * on `cf.mcp.`; clients emit either (observed, public code, April and May 2026). No twin in the
 * Government Cloud was seen.
 */
const MCP_HOSTS: readonly string[] = ['mcp', 'cf.mcp'].map((name) => `${name}.${DOMAINS.cloud}`);

/** True where an app's answer goes to Atlassian's own MCP server, which stands in for an AI client. */
export function isMcpHost(host: string): boolean {
  return MCP_HOSTS.includes(host);
}

function errorEdition({ hostname, pathname }: Address): Edition | undefined {
  // Observed: humanlayer issue 1068, github/copilot-cli issue 4901, atlassian-mcp-server issue 246.
  if (!/^\/error\/?$/.test(pathname)) return undefined;
  if (hostname === `id.${DOMAINS.cloud}`) return 'cloud';
  return hostname === `id.${DOMAINS.government}` ? 'government' : undefined;
}

/**
 * Where an address belongs, or undefined for everywhere else: words there never count.
 * @param manual the person asked for this very page to be read; then a site's own pages count too
 */
export function placeOf(url: Address, manual = false): Place | undefined {
  if (url.protocol !== 'https:') return undefined;
  const consent = consentEdition(url);
  if (consent) return { kind: 'consent', edition: consent };
  if (isMcpHost(url.hostname)) {
    return /^\/v\d+\/authorize(?:\/|$)/.test(url.pathname)
      ? { kind: 'mcp', edition: 'cloud' }
      : undefined;
  }
  const error = errorEdition(url);
  if (error) return { kind: 'error', edition: error };
  return manual && isAtlassianSite(url.hostname)
    ? { kind: 'site', edition: siteEdition(url.hostname) }
    : undefined;
}
