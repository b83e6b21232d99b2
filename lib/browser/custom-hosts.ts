import { browser } from 'wxt/browser';
import {
  type HostList,
  isSameHost,
  type OtherHost,
  readHostList,
} from '../atlassian/custom-hosts.ts';
import { customHosts } from '../storage/stored-settings.ts';

/** So long an answer about policies is waited for, in milliseconds; then the last one counts. */
const PATIENCE = 1000;
/** The browser's last answer, and whether a question is still open. */
const policy: { values: Record<string, unknown>; silent: boolean } = { values: {}, silent: false };

/**
 * What a policy set under this name (public/managed_schema.json). Firefox refuses to answer where
 * there is no policy at all; Chromium was seen to leave the question open (version 156, a new profile,
 * no policy), and nothing may wait for that for ever.
 */
export async function policyOf(name: 'hosts' | 'destinations'): Promise<unknown> {
  const asked = browser.storage.managed
    .get()
    .then(
      (managed) => managed as Record<string, unknown>,
      () => ({}),
    )
    .then((values) => {
      policy.values = values;
      policy.silent = false;
      return true;
    });
  const patience = policy.silent ? 0 : PATIENCE;
  const over = new Promise<false>((end) => setTimeout(() => end(false), patience));
  if (!(await Promise.race([asked, over]))) policy.silent = true;
  return policy.values[name];
}

/** The hosts that a policy set. */
export const policyHosts = async (): Promise<HostList> => readHostList(await policyOf('hosts'));

/**
 * The hosts among which one is to be found: those that a person added, where it is one of them, and
 * else all. The answer about policies may take its time, and only then is it waited for.
 */
export async function hostsWith(fits: (host: OtherHost) => boolean): Promise<OtherHost[]> {
  const { hosts } = await customHosts.read().catch((): HostList => ({ hosts: [], bad: [] }));
  return hosts.some(fits) ? hosts : allHosts();
}

/** All hosts, those of the policy first, without doubles. Never throws: then there are none. */
export async function allHosts(): Promise<OtherHost[]> {
  const none: HostList = { hosts: [], bad: [] };
  const [policy, own] = await Promise.all([
    policyHosts().catch(() => none),
    customHosts.read().catch(() => none),
  ]);
  const more = own.hosts.filter((one) => !policy.hosts.some((other) => isSameHost(one, other)));
  return [...policy.hosts, ...more];
}
