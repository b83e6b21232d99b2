import * as z from 'zod/mini';
import { CHANNELS, Target } from '../channels/outbox.ts';
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
