import type { Core } from '../core.ts';
import { type Call, type Reply, type Route, redirect, withCookie } from '../http.ts';
import { escapeHtml } from '../page.ts';
import {
  COOKIE,
  type DataCenter,
  dataCenterPage,
  PEOPLE,
  personAt,
  toDataCenterLogin,
} from './data-center-base.ts';
import { linksPage, makeLink } from './data-center-links.ts';
import { oauth1Routes } from './data-center-oauth1.ts';
import { oauth2Routes } from './data-center-oauth2.ts';

/** Everything below one Data Center's base address. */
export function dataCenterRoutes(core: Core, dc: DataCenter): Route[] {
  const on = (method: string, path: string, handler: Route['handler']): Route => ({
    host: dc.host,
    method,
    path: dc.path + path,
    handler,
  });
  const asAdmin = (handler: (call: Call) => Reply) => (call: Call) =>
    personAt(dc, call) === 'Adam Admin' ? handler(call) : toDataCenterLogin(dc, call);
  return [
    on('GET', '/', (call) => dataCenterPage(dc, call, 'Home', `<h1>${dc.product}</h1>`)),
    on('GET', '/login.jsp', (call) => login(dc, call)),
    on('POST', '/login.jsp', (call) => signIn(core, dc, call)),
    on(
      'GET',
      '/plugins/servlet/applinks/listApplicationLinks',
      asAdmin((call) => linksPage(dc, call)),
    ),
    on(
      'POST',
      '/plugins/servlet/applinks/listApplicationLinks',
      asAdmin((call) => makeLink(dc, call)),
    ),
    on('GET', '/plugins/servlet/oauth/users/access-tokens', (call) =>
      dataCenterPage(dc, call, 'Authorized apps', '<h1>Apps you have let in</h1>'),
    ),
    ...oauth1Routes(core, dc, on),
    ...oauth2Routes(core, dc, on),
  ];
}

function login(dc: DataCenter, call: Call): Reply {
  const buttons = PEOPLE.map(
    (person) =>
      `<button type="submit" name="person" value="${person}">Log in as ${person}</button>`,
  );
  const back = escapeHtml(call.url.searchParams.get('os_destination') ?? `${dc.path}/`);
  return dataCenterPage(
    dc,
    call,
    'Log in',
    `<h1>Welcome to ${dc.product}</h1>
<form method="post" action="${dc.path}/login.jsp"><input type="hidden" name="back" value="${back}">
${buttons.join('')}</form>`,
  );
}

function signIn(core: Core, dc: DataCenter, call: Call): Reply {
  const person = PEOPLE.find((one) => one === call.form.get('person'));
  const back = call.form.get('back') ?? '';
  if (!person || !back.startsWith('/') || back.startsWith('//'))
    return redirect(`${dc.base}/`, 303);
  const session = core.mint('session');
  dc.sessions.set(session, person);
  return withCookie(redirect(`https://${dc.host}${back}`, 303), COOKIE, session);
}
