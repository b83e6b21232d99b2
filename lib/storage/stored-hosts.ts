import {
  entryOf,
  type HostList,
  isSameHost,
  type OtherHost,
  readHostList,
} from '../atlassian/custom-hosts.ts';
import { keptItem } from './kept-item.ts';

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
