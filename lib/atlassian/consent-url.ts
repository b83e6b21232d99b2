import type { Edition } from './hosts.ts';

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
 * @returns undefined for editions whose authorization server is not known
 */
export function consentUrl(
  edition: Edition,
  parts: ConsentParts,
  state: string,
): string | undefined {
  const server = edition === 'cloud' || edition === 'government' ? AUTHORIZE[edition] : undefined;
  if (!server) return undefined;
  const url = new URL(`https://${server.host}/authorize`);
  url.search = new URLSearchParams({
    audience: server.audience,
    client_id: parts.clientId,
    scope: parts.scopes.join(' '),
    redirect_uri: parts.redirectUri,
    state,
    response_type: 'code',
    prompt: 'consent',
  }).toString();
  return url.href;
}
