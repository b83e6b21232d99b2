import {
  type HostList,
  isSameHost,
  type OtherHost,
  readHostList,
} from '../atlassian/custom-hosts.ts';
import { customHosts } from '../storage/stored-hosts.ts';
import { policyOf } from './policy.ts';

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
