import clients from './known-clients.json';
import { skeleton } from './name.ts';
import hosts from './redirect-hosts.json';

/**
 * A client whose id was found in public; 13 of them, November 2026. A handful, never a full list. How
 * sure the pair of id and app is, and its source, stand in the JSON alone (all observed).
 */
export interface KnownClient {
  clientId: string;
  /** what it is called, in our words: the exact names on the consent page are not known */
  names: readonly string[];
  /** registrable domains that are the vendor's own */
  domains: readonly string[];
  /** its redirect to the person's own computer was seen or is documented */
  loopback: boolean;
  /** Atlassian's own */
  firstParty: boolean;
}

export const KNOWN_CLIENTS: readonly KnownClient[] = clients;

/** A known client by one of its names, as a skeleton. */
export interface KnownName {
  name: string;
  client: KnownClient;
}

const byLook = new Map<string, KnownName[]>();
for (const client of KNOWN_CLIENTS) {
  for (const name of client.names) {
    const look = skeleton(name);
    byLook.set(look, [...(byLook.get(look) ?? []), { name, client }]);
  }
}

/** The known clients that go by a name of this skeleton, and all skeletons there are. */
export const knownByLook = (look: string): readonly KnownName[] => byLook.get(look) ?? [];
export const knownLooks = (): Iterable<string> => byLook.keys();

const byId = new Map(KNOWN_CLIENTS.map((client) => [client.clientId, client]));

/** The known client with exactly this id. An id in a link is only what the link says. */
export const knownClient = (clientId: string | undefined): KnownClient | undefined =>
  clientId ? byId.get(clientId) : undefined;

const under = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

/** The platform that a host belongs to on which anybody can build an app: it names no app. */
export function platformOf(host: string): string | undefined {
  return hosts.platforms.find((domain) => under(host, domain));
}

/**
 * The suffix under which anybody gets a name, of those that the public suffix list does not have;
 * general knowledge, November 2026.
 */
export function hostingOf(host: string): string | undefined {
  return hosts.hosting.find((suffix) => host.endsWith(`.${suffix}`));
}

/** A tunnel to somebody's computer, or a bin that shows what is sent to it: made for tests alone. */
export function throwawayOf(host: string): string | undefined {
  return hosts.throwaway.find((domain) => under(host, domain));
}

/**
 * True for a redirect that Atlassian's MCP servers allow from the start (observed, see above; the
 * list also allows any http address on the person's own computer, which says nothing).
 */
export function isSupportedRedirect(redirect: { protocol: string; hostname: string }): boolean {
  const { protocol, hostname } = redirect;
  if (protocol === 'https:') return hosts.supported.includes(hostname);
  return hosts.schemes.includes(protocol);
}
