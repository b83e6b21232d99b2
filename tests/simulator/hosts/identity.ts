import type { Core } from '../core.ts';
import { belongsTo, type Edition, serviceHost } from '../editions.ts';
import { type Call, type Reply, type Route, redirect, withCookie } from '../http.ts';
import { escapeHtml, facts, plainPage } from '../page.ts';
import { openSession, SERVICE_COOKIE, SITE_COOKIE, signedIn } from '../session.ts';
import type { Account } from '../world.ts';

/** `id.*`: login, logout and the error page. No password: a button for every account. */
export function identityRoutes(core: Core, edition: Edition): Route[] {
  const host = serviceHost(edition, 'id');
  return [
    { host, method: 'GET', path: '/login', handler: (call) => loginPage(core, edition, call) },
    { host, method: 'POST', path: '/login', handler: (call) => logIn(core, edition, call) },
    { host, method: 'GET', path: '/logout', handler: (call) => logOut(core, edition, call) },
    { host, method: 'GET', path: '/error', handler: errorPage },
    {
      host: `*.${edition.siteDomain}`,
      method: 'GET',
      path: '/sim/session',
      handler: (call) => takeTicket(core, call),
    },
  ];
}

/** An address of this edition, over HTTPS; anything else would make the login an open redirect. */
function safeContinue(edition: Edition, value: string | null): URL | undefined {
  if (!value) return new URL(`https://${serviceHost(edition, 'id')}/login`);
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' && belongsTo(edition, url.hostname) ? url : undefined;
}

function refuseContinue(): Reply {
  return plainPage('Log in', '<h1>This link cannot be continued</h1>', 400);
}

/** The page is skipped when somebody is signed in already, unless another account is wanted. */
function loginPage(core: Core, edition: Edition, call: Call): Reply {
  const query = call.url.searchParams;
  const goOn = safeContinue(edition, query.get('continue'));
  if (!goOn) return refuseContinue();
  const account = signedIn(core, call);
  const wantsOther = query.get('prompt') === 'select_account';
  if (account && query.has('continue') && !wantsOther)
    return continueTo(core, edition, account, goOn);
  const buttons = core.world.accounts.map(
    ({ id, name }) =>
      `<button name="account" value="${escapeHtml(id)}">Sign in as ${escapeHtml(name)}</button>`,
  );
  const greeting = account ? `<p>Signed in as ${escapeHtml(account.name)}</p>` : '';
  return plainPage(
    'Log in',
    `<h1>Log in to continue</h1>${greeting}
<form method="post" action="/login">
<input type="hidden" name="continue" value="${escapeHtml(goOn.href)}">
${buttons.join('\n')}
</form>`,
  );
}

function logIn(core: Core, edition: Edition, call: Call): Reply {
  const goOn = safeContinue(edition, call.form.get('continue'));
  const account = core.world.accounts.find(({ id }) => id === call.form.get('account'));
  if (!goOn || !account) return refuseContinue();
  const session = openSession(core, account);
  const reply = continueTo(core, edition, account, goOn);
  return withCookie(reply, SERVICE_COOKIE, session, edition.domain);
}

/** Sites have a cookie of their own: a ticket that works once carries the session there. */
function continueTo(core: Core, edition: Edition, account: Account, goOn: URL): Reply {
  if (!goOn.hostname.endsWith(`.${edition.siteDomain}`)) return redirect(goOn.href, 303);
  const ticket = core.mint('session');
  core.world.tickets.set(ticket, account.id);
  const next = new URL('/sim/session', goOn);
  next.searchParams.set('ticket', ticket);
  next.searchParams.set('path', goOn.pathname + goOn.search + goOn.hash);
  return redirect(next.href, 303);
}

function takeTicket(core: Core, call: Call): Reply {
  const ticket = call.url.searchParams.get('ticket') ?? '';
  const accountId = core.world.tickets.get(ticket);
  core.world.tickets.delete(ticket);
  if (!accountId) return redirect('/');
  const session = core.mint('session');
  core.world.sessions.set(session, accountId);
  // A path of two slashes would be an address of its own.
  const path = `/${(call.url.searchParams.get('path') ?? '').replace(/^[/\\]+/, '')}`;
  return withCookie(redirect(path), SITE_COOKIE, session);
}

function logOut(core: Core, edition: Edition, call: Call): Reply {
  const account = signedIn(core, call);
  core.world.sessions.delete(call.cookies.get(SERVICE_COOKIE) ?? '');
  core.tell('signed-out', account ? { account: account.name } : {});
  return withCookie(redirect('/login'), SERVICE_COOKIE, '', edition.domain);
}

/** The observed page names a code, a sentence and a reference id. */
function errorPage(call: Call): Reply {
  const query = call.url.searchParams;
  return plainPage(
    'Error',
    `<h1>Something went wrong</h1>${facts([
      ['Error', query.get('error') ?? ''],
      ['Description', query.get('error_description') ?? ''],
      ['Reference', '00000000-0000-4000-8000-000000000000'],
    ])}`,
    400,
  );
}
