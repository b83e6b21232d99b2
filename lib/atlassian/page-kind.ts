import { consentEdition, DOMAINS, type Edition, isAtlassianSite, siteEdition } from './hosts.ts';

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
