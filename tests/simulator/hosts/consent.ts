import type { Core } from '../core.ts';
import { type Edition, serviceHost } from '../editions.ts';
import { type Call, html, json, type Reply, type Route, redirect } from '../http.ts';
import { escapeHtml } from '../page.ts';
import { admit, grant, install, isBlocked, sitesFor } from '../policy.ts';
import { signedIn, siteById, toLogin } from '../session.ts';
import { type BlockText, blockText } from '../text/block-text.ts';
import { domainText } from '../text/domain-text.ts';
import type { Account, OAuthClient, PendingConsent, Site } from '../world.ts';
import { consentView, messageView } from './consent-view.ts';

const PATHS = ['/oauth2/authorize/server/consent', '/oauth2/authorize/consent', '/consent'];

/** The consent page at all three addresses, and the calls that its script makes. */
export function consentRoutes(core: Core, edition: Edition): Route[] {
  const routes: Route[] = [];
  for (const host of [serviceHost(edition, 'api'), serviceHost(edition, 'auth')]) {
    const on = (method: string, path: string, handler: (call: Call) => Reply) =>
      routes.push({ host, method, path, handler });
    for (const path of PATHS) on('GET', path, (call) => shell(core, edition, call));
    on('GET', '/sim/consent-info/view', (call) => info(core, call));
    on('GET', '/sim/consent-info/check', (call) => check(core, call));
    on('POST', '/sim/consent-info/decision', (call) => decide(core, call));
  }
  return routes;
}

/** An empty page: everything a person sees is drawn later by the script. */
function shell(core: Core, edition: Edition, call: Call): Reply {
  if (!signedIn(core, call)) return toLogin(edition, call.url.href);
  const { language, renderDelayMs } = core.switches;
  return html(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Atlassian</title>
<link rel="stylesheet" href="/sim/consent.css">
<link rel="stylesheet" href="/sim/consent-card.css">
<script type="module" src="/sim/consent.js"></script>
</head>
<body>
<div id="root" data-delay="${escapeHtml(String(renderDelayMs))}"></div>
</body>
</html>`);
}

/**
 * Finds what the page is about: by the opaque value, else by the clear parameters. On purpose
 * nothing binds it to the person who started: neither does the real page, as far as is known.
 */
function pendingOf(core: Core, query: URLSearchParams): PendingConsent | undefined {
  const opaque = query.get('context') ?? query.get('state');
  const same = (pending: PendingConsent) =>
    pending.clientId === query.get('client_id') &&
    pending.redirectUri === query.get('redirect_uri') &&
    (pending.state ?? null) === query.get('state') &&
    (pending.codeChallenge ?? null) === query.get('code_challenge');
  return (
    core.world.pending.find((pending) => pending.context === opaque) ??
    core.world.pending.findLast(same)
  );
}

function isExpired(core: Core, pending: PendingConsent): boolean {
  return pending.decided || Date.now() - pending.createdAt >= core.switches.consentLifetimeMs;
}

function info(core: Core, call: Call): Reply {
  const pending = pendingOf(core, call.url.searchParams);
  const account = signedIn(core, call);
  const client = core.world.clients.get(pending?.clientId ?? '');
  if (!account || !client || !pending || isExpired(core, pending)) {
    core.tell('consent-expired', client ? { client: client.id } : {});
    return json(messageView('expired', client));
  }
  const about = { account: account.name, client: client.id };
  const admission = admit(core, account, pending);
  if (admission !== 'consent') {
    core.tell('access-denied', { ...about, detail: admission });
    return json(messageView(admission, client));
  }
  core.tell('consent-shown', about);
  const sites = sitesFor(core, account, pending);
  const only = sites.length === 1 ? sites[0] : undefined;
  const atOnce = only && core.switches.blockWhen !== 'accept';
  const block = atOnce ? blockFor(core, account, client, pending, only) : undefined;
  const csrf = csrfToken(core, pending, account);
  return json(consentView(core.switches, client, { pending, sites, block, csrf }));
}

function csrfToken(core: Core, pending: PendingConsent, account: Account): string {
  const token = pending.csrf.get(account.id) ?? core.mint('csrf');
  pending.csrf.set(account.id, token);
  return token;
}

function blockFor(
  core: Core,
  account: Account,
  client: OAuthClient,
  pending: PendingConsent,
  site: Site,
): BlockText | undefined {
  const domain = client.agent && domainText(core.switches);
  if (domain) {
    core.tell('domain-refused', { account: account.name, client: client.id, site: site.host });
    return domain;
  }
  if (!isBlocked(core, account, client, pending.scopes, site)) return undefined;
  core.tell('blocked', { account: account.name, client: client.id, site: site.host });
  return blockText(core.switches, client.name, site.host);
}

/** Everything a call of the page's script is about, if it is sound. */
function subject(core: Core, call: Call, values: URLSearchParams) {
  const account = signedIn(core, call);
  const pending = core.world.pending.find((candidate) => candidate.flow === values.get('flow'));
  const client = core.world.clients.get(pending?.clientId ?? '');
  if (!account || !pending || !client || isExpired(core, pending)) return undefined;
  const chosen = siteById(core, values.get('site'));
  const site = sitesFor(core, account, pending).find((candidate) => candidate === chosen);
  return { account, pending, client, site };
}

/** Tells the script whether the chosen site blocks the app. */
function check(core: Core, call: Call): Reply {
  const about = subject(core, call, call.url.searchParams);
  if (!about?.site) return json({ error: 'unknown site or flow' }, 400);
  const { account, client, pending, site } = about;
  return json({ block: blockFor(core, account, client, pending, site) ?? null });
}

/** Accept or Cancel. A blocked Accept is answered with nothing at all: it has no effect. */
function decide(core: Core, call: Call): Reply {
  const about = subject(core, call, call.form);
  if (!about) return json(messageView('expired', undefined), 400);
  const { account, pending, client, site } = about;
  if (call.form.get('csrf') !== pending.csrf.get(account.id)) return json({ error: 'csrf' }, 403);
  if (call.form.get('decision') === 'cancel') {
    core.tell('cancelled', { account: account.name, client: client.id });
    pending.decided = true;
    return leave(core, pending, { error: 'access_denied' });
  }
  if (!site || (client.agent && domainText(core.switches))) return { status: 204 };
  if (isBlocked(core, account, client, pending.scopes, site)) return { status: 204 };
  return leave(core, pending, { code: accept(core, account, pending, site) });
}

function accept(core: Core, account: Account, pending: PendingConsent, site: Site): string {
  const { clientId, scopes } = pending;
  core.tell('accepted', { account: account.name, client: clientId, site: site.host });
  pending.decided = true;
  const installs = account.adminOf.includes(site.host);
  const atOnce = core.switches.installAt === 'accept';
  if (installs && atOnce) install(core, account, clientId, scopes, site);
  if (atOnce) grant(core, account, clientId, scopes, site);
  const code = core.mint('code');
  core.world.codes.set(code, {
    clientId,
    redirectUri: pending.redirectUri,
    accountId: account.id,
    site: site.host,
    scopes,
    codeChallenge: pending.codeChallenge,
    used: false,
    install: installs && !atOnce,
  });
  core.tell('code-issued', { account: account.name, client: clientId, site: site.host });
  return code;
}

function leave(core: Core, pending: PendingConsent, answer: Record<string, string>): Reply {
  const target = new URL(pending.redirectUri);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  if (pending.state) target.searchParams.set('state', pending.state);
  return core.switches.acceptNavigation === 'client'
    ? json({ location: target.href })
    : redirect(target.href, 303);
}
