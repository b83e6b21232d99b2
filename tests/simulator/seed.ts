import { randomBytes } from 'node:crypto';
import type { EditionId } from './editions.ts';
import type { Account, OAuthClient, Site } from './world.ts';

/** An instance of the posed SaaS app. Two of them may share a name, as look-alikes do. */
export interface SaasConfig {
  host: string;
  name: string;
  clientId: string;
  edition: EditionId;
}

/** Scopes that the SaaS app asks for on an ordinary day. */
export const USUAL_SCOPES = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'offline_access',
];

/** The one it adds when the switch `saasScopes` says `grown`. */
export const GROWN_SCOPE = 'manage:jira-configuration';

/** The SaaS apps of a start without options. */
export const SAAS_APPS: SaasConfig[] = [
  {
    host: 'boardsync.example',
    name: 'BoardSync',
    clientId: 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
    edition: 'cloud',
  },
  {
    host: 'lookalike.example',
    name: 'BoardSync',
    clientId: 'xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i',
    edition: 'cloud',
  },
  {
    host: 'boardsync-gov.example',
    name: 'BoardSync for Government',
    clientId: 'gV1bS2yN3cG4oV5mOd6QwErTy7UiOp8A',
    edition: 'government',
  },
  {
    host: 'boardsync-iso.example',
    name: 'BoardSync Isolated',
    clientId: 'iS0bS2yN3cL4oU5dOd6QwErTy7UiOp8A',
    edition: 'isolated',
  },
];

/** The one client behind all Rovo MCP v1 sign-ins; its id is observed in public code. */
export const MCP_CLIENT_ID = 'pVrZtjGOkBrahLr0ge4iVlstqGVRJfi3';

/** Where the MCP server takes its codes. Guess: the real path was not seen. */
export const MCP_CALLBACK = 'https://mcp.atlassian.com/v1/callback';

/** Scopes of the second generation (observed, a few of many). */
export const MCP_SCOPES = ['read:jira:agent-interface', 'search:rovo:agent-interface', 'read:me'];

/** The AI tool of the posed world; it is invented. */
export const MCP_TOOL = {
  id: 'scribe-agent',
  name: 'Scribe Agent',
  redirectUri: 'https://scribe.example/callback',
};

/** Where its metadata document is, which is its client id where it does not register. */
export const MCP_TOOL_METADATA = 'https://scribe.example/oauth/client-metadata.json';

/** Sites that each person with product access has besides their own, if there are several. */
export const FURTHER_SITES = ['globex.atlassian.net', 'initech.atlassian.net'];

/** Alice and Carol ask, Bob administers and works, Olga administers without product access. */
export function seedAccounts(): Account[] {
  const acme = [
    'acme.atlassian.net',
    'acme-gov.atlassian-us-gov-mod.net',
    'work.acme.atlassian-isolated.example',
  ];
  return [
    person('alice', 'Alice Requester', acme, []),
    person('bob', 'Bob Admin', acme, acme),
    person('carol', 'Carol Requester', acme, []),
    person('olga', 'Olga OrgAdmin', [], acme),
  ];
}

function person(id: string, name: string, productAccess: string[], adminOf: string[]): Account {
  return {
    id: `712020:${id}`,
    email: `${id}@acme.example`,
    name,
    productAccess: [...productAccess],
    adminOf: [...adminOf],
  };
}

/** acme and initech block user-installed apps, globex allows them. */
export function seedSites(): Site[] {
  return [
    site('acme.atlassian.net', '11111111-aaaa-4aaa-8aaa-111111111111', 'cloud', 'blocked'),
    site('globex.atlassian.net', '22222222-bbbb-4bbb-8bbb-222222222222', 'cloud', 'allowed'),
    site('initech.atlassian.net', '33333333-cccc-4ccc-8ccc-333333333333', 'cloud', 'blocked'),
    site(
      'acme-gov.atlassian-us-gov-mod.net',
      '44444444-dddd-4ddd-8ddd-444444444444',
      'government',
      'blocked',
    ),
    site(
      'work.acme.atlassian-isolated.example',
      '55555555-eeee-4eee-8eee-555555555555',
      'isolated',
      'blocked',
    ),
  ];
}

function site(
  host: string,
  cloudId: string,
  edition: EditionId,
  userApps: 'allowed' | 'blocked',
): Site {
  return { host, cloudId, edition, userApps, installations: new Map() };
}

/** The clients of the SaaS apps and of Atlassian's MCP server; secrets differ at every start. */
export function seedClients(apps: SaasConfig[]): Map<string, OAuthClient> {
  const clients = apps.map(
    (saas): OAuthClient => ({
      id: saas.clientId,
      secret: randomBytes(32).toString('base64url'),
      name: saas.name,
      redirectUris: [`https://${saas.host}/oauth/callback`],
      scopes: [...USUAL_SCOPES, GROWN_SCOPE, 'read:confluence-content.all', 'read:me'],
      distribution: 'shared',
      edition: saas.edition,
    }),
  );
  clients.push({
    id: MCP_CLIENT_ID,
    secret: randomBytes(32).toString('base64url'),
    name: 'Atlassian MCP',
    redirectUris: [MCP_CALLBACK],
    scopes: [...USUAL_SCOPES, ...MCP_SCOPES],
    distribution: 'shared',
    edition: 'cloud',
    agent: true,
  });
  clients.push({
    id: MCP_TOOL_METADATA,
    secret: '',
    name: MCP_TOOL.name,
    redirectUris: [MCP_TOOL.redirectUri],
    scopes: MCP_SCOPES,
    distribution: 'shared',
    edition: 'cloud',
    agent: true,
  });
  return new Map(clients.map((client) => [client.id, client]));
}
