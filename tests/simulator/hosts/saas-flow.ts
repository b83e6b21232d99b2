import * as oauth from 'openid-client';
import type { Core } from '../core.ts';
import { EDITIONS, serviceHost } from '../editions.ts';
import type { OutgoingFetch } from '../network.ts';
import { GROWN_SCOPE, type SaasConfig, USUAL_SCOPES } from '../seed.ts';

/** An authorisation that a session of the SaaS app has begun. */
export interface Flow {
  session: string;
  state: string;
  verifier: string;
  url: string;
}

/** An Atlassian account and site that the SaaS app may work with. */
export interface Link {
  site: string;
  name: string;
}

/** Begins and ends flows with a public OAuth library, as a careful app would. */
export function createFlows(core: Core, saas: SaasConfig, fetch: OutgoingFetch) {
  const edition = EDITIONS[saas.edition];
  const auth = `https://${serviceHost(edition, 'auth')}`;
  const api = `https://${serviceHost(edition, 'api')}`;
  const secret = () => core.world.clients.get(saas.clientId)?.secret ?? '';

  /** Made anew each time: a reset of the world gives the client a new secret. */
  const configure = () => {
    const configuration = new oauth.Configuration(
      {
        issuer: auth,
        authorization_endpoint: `${auth}/authorize`,
        token_endpoint: `${auth}/oauth/token`,
      },
      saas.clientId,
      secret(),
      oauth.ClientSecretPost(secret()),
    );
    configuration[oauth.customFetch] = fetch;
    return configuration;
  };

  return {
    /** The URL to send the browser to, with a fresh state and challenge. */
    start: async (session: string): Promise<Flow> => {
      const state = oauth.randomState();
      const verifier = oauth.randomPKCECodeVerifier();
      core.remember('state', state);
      core.remember('code_verifier', verifier);
      const grown = core.switches.saasScopes === 'grown' ? [GROWN_SCOPE] : [];
      const url = oauth.buildAuthorizationUrl(configure(), {
        audience: serviceHost(edition, 'api'),
        prompt: 'consent',
        scope: [...USUAL_SCOPES, ...grown].join(' '),
        redirect_uri: `https://${saas.host}/oauth/callback`,
        state,
        // Where no challenge is taken, the app has learned to send none.
        ...(core.switches.pkce === 'refused'
          ? {}
          : {
              code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
              code_challenge_method: 'S256',
            }),
      });
      return { session, state, verifier, url: url.href };
    },

    /** Checks the answer, exchanges the code and looks up who and where. */
    finish: async (answer: URL, flow: Flow | undefined): Promise<Link | { reason: string }> => {
      const expected = flow?.state ?? 'no flow was started in this session';
      try {
        const tokens = await oauth.authorizationCodeGrant(configure(), answer, {
          expectedState: core.switches.saasChecksState ? expected : oauth.skipStateCheck,
          ...(flow && core.switches.pkce !== 'refused' ? { pkceCodeVerifier: flow.verifier } : {}),
        });
        return await lookUp(fetch, api, tokens.access_token);
      } catch (error) {
        return { reason: reasonOf(error) };
      }
    },
  };
}

async function lookUp(fetch: OutgoingFetch, api: string, token: string): Promise<Link> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const resources = await fetch(`${api}/oauth/token/accessible-resources`, { headers });
  const me = await fetch(`${api}/me`, { headers });
  if (!resources.ok || !me.ok) throw new Error('Jira did not answer');
  const [resource] = (await resources.json()) as { url: string }[];
  if (!resource) throw new Error('No site may be used');
  const { name } = (await me.json()) as { name: string };
  return { site: new URL(resource.url).host, name };
}

/** The OAuth error code if there is one, else the library's own words. */
function reasonOf(error: unknown): string {
  if (error instanceof oauth.AuthorizationResponseError) return error.error;
  if (error instanceof oauth.ResponseBodyError) return error.error_description ?? error.error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
