import { DOMAINS } from './hosts.ts';

/*
 * Match patterns, for the manifest and for the background. Apart from hosts.ts, because the
 * detector runs on every consent page and has no use for any of them.
 */

const each = (pattern: (domain: string) => string): string[] => Object.values(DOMAINS).map(pattern);

/** Match patterns of the pages on which a block can appear. */
export const CONSENT_MATCHES: readonly string[] = [
  ...each((domain) => `https://api.${domain}/oauth2/authorize*`),
  ...each((domain) => `https://auth.${domain}/*`),
];

/** Match patterns of the sign-in's error page. */
export const ERROR_MATCHES: readonly string[] = each((domain) => `https://id.${domain}/error*`);

/**
 * Rovo MCP's own server, with what lies below it: `cf.mcp.`, which some clients use instead, is no
 * further line in what people are asked.
 */
export const MCP_MATCHES: readonly string[] = [`https://*.mcp.${DOMAINS.cloud}/*`];

/**
 * Match patterns of pages whose address alone says that they are worth reading: the first stage of a
 * Rovo MCP sign-in, which is the only page that names the AI client somebody uses, and the sign-in's
 * error page. `mcp.` is asked for at installation: without the first stage every request of an AI
 * tool would read "Atlassian MCP". No twin of it in the Government Cloud is known.
 */
export const BANNER_TRIGGER_MATCHES: readonly string[] = [
  `https://*.mcp.${DOMAINS.cloud}/v1/authorize*`,
  ...ERROR_MATCHES,
];

/**
 * Match patterns of the servers that may send an answer on to an app. Which of them does is not
 * known, nor from which path.
 */
export const SERVER_MATCHES: readonly string[] = ['auth', 'api', 'id'].flatMap((name) =>
  each((domain) => `https://${name}.${domain}/*`),
);

/**
 * Match patterns where a share link can turn up: Atlassian Administration, and the sign-in page,
 * because a browser carries the fragment along when the server redirects to it.
 */
export const SHARE_LINK_MATCHES: readonly string[] = [
  ...each((domain) => `https://admin.${domain}/*`),
  ...each((domain) => `https://id.${domain}/*`),
];

/** Match patterns of Atlassian Administration alone. */
export const ADMIN_MATCHES: readonly string[] = each((domain) => `https://admin.${domain}/*`);

/** Match patterns of all that a connection passes on its way to the consent page, a sign-in included. */
export const CHAIN_MATCHES: readonly string[] = [
  ...CONSENT_MATCHES,
  ...each((domain) => `https://id.${domain}/*`),
];

/**
 * The same on hosts that no manifest can list (Isolated Cloud). The browser tells only of hosts we
 * were given access to.
 */
export const OPTIONAL_CHAIN_MATCHES: readonly string[] = [
  'authorize',
  'consent',
  'oauth2/authorize',
].map((path) => `https://*/${path}*`);

/** Host permissions the extension is installed with. */
export const OBSERVED_HOSTS: readonly string[] = [
  ...['auth', 'api', 'admin', 'id'].flatMap((name) =>
    each((domain) => `https://${name}.${domain}/*`),
  ),
  ...MCP_MATCHES,
];

/**
 * Asked for one host at a time, at the click that needs it: a site, to look up its public cloud id;
 * an app's host, to keep an authorization code from reaching it. Neither can be listed beforehand.
 */
export const OPTIONAL_HOSTS: readonly string[] = ['https://*/*'];
