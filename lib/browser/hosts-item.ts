import { browser } from 'wxt/browser';
import { entryOf, type HostList, readHostList } from '../atlassian/host-list.ts';
import { isSameHost, type OtherHost } from '../atlassian/other-hosts.ts';
import { keptItem } from './kept-item.ts';

const hostsItem = keptItem<unknown>('otherHosts', null);

/** The list as it is stored; what is no list counts as an empty one. */
async function stored(): Promise<unknown[]> {
  const value = await hostsItem.getValue();
  return Array.isArray(value) ? value : [];
}

/** The hosts a person added in Options. Owned by the background. */
export const ownHosts = {
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

/** So long an answer about policies is waited for, in milliseconds; then the last one counts. */
const PATIENCE = 1000;
/** What the browser said last, and whether it has left a question open. */
const policy: { hosts?: unknown; silent: boolean } = { silent: false };

/**
 * The hosts that a policy set (`hosts` in public/managed_schema.json). Firefox refuses to answer
 * where there is no policy at all; Chromium was seen to leave the question open (version 156, a new
 * profile, no policy), and nothing may wait for that for ever.
 */
export async function policyHosts(): Promise<HostList> {
  const asked = browser.storage.managed
    .get('hosts')
    .then(
      (managed) => (managed as { hosts?: unknown }).hosts,
      () => undefined,
    )
    .then((hosts) => {
      policy.hosts = hosts;
      policy.silent = false;
      return true;
    });
  const patience = policy.silent ? 0 : PATIENCE;
  const over = new Promise<false>((end) => setTimeout(() => end(false), patience));
  if (!(await Promise.race([asked, over]))) policy.silent = true;
  return readHostList(policy.hosts);
}

/**
 * The hosts among which one is to be found: those that a person added, where it is one of them, and
 * else all. The answer about policies may take its time, and only then is it waited for.
 */
export async function hostsWith(fits: (host: OtherHost) => boolean): Promise<OtherHost[]> {
  const { hosts } = await ownHosts.read().catch((): HostList => ({ hosts: [], bad: [] }));
  return hosts.some(fits) ? hosts : allHosts();
}

/** All hosts, those of the policy first, without doubles. Never throws: then there are none. */
export async function allHosts(): Promise<OtherHost[]> {
  const none: HostList = { hosts: [], bad: [] };
  const [policy, own] = await Promise.all([
    policyHosts().catch(() => none),
    ownHosts.read().catch(() => none),
  ]);
  const more = own.hosts.filter((one) => !policy.hosts.some((other) => isSameHost(one, other)));
  return [...policy.hosts, ...more];
}
