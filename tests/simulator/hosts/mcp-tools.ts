import { randomBytes } from 'node:crypto';
import type { Core } from '../core.ts';
import { type Call, json, type Reply, type Route, redirect } from '../http.ts';
import type { OutgoingFetch } from '../network.ts';
import { plainPage } from '../page.ts';
import { MCP_SCOPES, MCP_TOOL, MCP_TOOL_METADATA } from '../seed.ts';

/** Dynamic registration of both generations (observed in public code and in issue 254). */
const REGISTER = {
  v1: 'https://cf.mcp.atlassian.com/v1/register',
  v2: 'https://auth.atlassian.com/VCeDsk8ZHncYF1g234fKtc4lNipbBhu3/dcr/register',
} as const;

/** The protected resource of the second generation (observed). */
export const MCP_RESOURCE = 'https://mcp.atlassian.com/v2/mcp';

const letters = (length: number) =>
  randomBytes(64)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, length);

/**
 * Scribe Agent, an AI tool, and the registration (RFC 7591) that it does before each sign-in. In
 * the first generation only the MCP server knows the client; in the second it is a client of
 * Atlassian's own; a client known by the address of its metadata document registers nothing.
 */
export function mcpToolRoutes(core: Core, fetch: OutgoingFetch): Route[] {
  const tool = new URL(MCP_TOOL.redirectUri).host;
  const at = (method: string, url: string, handler: Route['handler']): Route => ({
    host: new URL(url).host,
    method,
    path: new URL(url).pathname,
    handler,
  });
  const connect = (generation: keyof typeof REGISTER) => async () => {
    const answer = await fetch(REGISTER[generation], {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: MCP_TOOL.name, redirect_uris: [MCP_TOOL.redirectUri] }),
    });
    const { client_id: id } = (await answer.json()) as { client_id: string };
    return redirect(authorizeUrl(core, generation, id));
  };
  return [
    at('POST', REGISTER.v1, (call) => register(core, 'v1', call)),
    at('POST', REGISTER.v2, (call) => register(core, 'v2', call)),
    at('GET', `https://${tool}/`, home),
    at('GET', `https://${tool}/connect/v1`, connect('v1')),
    at('GET', `https://${tool}/connect/v2`, connect('v2')),
    at('GET', `https://${tool}/connect/address`, () =>
      redirect(authorizeUrl(core, 'v2', MCP_TOOL_METADATA)),
    ),
    at('GET', MCP_TOOL_METADATA, () =>
      json({
        client_id: MCP_TOOL_METADATA,
        client_name: MCP_TOOL.name,
        redirect_uris: [MCP_TOOL.redirectUri],
      }),
    ),
  ];
}

function home(): Reply {
  const links = [
    ['v1', 'Connect, first generation'],
    ['v2', 'Connect, second generation'],
    ['address', 'Connect by client id address'],
  ].map(([way, text]) => `<p><a class="button" href="/connect/${way}">${text}</a></p>`);
  return plainPage(MCP_TOOL.name, `<h1>${MCP_TOOL.name}</h1>${links.join('')}`);
}

function register(core: Core, generation: keyof typeof REGISTER, call: Call): Reply {
  const wanted = JSON.parse(call.body || '{}') as {
    client_name?: string;
    redirect_uris?: string[];
  };
  const { client_name: name = '', redirect_uris: redirectUris = [] } = wanted;
  if (!name || redirectUris.length === 0) return json({ error: 'invalid_client_metadata' }, 400);
  const id = letters(generation === 'v1' ? 16 : 32);
  if (generation === 'v1')
    core.world.mcpTools.set(id, { id, name, redirectUri: redirectUris[0] ?? '' });
  else {
    core.world.clients.set(id, {
      id,
      secret: '',
      name,
      redirectUris,
      scopes: MCP_SCOPES,
      distribution: 'shared',
      edition: 'cloud',
      agent: true,
    });
  }
  core.tell('client-registered', { client: id, detail: generation });
  return json({ client_id: id, token_endpoint_auth_method: 'none' }, 201);
}

function authorizeUrl(core: Core, generation: keyof typeof REGISTER, clientId: string): string {
  const second = generation === 'v2';
  const url = new URL(
    second ? 'https://auth.atlassian.com/authorize' : 'https://mcp.atlassian.com/v1/authorize',
  );
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: MCP_TOOL.redirectUri,
    state: core.mint('state'),
    response_type: 'code',
    code_challenge: core.mint('code_challenge'),
    code_challenge_method: 'S256',
    ...(second ? { scope: MCP_SCOPES.join(' '), resource: MCP_RESOURCE } : {}),
  }).toString();
  return url.href;
}
