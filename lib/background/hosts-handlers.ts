import { browser } from 'wxt/browser';
import {
  baseOf,
  entryOf,
  isSameHost,
  MAX_HOSTS,
  type OtherHost,
  originsOf,
  parseOtherHost,
  placeOf,
} from '../atlassian/custom-hosts.ts';
import { applicationLinks, isolatedAdministration } from '../atlassian/links.ts';
import { allHosts, hostsWith, policyHosts } from '../browser/custom-hosts.ts';
import type { HostsSeen } from '../messages/records.ts';
import type { Answer } from '../messages/types.ts';
import type { Answers } from '../messages.ts';
import type { Store } from '../storage/request-store.ts';
import { customHosts } from '../storage/stored-settings.ts';
import { isAllowed, registerOnHosts } from './content-scripts.ts';
import type { Handlers } from './serve.ts';

async function seen(): Promise<Answer<HostsSeen>> {
  // What takes its time comes first: what is listed is what is there when it is told.
  const policy = await policyHosts();
  const [own, all] = await Promise.all([customHosts.read(), allHosts()]);
  const hosts = await Promise.all(
    all.map(async (host) => ({
      ...entryOf(host),
      origins: originsOf(host),
      policy: policy.hosts.some((one) => isSameHost(one, host)),
      allowed: await isAllowed(host),
    })),
  );
  return { ok: true, hosts, badPolicy: policy.bad, unreadable: own.bad.length };
}

/** Gives the permission back, but for origins that another host on the list still needs. */
async function giveBack(host: OtherHost): Promise<void> {
  const needed = new Set((await allHosts()).flatMap(originsOf));
  const origins = originsOf(host).filter((origin) => !needed.has(origin));
  // Fails where the manifest itself asks for the origin (the build for tests): then it stays.
  if (origins.length > 0) await browser.permissions.remove({ origins }).catch(() => false);
}

/** Forgets every host that a person added, with its permission and its script. */
export async function forgetHosts(): Promise<void> {
  const { hosts } = await customHosts.read();
  await customHosts.forget();
  await Promise.all(hosts.map(giveBack));
  await registerOnHosts();
}

/** The address of Application links, of a host on the list and of no other: links prove nobody. */
async function linksOf(store: Store, id: string): Promise<Answers['findApplicationLinks']> {
  const request = await store.one(id);
  if (request?.edition !== 'data-center') return { ok: false, problem: 'unknown-request' };
  const mine = (await allHosts()).filter(
    (host) => host.kind.endsWith('-data-center') && host.host === request.site,
  );
  const { base } = request.dataCenter ?? {};
  const [only] = base ? mine.filter((host) => baseOf(host) === base) : mine;
  return only
    ? { ok: true, url: applicationLinks(baseOf(only)) }
    : { ok: false, problem: 'host-not-listed' };
}

/** True for the custom domain of a Cloud site that is on the list. */
export async function isCustomDomain(site: string): Promise<boolean> {
  return (await allHosts()).some(({ kind, host }) => kind === 'custom-domain' && host === site);
}

/** The administration of the Isolated Cloud to which a site belongs, or of the only one there is. */
export async function isolatedAdmin(
  site: string,
): Promise<Answer<{ url: string; exact: boolean }>> {
  const mine = (await allHosts()).filter(({ kind }) => kind === 'isolated-cloud');
  const own = mine.find(({ host }) => site.endsWith(`.${host}`));
  const domain = own ?? (mine.length === 1 ? mine[0] : undefined);
  return domain
    ? { ok: true, url: isolatedAdministration(domain.host), exact: false }
    : { ok: false, problem: 'host-not-listed' };
}

/** Hosts that no manifest can list: what Options, the banner and the guide ask about them. */
export function hostsHandlers(
  store: Store,
): Pick<Handlers, 'hostLook' | 'listHosts' | 'addHost' | 'removeHost' | 'findApplicationLinks'> {
  return {
    async hostLook(_data, { url }) {
      const isIt = (host: OtherHost) => placeOf(url, [host]) !== undefined;
      const place = placeOf(url, await hostsWith(isIt));
      return place ? { ok: true, place } : { ok: false, problem: 'not-allowed' };
    },
    listHosts: seen,
    async addHost({ kind, address }) {
      const parsed = parseOtherHost(kind, address);
      if (!parsed.ok) return parsed;
      const { host } = parsed;
      if (!(await isAllowed(host))) return { ok: false, problem: 'host-not-allowed' };
      const all = await allHosts();
      if (all.some((one) => isSameHost(one, host))) return { ok: false, problem: 'host-twice' };
      if (all.length >= MAX_HOSTS) return { ok: false, problem: 'host-too-many' };
      await customHosts.add(host);
      await registerOnHosts();
      return seen();
    },
    async removeHost({ kind, address }) {
      const parsed = parseOtherHost(kind, address);
      if (!parsed.ok) return parsed;
      const { host } = parsed;
      const { hosts } = await policyHosts();
      if (hosts.some((one) => isSameHost(one, host))) {
        return { ok: false, problem: 'host-by-policy' };
      }
      await customHosts.remove(host);
      await registerOnHosts();
      await giveBack(host);
      return seen();
    },
    findApplicationLinks: ({ id }) => linksOf(store, id),
  };
}
