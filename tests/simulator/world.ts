import type { EditionId } from './editions.ts';
import type { SimulatorEvent } from './events.ts';
import { MCP_TOOL, type SaasConfig, seedAccounts, seedClients, seedSites } from './seed.ts';

/** A person with an Atlassian account. Sites are named by host. */
export interface Account {
  id: string;
  email: string;
  name: string;
  productAccess: string[];
  adminOf: string[];
}

/** An app that an admin's consent has put on a site; unblocks everybody there. */
interface Installation {
  clientId: string;
  scopes: string[];
  installedBy: string;
  at: number;
}

/** A customer's site. `userApps` is the toggle "User installed apps". */
export interface Site {
  host: string;
  cloudId: string;
  edition: EditionId;
  userApps: 'allowed' | 'blocked';
  installations: Map<string, Installation>;
}

/** A registered OAuth 2.0 client. Redirect URIs match exactly or not at all. */
export interface OAuthClient {
  id: string;
  secret: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
  distribution: 'shared' | 'private';
  edition: EditionId;
  /** an AI client, or Atlassian's stand-in for them: held to the list of allowed domains */
  agent?: true;
}

/** An AI tool that only the MCP server knows (first generation). */
export interface McpTool {
  id: string;
  name: string;
  redirectUri: string;
}

/** One person's own consent, beside the installation. */
interface UserGrant {
  accountId: string;
  clientId: string;
  site: string;
  scopes: string[];
  at: number;
}

/** An authorisation request between `/authorize` and the person's decision. */
export interface PendingConsent {
  flow: string;
  edition: EditionId;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
  codeChallenge: string | undefined;
  context: string;
  createdAt: number;
  decided: boolean;
  /** One token for each session that opened the page. */
  csrf: Map<string, string>;
}

/** What an authorisation code stands for. `install` is done at the exchange if set. */
export interface IssuedCode {
  clientId: string;
  redirectUri: string;
  accountId: string;
  site: string;
  scopes: string[];
  codeChallenge: string | undefined;
  used: boolean;
  install: boolean;
}

/** What an access or refresh token stands for. */
export interface IssuedToken {
  kind: 'access' | 'refresh';
  clientId: string;
  accountId: string;
  site: string;
  scopes: string[];
}

/** Everything the posed services remember. */
export interface Deps {
  accounts: Account[];
  sites: Site[];
  clients: Map<string, OAuthClient>;
  /** AI tools of the first generation by client id. */
  mcpTools: Map<string, McpTool>;
  grants: UserGrant[];
  pending: PendingConsent[];
  codes: Map<string, IssuedCode>;
  tokens: Map<string, IssuedToken>;
  /** Session cookie value -> account id. */
  sessions: Map<string, string>;
  /** One-time tickets that carry a session from the login to a site: ticket -> account id. */
  tickets: Map<string, string>;
  log: SimulatorEvent[];
}

/** A world as it is after a start; every app is a registered client. */
export function createWorld(apps: SaasConfig[]): Deps {
  return {
    accounts: seedAccounts(),
    sites: seedSites(),
    clients: seedClients(apps),
    mcpTools: new Map([[MCP_TOOL.id, MCP_TOOL]]),
    grants: [],
    pending: [],
    codes: new Map(),
    tokens: new Map(),
    sessions: new Map(),
    tickets: new Map(),
    log: [],
  };
}
