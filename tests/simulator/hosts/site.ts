import type { Core } from '../core.ts';
import type { Edition } from '../editions.ts';
import { type Call, json, notFound, type Reply, type Route } from '../http.ts';
import { escapeHtml, plainPage } from '../page.ts';
import { signedIn, toLogin } from '../session.ts';

/** Customers' sites: a home page and the public `tenant_info`. */
export function siteRoutes(core: Core, edition: Edition): Route[] {
  const host = `*.${edition.siteDomain}`;
  return [
    { host, method: 'GET', path: '/', handler: (call) => home(core, call) },
    {
      host,
      method: 'GET',
      path: '/sim/sign-in',
      handler: (call) => toLogin(edition, `https://${call.host}/`),
    },
    { host, method: 'GET', path: '/_edge/tenant_info', handler: (call) => tenantInfo(core, call) },
  ];
}

function siteOf(core: Core, call: Call) {
  return core.world.sites.find((site) => site.host === call.host);
}

function home(core: Core, call: Call): Reply {
  const site = siteOf(core, call);
  if (!site) return notFound('This site does not exist');
  const account = signedIn(core, call);
  const person = account
    ? `<p>Signed in as ${escapeHtml(account.name)}</p>`
    : '<p><a class="button" href="/sim/sign-in">Sign in</a></p>';
  return plainPage(`Jira on ${site.host}`, `<h1>Jira on ${escapeHtml(site.host)}</h1>${person}`);
}

/** Answers without a session (documented). */
function tenantInfo(core: Core, call: Call): Reply {
  const site = siteOf(core, call);
  if (!site) return json({ error: 'not found' }, 404);
  switch (core.switches.tenantInfo) {
    case 'ok':
      return json({ cloudId: site.cloudId });
    case 'fails':
      return { status: 503, body: 'Service Unavailable' };
    case 'garbage':
      return json({ cloudId: '<script>../../</script>', surprise: true });
  }
}
