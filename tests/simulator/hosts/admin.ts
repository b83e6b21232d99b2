import type { Core } from '../core.ts';
import { type Edition, serviceHost } from '../editions.ts';
import { type Call, html, notFound, type Reply, type Route, redirect } from '../http.ts';
import { escapeHtml, plainPage } from '../page.ts';
import { signedIn, siteById, toLogin } from '../session.ts';
import type { Account, Site } from '../world.ts';

type AdminPage = (admin: Account, call: Call) => Reply;
type SitePage = (site: Site, call: Call) => Reply;

/** A page that leads on as the switch says. */
function adminPage(core: Core, title: string, body: string): Reply {
  const script = '<script type="module" src="/sim/admin-nav.js"></script>';
  return plainPage(title, core.switches.adminNavigation === 'client' ? script + body : body);
}

/** `admin.*`: the few screens of Atlassian Administration that concern connected apps. */
export function adminRoutes(core: Core, edition: Edition): Route[] {
  const host = serviceHost(edition, 'admin');
  const routes: Route[] = [];
  const on = (method: string, path: string, page: AdminPage) => {
    const handler = (call: Call) => asAdmin(core, edition, call, page);
    routes.push({ host, method, path, handler });
  };
  const onSite = (method: string, path: string, page: SitePage) =>
    on(method, `/s/:cloudId${path}`, (admin, call) => forSite(core, admin, call, page));
  on('GET', '/', (admin) => home(core, admin));
  on('GET', '/user-requests', () => userRequests(core));
  onSite('GET', '/user-connected-apps', (site) => connectedApps(core, site));
  onSite('GET', '/user-connected-apps/tab/installed', (site) => connectedApps(core, site));
  onSite('GET', '/user-connected-apps/tab/settings', (site) => settingsTab(core, site));
  onSite('POST', '/user-connected-apps/settings', (site, call) => saveToggle(core, site, call));
  onSite('POST', '/user-connected-apps/uninstall', (site, call) => uninstall(core, site, call));
  return routes;
}

function asAdmin(core: Core, edition: Edition, call: Call, page: AdminPage): Reply {
  const account = signedIn(core, call);
  if (!account) return signInFirst(core, edition, call);
  if (account.adminOf.length === 0) {
    return plainPage(
      'Atlassian Administration',
      `<h1>You don’t have access</h1>
<p>${escapeHtml(account.name)} is not an admin of any organization.</p>`,
      403,
    );
  }
  return page(account, call);
}

/**
 * Unknown: whether the server or a script sends people to the login. With the server, the browser
 * itself carries the fragment to the login page; with a script, it travels inside `continue`.
 */
function signInFirst(core: Core, edition: Edition, call: Call): Reply {
  if (core.switches.adminSignIn === 'server') return toLogin(edition, call.url.href);
  const login = `https://${serviceHost(edition, 'id')}/login`;
  return html(`<!doctype html>
<html lang="en" data-login="${login}">
<head>
<meta charset="utf-8">
<title>Atlassian Administration</title>
<script type="module" src="/sim/admin-sign-in.js"></script>
</head>
<body></body>
</html>`);
}

function forSite(core: Core, admin: Account, call: Call, page: SitePage): Reply {
  const site = siteById(core, call.params['cloudId'] ?? null);
  if (!site || !admin.adminOf.includes(site.host)) return notFound();
  return page(site, call);
}

function home(core: Core, admin: Account): Reply {
  const sites = core.world.sites
    .filter((site) => admin.adminOf.includes(site.host))
    .map(
      (site) => `<li>${escapeHtml(site.host)}: <a href="${appsPath(site)}">Connected apps</a></li>`,
    );
  const requests =
    core.switches.userRequests === 'present' ? '<a href="/user-requests">User requests</a>' : '';
  return adminPage(
    core,
    'Atlassian Administration',
    `<h1>Atlassian Administration</h1>
<p>Signed in as ${escapeHtml(admin.name)}</p>
<nav aria-label="Apps"><h2>Apps</h2>${requests}<ul>${sites.join('')}</ul></nav>`,
  );
}

function appsPath(site: Site): string {
  return `/s/${site.cloudId}/user-connected-apps`;
}

function connectedApps(core: Core, site: Site): Reply {
  const rows = [...site.installations.values()].map((installed) => {
    const name = core.world.clients.get(installed.clientId)?.name ?? installed.clientId;
    const cells = [name, installed.scopes.join(' '), installed.installedBy];
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}
<td><form method="post" action="${appsPath(site)}/uninstall">
<input type="hidden" name="client" value="${escapeHtml(installed.clientId)}">
<button>Uninstall ${escapeHtml(name)}</button></form></td></tr>`;
  });
  const list = rows.length
    ? `<table><thead><tr><th>App</th><th>Permissions</th><th>Installed by</th><th></th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`
    : '<p>No apps are installed on this site.</p>';
  return adminPage(
    core,
    'Connected apps',
    `<nav aria-label="Back"><a href="/">All sites</a></nav>
<h1>Connected apps</h1><p>${escapeHtml(site.host)}</p>
<h2>Installed</h2>${list}${settingsForm(site)}`,
  );
}

function settingsForm(site: Site): string {
  const radio = (value: Site['userApps'], label: string) =>
    `<label><input type="radio" name="userApps" value="${value}"${
      site.userApps === value ? ' checked' : ''
    }> ${label}</label>`;
  return `<h2>Settings</h2>
<form method="post" action="${appsPath(site)}/settings">
<fieldset><legend>User installed apps</legend>
${radio('allowed', 'Allowed')}${radio('blocked', 'Block user apps')}
</fieldset>
<button>Save</button>
</form>`;
}

/** An address that nobody has seen; missing unless the switch says otherwise. */
function settingsTab(core: Core, site: Site): Reply {
  if (core.switches.settingsTab === 'missing') return notFound();
  return plainPage(
    'Connected apps',
    `<h1>Connected apps</h1><p>${escapeHtml(site.host)}</p>${settingsForm(site)}`,
  );
}

function saveToggle(core: Core, site: Site, call: Call): Reply {
  site.userApps = call.form.get('userApps') === 'allowed' ? 'allowed' : 'blocked';
  core.tell('toggle-changed', { site: site.host, detail: site.userApps });
  return redirect(appsPath(site), 303);
}

function uninstall(core: Core, site: Site, call: Call): Reply {
  const client = call.form.get('client') ?? '';
  site.installations.delete(client);
  core.tell('uninstalled', { site: site.host, client });
  return redirect(appsPath(site), 303);
}

/** One vendor claims that blocked attempts are listed for admins; two admins found nothing. */
function userRequests(core: Core): Reply {
  if (core.switches.userRequests === 'absent') return notFound();
  const items = core.world.log
    .filter((event) => event.type === 'blocked')
    .map((event) => {
      const app = core.world.clients.get(event.client ?? '')?.name ?? '';
      return `<li>${escapeHtml(`${event.account} asked for ${app} on ${event.site}`)}</li>`;
    });
  return plainPage('User requests', `<h1>User requests</h1><ul>${items.join('')}</ul>`);
}
