import {
  type Destination,
  type DestinationList,
  isSameDestination,
  readDestinations,
} from '../requests/destination.ts';
import { keptItem } from './kept-item.ts';

const item = keptItem<unknown>('destinations', null);
const lastItem = keptItem<unknown>('requesterDestination', '');

/** The list as it is stored; what is no list counts as an empty one. */
async function stored(): Promise<unknown[]> {
  const value = await item.getValue();
  return Array.isArray(value) ? value : [];
}

/** Where requests go, as a person set it or took it over from a set-up link. Owned by the background. */
export const ownDestinations = {
  read: async (): Promise<DestinationList> => readDestinations(await stored()),
  /** Puts them at the end; one that is there with the same site and label goes. */
  async put(added: readonly Destination[]): Promise<void> {
    const kept = await without(added);
    await item.setValue([...kept, ...added]);
  },
  /** Takes it out, however often it stands there; what cannot be read stays. */
  remove: async (gone: Pick<Destination, 'site' | 'label'>): Promise<void> =>
    item.setValue(await without([gone])),
  /** the label of the one that was chosen last; empty: none was */
  async last(): Promise<string> {
    const label = await lastItem.getValue();
    return typeof label === 'string' ? label : '';
  },
  choose: (label: string): Promise<void> => lastItem.setValue(label),
};

async function without(gone: readonly Pick<Destination, 'site' | 'label'>[]): Promise<unknown[]> {
  return (await stored()).filter((entry) => {
    const [same] = readDestinations([entry]).destinations;
    return !same || !gone.some((one) => isSameDestination(same, one));
  });
}
