import type { Core } from '../core.ts';
import { type Call, type Reply, type Route, redirect } from '../http.ts';
import type { OutgoingFetch } from '../network.ts';
import { escapeHtml, plainPage } from '../page.ts';
import type { DataCenter } from './data-center-base.ts';

/** An app that connects to Data Centers. Its owner enters the client id that a Data Center gave. */
export const LEDGER_LINK = 'ledgerlink.example';
const CALLBACK = `https://${LEDGER_LINK}/oauth/callback`;
const CONSUMER_KEY = 'ledgerlink-consumer';
/** Belongs to no link: of a Data Center that was set up anew, say. */
const STALE_CLIENT_ID = '0ld0ld0ld0ld0ld0ld0ld0ld0ld0ld00';

/** LedgerLink's pages: connect by either protocol, come back, settings. */
export function ledgerLinkRoutes(core: Core, centers: DataCenter[], fetch: OutgoingFetch): Route[] {
  const clientIds = new Map(centers.map(({ host }) => [host, STALE_CLIENT_ID]));
  const states = new Map<string, DataCenter>();
  const on = (method: string, path: string, handler: Route['handler']): Route => ({
    host: LEDGER_LINK,
    method,
    path,
    handler,
  });
  const find = (call: Call) =>
    centers.find(({ host }) => host === call.params['host']) as DataCenter;
  return [
    on('GET', '/', () => home(centers)),
    on('GET', '/settings', () => settings(clientIds)),
    on('POST', '/settings', (call) => {
      for (const host of clientIds.keys()) clientIds.set(host, call.form.get(host)?.trim() ?? '');
      return redirect('/settings', 303);
    }),
    on('GET', '/connect/:host/oauth2', (call) => {
      const center = find(call);
      const state = core.mint('state');
      states.set(state, center);
      const query = new URLSearchParams({
        client_id: clientIds.get(center.host) ?? '',
        redirect_uri: CALLBACK,
        response_type: 'code',
        state,
        scope: 'WRITE',
      });
      return redirect(`${center.base}/rest/oauth2/latest/authorize?${query}`);
    }),
    on('GET', '/connect/:host/oauth1', (call) => startOAuth1(find(call), fetch)),
    on('GET', '/oauth/callback', async (call) => {
      const { searchParams } = call.url;
      const center = states.get(searchParams.get('state') ?? '');
      const code = searchParams.get('code');
      const verifier = searchParams.get('oauth_verifier') ?? 'denied';
      const connected =
        center && code
          ? await exchange(center, code, clientIds.get(center.host) ?? '', fetch)
          : verifier !== 'denied';
      return told(connected ? 'LedgerLink is connected' : 'LedgerLink is not connected');
    }),
  ];
}

function home(centers: DataCenter[]): Reply {
  const links = centers.flatMap(({ host, product }) =>
    ['1.0a', '2.0'].map((version) => {
      const path = version === '2.0' ? 'oauth2' : 'oauth1';
      return `<p><a class="button" href="/connect/${host}/${path}">Connect to ${product} (OAuth ${version})</a></p>`;
    }),
  );
  return plainPage('LedgerLink', `<h1>LedgerLink</h1>${links.join('')}`);
}

function settings(clientIds: Map<string, string>): Reply {
  const fields = [...clientIds].map(
    ([host, id]) =>
      `<p><label>Client ID at ${host} <input name="${host}" value="${escapeHtml(id)}"></label></p>`,
  );
  return plainPage(
    'Settings of LedgerLink',
    `<h1>Settings</h1><form method="post">${fields.join('')}<button type="submit">Save</button></form>`,
  );
}

/** Sends the person on with whatever the Data Center said, as careless apps do. */
async function startOAuth1(center: DataCenter, fetch: OutgoingFetch): Promise<Reply> {
  const servlet = `${center.base}/plugins/servlet/oauth`;
  const authorization = `OAuth oauth_consumer_key="${CONSUMER_KEY}", oauth_callback="${encodeURIComponent(CALLBACK)}"`;
  const answer = await fetch(`${servlet}/request-token`, {
    method: 'POST',
    headers: { authorization },
  });
  const said = new URLSearchParams(await answer.text());
  const query = new URLSearchParams();
  for (const name of ['oauth_token', 'oauth_problem']) {
    const value = said.get(name);
    if (value) query.set(name, value);
  }
  return redirect(`${servlet}/authorize?${query}`);
}

async function exchange(
  center: DataCenter,
  code: string,
  clientId: string,
  fetch: OutgoingFetch,
): Promise<boolean> {
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, client_id: clientId });
  const answer = await fetch(`${center.base}/rest/oauth2/latest/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return answer.ok;
}

function told(words: string): Reply {
  return plainPage('LedgerLink', `<h1>LedgerLink</h1><p role="status">${words}</p>`);
}
