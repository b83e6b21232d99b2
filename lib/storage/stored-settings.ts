import * as z from 'zod/mini';
import {
  entryOf,
  type HostList,
  isSameHost,
  type OtherHost,
  readHostList,
} from '../atlassian/custom-hosts.ts';
import { CloudId } from '../messages/page.ts';
import { MAX } from '../requests/limits.ts';
import { SiteName, WAYS, type Way } from '../requests/schema.ts';
import { readSettings, type Settings } from '../requests/settings.ts';
import { keptItem, storedList } from './kept-item.ts';

const settingsItem = keptItem<unknown>('settings', null);

/** The reviewer's settings. Owned by the background. */
export const settings = {
  async read(): Promise<Settings> {
    return readSettings(await settingsItem.getValue());
  },
  write: (value: Settings): Promise<void> => settingsItem.setValue(value),
};

const nameItem = keptItem<unknown>('requesterName', '');
const wayItem = keptItem<unknown>('requesterWay', '');
const reviewerItem = keptItem<unknown>('reviewerName', '');

const asName = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, MAX.name) : '';

/** The few things a person should not have to type twice. Owned by the background. */
export const remembered = {
  /** the name or email last given with a request; empty if none was */
  name: async (): Promise<string> => asName(await nameItem.getValue()),
  setName: (name: string): Promise<void> => nameItem.setValue(name),
  /** how a request was last passed on; undefined if none was */
  async way(): Promise<Way | undefined> {
    const kept = await wayItem.getValue();
    return WAYS.find((way) => way === kept);
  },
  setWay: (way: Way): Promise<void> => wayItem.setValue(way),
  /** the name last given as a reviewer; empty if none was */
  reviewer: async (): Promise<string> => asName(await reviewerItem.getValue()),
  setReviewer: (name: string): Promise<void> => reviewerItem.setValue(name),
};

/** Nobody meets more wordings; beyond it the oldest go. */
const MAX_WORDINGS = 200;

const wordings = storedList('notBlocked', z.string());

/** A digest, so that no words of any page are kept. */
async function digestOfWording(edition: string, wording: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${edition}|${wording}`);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Wordings that are no block, by the person's word. Owned by the background. */
export const notBlocked = {
  async has(edition: string, wording: string): Promise<boolean> {
    const { records } = await wordings.read();
    return records.includes(await digestOfWording(edition, wording));
  },
  async add(edition: string, wording: string): Promise<void> {
    const digest = await digestOfWording(edition, wording);
    await wordings.change((before) =>
      [...before.filter((one) => one !== digest), digest].slice(-MAX_WORDINGS),
    );
  },
  forget: wordings.forget,
};

/** More sites than anybody administers; beyond it the ones learned first go. */
const MAX_SITES = 1000;

const sites = storedList('siteIds', z.object({ cloudId: CloudId, site: SiteName }));

/**
 * Which site a cloud ID stands for, as the sites themselves told when a reviewer had one looked up
 * (lib/background/site-fetch.ts). Addresses in Administration name a site by this ID alone.
 */
export const siteIds = {
  async siteOf(cloudId: string): Promise<string | undefined> {
    return (await sites.read()).records.find((one) => one.cloudId === cloudId)?.site;
  },
  async known(): Promise<ReadonlySet<string>> {
    return new Set((await sites.read()).records.map(({ site }) => site));
  },
  /** The last word counts, for the site and for the ID. */
  async learn(site: string, cloudId: string): Promise<void> {
    await sites.change((before) => {
      const rest = before.filter((one) => one.site !== site && one.cloudId !== cloudId);
      return [...rest, { cloudId, site }].slice(-MAX_SITES);
    });
  },
};

const MAX_CLIENTS = 200;
/** After a month it may be tried again: Atlassian changes. */
const REFUSED_TTL_MS = 30 * 24 * 60 * 60_000;

const refused = storedList('lockRefused', z.object({ clientId: z.string(), at: z.number() }));

/** Clients for which Atlassian did not take a consent address with our lock (U13). */
export const lockRefused = {
  async has(clientId: string): Promise<boolean> {
    const { records } = await refused.read();
    return records.some((one) => one.clientId === clientId && Date.now() - one.at < REFUSED_TTL_MS);
  },
  async add(clientId: string): Promise<void> {
    await refused.change((before) => {
      const rest = before.filter((one) => one.clientId !== clientId);
      return [...rest, { clientId, at: Date.now() }].slice(-MAX_CLIENTS);
    });
  },
};

const hostsItem = keptItem<unknown>('otherHosts', null);

/** The list as it is stored; what is no list counts as an empty one. */
async function stored(): Promise<unknown[]> {
  const value = await hostsItem.getValue();
  return Array.isArray(value) ? value : [];
}

/** The hosts a person added in Options. Owned by the background. */
export const customHosts = {
  read: async (): Promise<HostList> => readHostList(await stored()),
  add: async (host: OtherHost): Promise<void> =>
    hostsItem.setValue([...(await stored()), entryOf(host)]),
  /** Takes the host out, however often it stands there; what cannot be read stays. */
  async remove(host: OtherHost): Promise<void> {
    const kept = (await stored()).filter((entry) => {
      const [same] = readHostList([entry]).hosts;
      return !same || !isSameHost(same, host);
    });
    await hostsItem.setValue(kept);
  },
  forget: (): Promise<void> => hostsItem.removeValue(),
};
