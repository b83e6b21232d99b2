import type { Product } from './custom-hosts.ts';
import { adminHost, type Edition } from './hosts.ts';

/** The only parts of a request that may go into a consent address of ours. */
export interface ConsentParts {
  clientId: string;
  scopes: readonly string[];
  /** scheme, host and path, as the client registered it: matched exactly by Atlassian */
  redirectUri: string;
}

const AUTHORIZE = {
  cloud: { host: 'auth.atlassian.com', audience: 'api.atlassian.com' },
  government: { host: 'auth.atlassian-us-gov-mod.com', audience: 'api.atlassian-us-gov-mod.com' },
} as const;

/**
 * A fresh consent address for a reviewer: a constant base, client id, scopes, redirect address and
 * audience, and a `state` of our own that no app knows. Nothing else of anybody's flow is in it:
 * a requester's own address, opened by an admin, would connect the admin's account to the
 * requester's session in the app (RFC 9700 §4.7; see docs/atlassian.md).
 *
 * The challenge is the lock on the answer: a code that was asked for with one is redeemed by its
 * verifier alone (RFC 7636 §4.6). That Atlassian takes and checks one for every client is not known
 * (U13); for some clients it is observed (docs/atlassian.md).
 * @param lock.challenge 256 random bits, base64url: a digest whose verifier nobody ever had
 * @returns undefined for editions whose authorization server is not known
 */
export function consentUrl(
  edition: Edition,
  parts: ConsentParts,
  lock: { state: string; challenge: string },
): string | undefined {
  const server = edition === 'cloud' || edition === 'government' ? AUTHORIZE[edition] : undefined;
  if (!server) return undefined;
  const url = new URL(`https://${server.host}/authorize`);
  url.search = new URLSearchParams({
    audience: server.audience,
    client_id: parts.clientId,
    scope: parts.scopes.join(' '),
    redirect_uri: parts.redirectUri,
    state: lock.state,
    code_challenge: lock.challenge,
    code_challenge_method: 'S256',
    response_type: 'code',
    prompt: 'consent',
  }).toString();
  return url.href;
}

/**
 * The cloud id in the address of a site's Connected apps page in Atlassian Administration, in lower
 * case; undefined on any other page. The path `/s/{cloudId}/user-connected-apps`, and what lies
 * below it, is observed in three independent public sources (see deep-links.ts). Who asks has seen
 * to it that the host is Administration's.
 */
export function connectedAppsOf(pathname: string): string | undefined {
  const path = /^\/s\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/user-connected-apps(?:\/|$)/i;
  return path.exec(pathname)?.[1]?.toLowerCase();
}

/**
 * Every link into Atlassian's own screens, in one place. Each is documented or observed; a link
 * nobody has seen is not built (its menu path is given in words instead).
 * Last verified in documentation: November 2026.
 */

/** Atlassian Administration's front page (documented). */
export function administration(edition: Edition): string {
  return `https://${adminHost(edition)}/`;
}

/**
 * Connected apps of exactly that site (observed in three independent public sources; Government
 * Cloud by analogy: a guess).
 * @param cloudId a UUID, as `cloudIdOf` gives it
 */
export function connectedApps(edition: Edition, cloudId: string): string {
  return `https://${adminHost(edition)}/s/${cloudId}/user-connected-apps`;
}

/** Front page of an Isolated Cloud's own administration (reserved name observed; page a guess). */
export function isolatedAdministration(domain: string): string {
  return `https://admin.${domain}/`;
}

/**
 * Application links of a Data Center (observed in an open-source plugin's code and instructions;
 * the menu Administration → Applications → Application links is documented).
 * @param base base address without a slash at its end
 */
export function applicationLinks(base: string): string {
  return `${base}/plugins/servlet/applinks/listApplicationLinks`;
}

/** Where a person sees and revokes the tokens given in their name, by product (both observed). */
const USER_TOKENS: Readonly<Record<Product, string>> = {
  jira: '/plugins/servlet/oauth/users/access-tokens',
  confluence: '/users/revokeoauthtokens.action',
};

export function userTokens(base: string, product: Product): string {
  return base + USER_TOKENS[product];
}
