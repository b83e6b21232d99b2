import { randomBytes } from 'node:crypto';
import type { Core } from '../core.ts';
import { type Edition, serviceHost } from '../editions.ts';
import { type Call, type Reply, type Route, redirect } from '../http.ts';
import { signedIn, toError, toLogin } from '../session.ts';
import type { PendingConsent } from '../world.ts';
import { MCP_RESOURCE } from './mcp-tools.ts';

/** `auth.*\/authorize`: checks the client and leads on to the consent page. */
export function authorizeRoutes(core: Core, edition: Edition): Route[] {
  return [
    {
      host: serviceHost(edition, 'auth'),
      method: 'GET',
      path: '/authorize',
      handler: (call) => authorize(core, edition, call),
    },
  ];
}

function authorize(core: Core, edition: Edition, call: Call): Reply {
  const query = call.url.searchParams;
  const clientId = query.get('client_id') ?? '';
  const account = signedIn(core, call);
  core.remember('state', query.get('state'));
  core.remember('code_challenge', query.get('code_challenge'));
  core.tell('authorize-seen', { client: clientId, ...(account ? { account: account.name } : {}) });
  const refusal = posedRefusal(core, query) ?? refuse(core, edition, query);
  if (refusal) {
    core.tell('authorize-refused', { client: clientId, detail: refusal.description });
    return toError(edition, refusal.error, refusal.description);
  }
  if (!account) return toLogin(edition, call.url.href);
  const pending = remember(core, edition, query);
  return redirect(consentUrl(core, edition, pending).href);
}

interface Refusal {
  error: string;
  description: string;
}

/** The error page by switch, in the words on record. */
function posedRefusal(core: Core, query: URLSearchParams): Refusal | undefined {
  const redirectUri = query.get('redirect_uri') ?? '';
  switch (core.switches.screen) {
    case 'bad-callback':
      return {
        error: 'unauthorized_client',
        description: `redirect_uri is not registered for client: ${redirectUri}`,
      };
    case 'bad-parameters':
      return { error: 'invalid_request', description: 'Incorrect request parameters' };
    default:
      return undefined;
  }
}

/** Only the wording for redirect URIs is on record; the other sentences are ours. */
function refuse(core: Core, edition: Edition, query: URLSearchParams): Refusal | undefined {
  const invalid = (description: string): Refusal => ({ error: 'invalid_request', description });
  const client = core.world.clients.get(query.get('client_id') ?? '');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (client?.edition !== edition.id) {
    return { error: 'unauthorized_client', description: 'client is not registered' };
  }
  if (!client.redirectUris.includes(redirectUri)) {
    return {
      error: 'unauthorized_client',
      description: `redirect_uri is not registered for client: ${redirectUri}`,
    };
  }
  if (query.get('response_type') !== 'code') return invalid('response_type must be code');
  if (!query.get('scope')) return invalid('scope is missing');
  const method = query.get('code_challenge_method');
  if (query.has('code_challenge') && method !== 'S256')
    return invalid('unsupported challenge method');
  // Guess: the words that are on record for another wrong parameter.
  if (query.has('code_challenge') && core.switches.pkce === 'refused')
    return invalid('Incorrect request parameters');
  const audience = query.get('audience') ?? serviceHost(edition, 'api');
  if (audience !== serviceHost(edition, 'api')) return invalid('unknown audience');
  const resource = query.get('resource') ?? MCP_RESOURCE;
  return resource === MCP_RESOURCE ? undefined : invalid('unknown resource');
}

function remember(core: Core, edition: Edition, query: URLSearchParams): PendingConsent {
  const pending: PendingConsent = {
    flow: core.mint('context'),
    edition: edition.id,
    clientId: query.get('client_id') ?? '',
    redirectUri: query.get('redirect_uri') ?? '',
    scopes: (query.get('scope') ?? '').split(/\s+/).filter(Boolean),
    state: query.get('state') ?? undefined,
    codeChallenge: query.get('code_challenge') ?? undefined,
    context: opaqueContext(core),
    createdAt: Date.now(),
    decided: false,
    csrf: new Map(),
  };
  core.world.pending.push(pending);
  return pending;
}

/** Has the shape of a JWT, and nothing readable in it but the header. */
function opaqueContext(core: Core): string {
  const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
  const context = [header, randomBytes(60), randomBytes(32)]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
  core.remember('context', context);
  return context;
}

/** Where the consent page is, by edition and switch. */
function consentAddress(core: Core, edition: Edition): { host: string; path: string } {
  const api = serviceHost(edition, 'api');
  switch (core.switches.consentPath) {
    case 'auth-consent':
      return { host: serviceHost(edition, 'auth'), path: '/consent' };
    case 'legacy':
      return { host: api, path: '/oauth2/authorize/consent' };
    case 'api-server-consent':
      return { host: api, path: '/oauth2/authorize/server/consent' };
  }
}

/** Name of the opaque parameter. Observed in 2019 on the old path: a bare `state`. */
function opaqueParameter(core: Core): 'state' | 'context' {
  return core.switches.consentPath === 'legacy' ? 'state' : 'context';
}

function consentUrl(core: Core, edition: Edition, pending: PendingConsent): URL {
  const { host, path } = consentAddress(core, edition);
  const url = new URL(`https://${host}${path}`);
  if (core.switches.consentUrl === 'opaque') {
    url.searchParams.set(opaqueParameter(core), pending.context);
    return url;
  }
  url.searchParams.set('client_id', pending.clientId);
  url.searchParams.set('redirect_uri', pending.redirectUri);
  if (pending.state) url.searchParams.set('state', pending.state);
  if (pending.codeChallenge) {
    url.searchParams.set('code_challenge', pending.codeChallenge);
    url.searchParams.set('code_challenge_method', 'S256');
  }
  url.searchParams.set('scope', pending.scopes.join(' '));
  return url;
}
