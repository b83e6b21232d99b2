import type { Core } from '../core.ts';
import { type Call, json, type Reply, type Route, redirect } from '../http.ts';
import { escapeHtml, facts, plainPage } from '../page.ts';
import { parseSwitches, SWITCH_NAMES, SWITCH_TABLE, type SwitchName } from '../switches.ts';

/** Where a person who tries the extension by hand finds the switches. */
export const CONTROL_HOST = 'sim.countersign.example';

/** The simulator's own page: switches as forms, and the state of the posed world. */
export function controlRoutes(core: Core, links: string[]): Route[] {
  const host = CONTROL_HOST;
  const show = () => page(core, links);
  return [
    { host, method: 'GET', path: '/', handler: show },
    { host, method: 'GET', path: '/switches', handler: show },
    { host, method: 'POST', path: '/switches', handler: (call) => change(core, call) },
    { host, method: 'POST', path: '/toggle', handler: (call) => toggle(core, call) },
  ];
}

/** Takes JSON from programs and forms from people. */
function change(core: Core, call: Call): Reply {
  const isForm = [...call.form.keys()].length > 0;
  try {
    const wanted: unknown = isForm ? Object.fromEntries(call.form) : JSON.parse(call.body);
    Object.assign(core.switches, parseSwitches(wanted));
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
  return isForm ? redirect('/', 303) : json(core.switches);
}

function toggle(core: Core, call: Call): Reply {
  const site = core.world.sites.find(({ host }) => host === call.form.get('site'));
  if (site) {
    site.userApps = site.userApps === 'allowed' ? 'blocked' : 'allowed';
    core.tell('toggle-changed', { site: site.host, detail: site.userApps });
  }
  return redirect('/', 303);
}

function page(core: Core, links: string[]): Reply {
  const { world } = core;
  const accounts = world.accounts.map(({ name, productAccess, adminOf }): [string, string] => [
    name,
    `uses ${productAccess.join(', ') || 'nothing'}; administers ${adminOf.join(', ') || 'nothing'}`,
  ]);
  return plainPage(
    'Countersign simulator',
    `<h1>Countersign simulator</h1>
<p>Everything here is posed on this computer. Nothing you do reaches Atlassian.</p>
<ul>${links.map((link) => `<li><a href="${link}">${link}</a></li>`).join('')}</ul>
<h2>Switches</h2>
<table><thead><tr><th>Switch</th><th>Unknown</th><th>Value</th></tr></thead>
<tbody>${SWITCH_NAMES.map((name) => switchRow(core, name)).join('')}</tbody></table>
<h2>Accounts</h2>${facts(accounts)}
<h2>Sites</h2>${world.sites.map((site) => siteState(core, site.host)).join('')}
<h2>What happened</h2>
<ol>${world.log.map((event) => `<li>${escapeHtml(sentence(event))}</li>`).join('')}</ol>`,
  );
}

function switchRow(core: Core, name: SwitchName): string {
  const { values, unknown, about } = SWITCH_TABLE[name];
  const present = String(core.switches[name]);
  const choices = [...new Set([...values.map(String), present])].map(
    (value) => `<option${value === present ? ' selected' : ''}>${escapeHtml(value)}</option>`,
  );
  return `<tr><td><label for="${name}">${name}</label><br><small>${about}</small></td>
<td>${unknown}</td>
<td><form method="post" action="/switches">
<select id="${name}" name="${name}">${choices.join('')}</select>
<button>Set ${name}</button></form></td></tr>`;
}

function siteState(core: Core, host: string): string {
  const site = core.world.sites.find((candidate) => candidate.host === host);
  if (!site) return '';
  const apps = [...site.installations.keys()].map((id) => core.world.clients.get(id)?.name ?? id);
  return `${facts([
    [site.host, site.cloudId],
    ['User installed apps', site.userApps],
    ['Installed', apps.join(', ') || 'nothing'],
  ])}<form method="post" action="/toggle"><input type="hidden" name="site" value="${site.host}">
<button>${site.userApps === 'allowed' ? 'Block' : 'Allow'} user apps on ${site.host}</button></form>`;
}

function sentence(event: Core['world']['log'][number]): string {
  const time = new Date(event.at).toISOString().slice(11, 19);
  const { type, account, client, site, detail } = event;
  return [time, type, account, client, site, detail].filter(Boolean).join(' · ');
}
