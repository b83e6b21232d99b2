/**
 * Why Jira or Confluence Data Center does not let an app in. There is no switch there that blocks
 * apps: an app works once an administrator has made an application link for it. So each of these
 * is about that link (confluence.atlassian.com, "Configure an incoming link"; the OAuth
 * troubleshooting guide for application links).
 *
 * - `dc-link-missing`: OAuth 1.0a, the consumer key belongs to no link
 * - `dc-link-broken`: OAuth 1.0a, there is a link, and its key or the clocks do not match
 * - `dc-token-refused`: OAuth 1.0a, the request token was rejected, used or too old. Often just a
 *   page that was left open for long; after that, the link
 * - `dc-client-unknown`: OAuth 2.0, no incoming link has this client id
 * - `dc-redirect-refused`: OAuth 2.0, the link has another redirect address
 * - `dc-base-not-https`: OAuth 2.0 is off until the base address is an https one
 * - `dc-oauth-refused`: refused, and the page does not say why in a way that is known
 */
export const DATA_CENTER_CAUSES = [
  'dc-link-missing',
  'dc-link-broken',
  'dc-token-refused',
  'dc-client-unknown',
  'dc-redirect-refused',
  'dc-base-not-https',
  'dc-oauth-refused',
] as const;

export type DataCenterCause = (typeof DATA_CENTER_CAUSES)[number];

/** The cause as one of Data Center's, or undefined for any other. */
export function dataCenterCause(cause: string): DataCenterCause | undefined {
  return DATA_CENTER_CAUSES.find((one) => one === cause);
}

/**
 * The problem codes of OAuth 1.0a that Jira's troubleshooting guide documents, and those of the
 * problem reporting extension beside them. `undefined`: the person's own no, nobody's to mend.
 */
const PROBLEMS: Readonly<Record<string, DataCenterCause | undefined>> = {
  consumer_key_unknown: 'dc-link-missing',
  consumer_key_rejected: 'dc-link-missing',
  consumer_key_refused: 'dc-link-missing',
  signature_invalid: 'dc-link-broken',
  signature_method_rejected: 'dc-link-broken',
  timestamp_refused: 'dc-link-broken',
  nonce_used: 'dc-token-refused',
  token_rejected: 'dc-token-refused',
  token_used: 'dc-token-refused',
  token_expired: 'dc-token-refused',
  token_revoked: 'dc-token-refused',
  permission_denied: undefined,
  permission_unknown: undefined,
  user_refused: undefined,
};

export function causeOfProblem(code: string): DataCenterCause | undefined {
  return Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : 'dc-oauth-refused';
}
