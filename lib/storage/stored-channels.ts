import * as z from 'zod/mini';
import { CHANNELS, Target } from '../channels/outbox.ts';
import {
  type Destination,
  type DestinationList,
  isSameDestination,
  readDestinations,
} from '../requests/destination.ts';
import { text, Ulid } from '../requests/schema.ts';
import { keptItem, storedList } from './kept-item.ts';

/** A queue that this reviewer has in view. */
export const WatchedQueue = z.object({
  channel: z.enum(CHANNELS),
  target: Target,
  label: text(120),
});
export type WatchedQueue = z.infer<typeof WatchedQueue>;

/** The queues that are shown to this reviewer. Owned by the background. */
export const watchedQueues = storedList('watchedQueues', WatchedQueue);

/** When a queue, or a requester's own issues, were last looked at; times in milliseconds since 1970. */
const Look = z.object({
  at: z.number(),
  /** not before */
  next: z.number(),
  /** everything was read, and not only what changed */
  wholeAt: z.number(),
  tries: z.int(),
  problem: z.optional(text(40)),
  /** issues that are marked as Countersign's and cannot be read, and whether there are more than are read */
  bad: z.optional(z.int()),
  more: z.optional(z.boolean()),
});
export type StoredLook = z.infer<typeof Look>;

const looksItem = keptItem<unknown>('looks', null);
const Looks = z.record(z.string(), Look);

export const storedLooks = {
  async read(): Promise<Record<string, StoredLook>> {
    const parsed = z.safeParse(Looks, await looksItem.getValue());
    return parsed.success ? parsed.data : {};
  },
  write: (looks: Record<string, StoredLook>): Promise<void> => looksItem.setValue(looks),
};

/** What came while nobody looked: told once, when the popup is opened. */
const News = z.object({
  asks: z.int(),
  decided: z.array(Ulid).check(z.maxLength(100)),
  /** a notification was shown of it */
  notified: z.boolean(),
});
export type StoredNews = z.infer<typeof News>;
export const NO_NEWS: StoredNews = { asks: 0, decided: [], notified: true };

const newsItem = keptItem<unknown>('news', null);

export const storedNews = {
  async read(): Promise<StoredNews> {
    const parsed = z.safeParse(News, await newsItem.getValue());
    return parsed.success ? parsed.data : NO_NEWS;
  },
  write: (news: StoredNews): Promise<void> => newsItem.setValue(news),
};

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
