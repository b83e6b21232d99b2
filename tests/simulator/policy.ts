import type { Core } from './core.ts';
import { EDITIONS } from './editions.ts';
import { FURTHER_SITES } from './seed.ts';
import type { Account, OAuthClient, PendingConsent, Site } from './world.ts';

/**
 * What the consent page shows this person: the screen "Access denied", the screen for apps that
 * are not distributed, the one for scopes that the app never registered, or the consent itself.
 */
export type Admission =
  | 'consent'
  | 'access-denied'
  | 'not-distributed'
  | 'wrong-scopes'
  | 'expired'
  | 'context-invalid'
  | 'client-not-found'
  | 'new-words'
  | 'ip'
  | 'unsupported-site';

/** Decides which screen the person meets. */
export function admit(core: Core, account: Account, pending: PendingConsent): Admission {
  const { screen } = core.switches;
  if (screen !== 'consent' && screen !== 'bad-callback' && screen !== 'bad-parameters') {
    return screen;
  }
  const client = core.world.clients.get(pending.clientId);
  if (!client || client.distribution === 'private') return 'not-distributed';
  if (!pending.scopes.every((scope) => client.scopes.includes(scope))) return 'wrong-scopes';
  return sitesFor(core, account, pending).length === 0 ? 'access-denied' : 'consent';
}

/** Sites among which this person may choose: those where they may use the product. */
export function sitesFor(core: Core, account: Account, pending: PendingConsent): Site[] {
  const further = core.switches.sites === 'several' ? FURTHER_SITES : [];
  const withAccess = account.productAccess.length > 0;
  const hosts = withAccess ? [...account.productAccess, ...further] : adminOnlySites(core, account);
  return core.world.sites.filter(
    (site) => hosts.includes(site.host) && EDITIONS[site.edition].id === pending.edition,
  );
}

function adminOnlySites(core: Core, account: Account): string[] {
  return core.switches.orgAdminWithoutAccess === 'clean' ? account.adminOf : [];
}

/**
 * The block itself. Observed: an admin never meets it, and one admin's consent frees the whole
 * site. Guess: whether wider scopes than those installed bring it back.
 */
export function isBlocked(
  core: Core,
  account: Account,
  client: OAuthClient,
  scopes: string[],
  site: Site,
): boolean {
  if (site.userApps === 'allowed' || account.adminOf.includes(site.host)) return false;
  const installed = site.installations.get(client.id);
  if (!installed) return true;
  const grown = scopes.some((scope) => !installed.scopes.includes(scope));
  return grown && core.switches.scopeGrowthReblocks;
}

/** Puts an app on a site, or widens what is there; earlier scopes stay. */
export function install(core: Core, by: Account, clientId: string, scopes: string[], site: Site) {
  const before = site.installations.get(clientId)?.scopes ?? [];
  site.installations.set(clientId, {
    clientId,
    scopes: [...new Set([...before, ...scopes])],
    installedBy: by.name,
    at: Date.now(),
  });
  core.tell('installed', { account: by.name, client: clientId, site: site.host });
}

/** Notes that this person consented; a later consent replaces the earlier one. */
export function grant(core: Core, by: Account, clientId: string, scopes: string[], site: Site) {
  const { world } = core;
  world.grants = world.grants.filter(
    (held) => held.accountId !== by.id || held.clientId !== clientId || held.site !== site.host,
  );
  world.grants.push({ accountId: by.id, clientId, site: site.host, scopes, at: Date.now() });
  core.tell('granted', { account: by.name, client: clientId, site: site.host });
}
