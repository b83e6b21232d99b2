import type { Core } from '../core.ts';
import { type Call, json, type Reply, type Route, redirect } from '../http.ts';
import { escapeHtml } from '../page.ts';
import {
  type DataCenter,
  dataCenterPage,
  personAt,
  toDataCenterLogin,
} from './data-center-base.ts';

type On = (method: string, path: string, handler: Route['handler']) => Route;

/** The OAuth 2.0 provider: the start, the consent page with the same parameters in clear, the token. */
export function oauth2Routes(core: Core, dc: DataCenter, on: On): Route[] {
  return [
    on('GET', '/rest/oauth2/latest/authorize', (call) => start(core, dc, call)),
    on('GET', '/plugins/servlet/oauth2/consent', (call) => consent(dc, call)),
    on('POST', '/plugins/servlet/oauth2/consent', (call) => decide(core, dc, call)),
    on('POST', '/rest/oauth2/latest/token', (call) => token(dc, call)),
  ];
}

function linkOf(dc: DataCenter, call: Call) {
  const id = call.url.searchParams.get('client_id');
  return dc.links.find(({ clientId }) => clientId && clientId === id);
}

/** Documented: HTTP 400 for an unknown client, HTTP 412 "invalid url parameter" for the redirect. */
function start(core: Core, dc: DataCenter, call: Call): Reply {
  core.remember('state', call.url.searchParams.get('state'));
  const wrong = (words: string, status: number) =>
    dataCenterPage(dc, call, 'Error', `<h1>HTTP ${status}</h1><p>${words}</p>`, status);
  const link = linkOf(dc, call);
  if (!link) return wrong('The client does not exist.', 400);
  if (link.redirectUri !== call.url.searchParams.get('redirect_uri')) {
    return wrong('invalid url parameter', 412);
  }
  if (!personAt(dc, call)) return toDataCenterLogin(dc, call);
  return redirect(`${dc.base}/plugins/servlet/oauth2/consent${call.url.search}`);
}

/** Labels are ours: those of the real page are not on record. */
function consent(dc: DataCenter, call: Call): Reply {
  const link = linkOf(dc, call);
  if (!link || !personAt(dc, call)) return toDataCenterLogin(dc, call);
  return dataCenterPage(
    dc,
    call,
    'Consent',
    `<h1>${escapeHtml(link.name)} would like access to your ${dc.product}</h1>
<p>Scope: ${escapeHtml(call.url.searchParams.get('scope') ?? '')}</p>
<form method="post"><button type="submit" name="answer" value="allow">Allow</button>
<button type="submit" name="answer" value="deny">Deny</button></form>`,
  );
}

function decide(core: Core, dc: DataCenter, call: Call): Reply {
  const link = linkOf(dc, call);
  if (!link?.redirectUri || !link.clientId || !personAt(dc, call))
    return toDataCenterLogin(dc, call);
  const back = new URL(link.redirectUri);
  if (call.form.get('answer') === 'allow') {
    const code = core.mint('code');
    dc.codes.set(code, link.clientId);
    back.searchParams.set('code', code);
  } else back.searchParams.set('error', 'access_denied');
  back.searchParams.set('state', call.url.searchParams.get('state') ?? '');
  return redirect(back.href, 303);
}

function token(dc: DataCenter, call: Call): Reply {
  const code = call.form.get('code') ?? '';
  const known = dc.codes.get(code) === call.form.get('client_id');
  dc.codes.delete(code);
  return known ? json({ token_type: 'bearer' }) : json({ error: 'invalid_grant' }, 400);
}
