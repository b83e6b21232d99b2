import type { Core } from '../core.ts';
import { type Call, type Reply, type Route, redirect } from '../http.ts';
import { escapeHtml } from '../page.ts';
import {
  type DataCenter,
  dataCenterPage,
  personAt,
  toDataCenterLogin,
} from './data-center-base.ts';

type On = (method: string, path: string, handler: Route['handler']) => Route;
const SERVLET = '/plugins/servlet/oauth';

/** OAuth 1.0a: request token (asked for by the app's server), and the page "Request for Access". */
export function oauth1Routes(core: Core, dc: DataCenter, on: On): Route[] {
  return [
    on('POST', `${SERVLET}/request-token`, (call) => requestToken(core, dc, call)),
    on('GET', `${SERVLET}/authorize`, (call) => authorize(dc, call)),
    on('POST', `${SERVLET}/authorize`, (call) => decide(core, dc, call)),
  ];
}

const text = (body: string, status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

/** Documented: an unknown consumer is answered with `oauth_problem=consumer_key_unknown`. */
function requestToken(core: Core, dc: DataCenter, call: Call): Reply {
  const key = /oauth_consumer_key="([^"]+)"/.exec(call.headers.authorization ?? '')?.[1];
  const callback = /oauth_callback="([^"]+)"/.exec(call.headers.authorization ?? '')?.[1] ?? '';
  const link = dc.links.find(({ consumerKey }) => consumerKey && consumerKey === key);
  if (!link) return text('oauth_problem=consumer_key_unknown', 401);
  const token = core.mint('state');
  dc.tokens.set(token, { link, callback: decodeURIComponent(callback), used: false });
  return text(`oauth_token=${token}&oauth_callback_confirmed=true`, 200);
}

/** The words of the four error messages are not on record: these are ours. */
function authorize(dc: DataCenter, call: Call): Reply {
  const problem = call.url.searchParams.get('oauth_problem');
  if (problem) return refused(dc, call, `oauth_problem=${problem}`);
  const token = dc.tokens.get(call.url.searchParams.get('oauth_token') ?? '');
  if (!token) return refused(dc, call, 'The request token was rejected.');
  if (token.used) return refused(dc, call, 'The request token has already been used.');
  if (!personAt(dc, call)) return toDataCenterLogin(dc, call);
  const name = escapeHtml(token.link.name);
  return dataCenterPage(
    dc,
    call,
    'Request for Access',
    `<h1>Request for Access</h1>
<p>The application <b>${name}</b> would like to have read and write access to your data on <b>${dc.base}</b>.</p>
<form method="post"><button type="submit" id="approve" name="approve" value="Allow">Allow</button>
<button type="submit" name="deny" value="Deny">Deny</button></form>`,
  );
}

function refused(dc: DataCenter, call: Call, words: string): Reply {
  return dataCenterPage(
    dc,
    call,
    'Error',
    `<h1>Something is wrong</h1><p>${escapeHtml(words)}</p>`,
    401,
  );
}

function decide(core: Core, dc: DataCenter, call: Call): Reply {
  const name = call.url.searchParams.get('oauth_token') ?? '';
  const token = dc.tokens.get(name);
  if (!token || !personAt(dc, call)) return refused(dc, call, 'The request token was rejected.');
  token.used = true;
  const back = new URL(token.callback);
  back.searchParams.set('oauth_token', name);
  back.searchParams.set('oauth_verifier', call.form.has('approve') ? core.mint('code') : 'denied');
  return redirect(back.href, 303);
}
