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
