import { createHash } from 'node:crypto';
import type { Core } from '../core.ts';
import { type Edition, serviceHost } from '../editions.ts';
import { type Call, json, type Reply, type Route } from '../http.ts';
import { grant, install } from '../policy.ts';
import type { IssuedCode, IssuedToken } from '../world.ts';

/** The token endpoint and the two calls that every 3LO app makes next. */
export function tokenRoutes(core: Core, edition: Edition): Route[] {
  const api = serviceHost(edition, 'api');
  const on = (
    host: string,
    method: string,
    path: string,
    answer: (call: Call) => Reply,
  ): Route => ({
    host,
    method,
    path,
    handler: answer,
  });
  return [
    on(serviceHost(edition, 'auth'), 'POST', '/oauth/token', (call) => token(core, call)),
    on(api, 'GET', '/oauth/token/accessible-resources', (call) => resources(core, call)),
    on(api, 'GET', '/me', (call) => me(core, call)),
  ];
}

/** Documented with a JSON body; libraries send a form, which is taken as well. */
function parameters(call: Call): URLSearchParams {
  if (!call.headers['content-type']?.includes('json')) return call.form;
  return new URLSearchParams(JSON.parse(call.body) as Record<string, string>);
}

function token(core: Core, call: Call): Reply {
  const values = parameters(call);
  const clientId = values.get('client_id') ?? '';
  core.remember('code_verifier', values.get('code_verifier'));
  const client = core.world.clients.get(clientId);
  if (!client || client.secret !== values.get('client_secret')) {
    return refuse(core, clientId, 'invalid_client', 'Unknown client or wrong secret', 401);
  }
  switch (values.get('grant_type')) {
    case 'authorization_code':
      return exchange(core, clientId, values);
    case 'refresh_token':
      return refresh(core, clientId, values);
    default:
      return refuse(core, clientId, 'unsupported_grant_type', 'Unknown grant type');
  }
}

function refuse(core: Core, client: string, error: string, description: string, status = 400) {
  core.tell('token-refused', { client, detail: description });
  return json({ error, error_description: description }, status);
}

function exchange(core: Core, clientId: string, values: URLSearchParams): Reply {
  const code = core.world.codes.get(values.get('code') ?? '');
  const problem = problemWith(core, code, clientId, values);
  if (!code || problem) return refuse(core, clientId, 'invalid_grant', problem ?? 'Unknown code');
  code.used = true;
  finishConsent(core, code);
  core.tell('token-exchanged', { client: clientId, site: code.site });
  return json(issue(core, code));
}

function problemWith(
  core: Core,
  code: IssuedCode | undefined,
  clientId: string,
  values: URLSearchParams,
): string | undefined {
  if (code?.clientId !== clientId) return 'Unknown code';
  if (code.used) return 'The code was used before';
  if (code.redirectUri !== values.get('redirect_uri')) return 'redirect_uri does not match';
  if (core.switches.pkce === 'ignored') return undefined;
  const verifier = values.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const matches = code.codeChallenge ? challenge === code.codeChallenge : verifier === '';
  return matches ? undefined : 'code_verifier does not match the challenge';
}

/** With `installAt: 'token'` nothing was recorded at Accept: it is recorded now. */
function finishConsent(core: Core, code: IssuedCode): void {
  const account = core.world.accounts.find((candidate) => candidate.id === code.accountId);
  const site = core.world.sites.find((candidate) => candidate.host === code.site);
  if (!account || !site) return;
  if (code.install) install(core, account, code.clientId, code.scopes, site);
  const granted = core.world.grants.some(
    (held) =>
      held.accountId === account.id && held.clientId === code.clientId && held.site === site.host,
  );
  if (!granted) grant(core, account, code.clientId, code.scopes, site);
}

function issue(core: Core, from: Omit<IssuedToken, 'kind'>): Record<string, string | number> {
  const { clientId, accountId, site, scopes } = from;
  const make = (kind: IssuedToken['kind']) => {
    const value = core.mint(kind === 'access' ? 'access_token' : 'refresh_token');
    core.world.tokens.set(value, { kind, clientId, accountId, site, scopes });
    return value;
  };
  return {
    access_token: make('access'),
    token_type: 'Bearer',
    expires_in: 3600,
    scope: scopes.join(' '),
    ...(scopes.includes('offline_access') ? { refresh_token: make('refresh') } : {}),
  };
}

/** Refresh tokens rotate: the old one is worthless afterwards (documented). */
function refresh(core: Core, clientId: string, values: URLSearchParams): Reply {
  const old = values.get('refresh_token') ?? '';
  const held = core.world.tokens.get(old);
  if (held?.kind !== 'refresh' || held.clientId !== clientId) {
    return refuse(core, clientId, 'invalid_grant', 'Unknown refresh token', 403);
  }
  core.world.tokens.delete(old);
  core.tell('token-refreshed', { client: clientId, site: held.site });
  return json(issue(core, held));
}

function bearer(core: Core, call: Call): IssuedToken | undefined {
  const [, value = ''] = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '') ?? [];
  const held = core.world.tokens.get(value);
  return held?.kind === 'access' ? held : undefined;
}

function resources(core: Core, call: Call): Reply {
  const held = bearer(core, call);
  const site = core.world.sites.find((candidate) => candidate.host === held?.site);
  if (!held || !site) return json({ code: 401, message: 'Unauthorized' }, 401);
  return json([
    {
      id: site.cloudId,
      url: `https://${site.host}`,
      name: site.host.split('.')[0],
      scopes: held.scopes.filter((scope) => scope !== 'offline_access'),
    },
  ]);
}

/** The real `/me` wants the scope `read:me`; the stand-in does not insist. */
function me(core: Core, call: Call): Reply {
  const held = bearer(core, call);
  const account = core.world.accounts.find((candidate) => candidate.id === held?.accountId);
  if (!account) return json({ code: 401, message: 'Unauthorized' }, 401);
  return json({ account_id: account.id, email: account.email, name: account.name });
}
