import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { App, Ulid } from '../requests/schema.ts';
import { base64url, digestOf } from './digest.ts';
import { holds } from './holds.ts';
import { standFor } from './standing.ts';

/**
 * One tab in which a reviewer authorises an app: by a consent page of ours, or from the app's own
 * connect page. Kept in `storage.session`; of our own `state` only a digest. The value itself is in
 * one place, the session rule that holds its answer (holds.ts), and goes with it.
 */
const Authorising = z.object({
  requestId: Ulid,
  /** of our own `state`; absent where the app starts the connection, whose answer is its own */
  digest: z.optional(z.string()),
  at: z.number(),
  /** another connection than ours was started in this tab after ours */
  strayed: z.optional(z.boolean()),
  expected: z.object({
    appName: z.string(),
    clientId: z.optional(z.string()),
    scopes: App.shape.scopes,
    redirectHost: z.optional(z.string()),
    site: z.string(),
  }),
});
export type Authorising = z.infer<typeof Authorising>;
type About = Pick<Authorising, 'requestId' | 'expected'>;

const PREFIX = 'authorising:';
const slot = (tabId: number) => `${PREFIX}${tabId}`;
/** In the place of a tab that the browser has not named yet; it gives numbers from 0 on. */
const COMING = -1;
const LOCK = 'countersign-authorising';

async function readSlot(tabId: number): Promise<Authorising | undefined> {
  const stored = await browser.storage.session.get(slot(tabId));
  const parsed = z.safeParse(Authorising, stored[slot(tabId)]);
  return parsed.success ? parsed.data : undefined;
}

/** 256 random bits. */
export function freshState(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** True for the address on which a connection starts; a sign-in may go on below it (observed). */
const starts = ({ pathname, searchParams }: URL): boolean =>
  /^\/authorize\/?$/.test(pathname) && searchParams.has('client_id');

/**
 * A tab that is still to come has the guard stand ready like one that is there. Whoever asks about
 * a tab meanwhile waits: the browser tells of the page before it tells us which tab it is in.
 */
async function openGuarded(value: Authorising, open: () => Promise<number>): Promise<number> {
  try {
    await browser.storage.session.set({ [slot(COMING)]: value });
    await authorising.settle();
    const tabId = await open();
    await browser.storage.session.set({ [slot(tabId)]: value });
    return tabId;
  } finally {
    await browser.storage.session.remove(slot(COMING));
    await authorising.settle();
  }
}

export const authorising = {
  /**
   * Opens a consent page of ours in a tab of its own: first its answer is held and the guard stands
   * ready, and only then the page may come.
   * @param host where the answer will go, without port
   * @param open opens the page at once; answers with its tab
   * @returns false where the answer cannot be held: then nothing is opened
   * @throws what `open` throws; then nothing is held
   */
  async begin(
    held: { state: string; host: string },
    about: About,
    open: () => Promise<number>,
  ): Promise<boolean> {
    const digest = await digestOf(held.state);
    return navigator.locks.request(LOCK, async () => {
      const hold = await holds.add(held.state, held.host);
      if (hold === undefined) return false;
      try {
        const tabId = await openGuarded({ ...about, digest, at: Date.now() }, open);
        await holds.in(tabId, hold);
        return true;
      } catch (error) {
        await holds.drop(hold);
        throw error;
      }
    });
  },

  /** Opens a page of the app's: the consent page that it leads to is compared, and held by nobody. */
  accompany: (about: About, open: () => Promise<number>): Promise<number> =>
    navigator.locks.request(LOCK, () => openGuarded({ ...about, at: Date.now() }, open)),

  /** What is under way in a tab; waits for a page that is just being opened. */
  of: (tabId: number): Promise<Authorising | undefined> =>
    navigator.locks.request(LOCK, { mode: 'shared' }, () => readSlot(tabId)),

  /** A connection starts in a tab: notes whether it is ours. Of its `state` only the digest is made. */
  async started(tabId: number, address: string): Promise<void> {
    const about = await authorising.of(tabId);
    const url = new URL(address);
    // An app starts as many connections as it likes; each is compared by itself.
    if (about?.digest === undefined || !starts(url)) return;
    const state = url.searchParams.get('state');
    const strayed = state === null || (await digestOf(state)) !== about.digest;
    if (strayed === (about.strayed ?? false)) return;
    await browser.storage.session.set({ [slot(tabId)]: { ...about, strayed } });
  },

  /** The tabs in which one is under way. */
  async tabs(): Promise<number[]> {
    const keys = Object.keys(await browser.storage.session.get());
    return keys
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => Number(key.slice(PREFIX.length)));
  },

  /** It is over in this tab; never in the middle of an opening, whose guard would go with it. */
  end: (tabId: number): Promise<void> =>
    navigator.locks.request(LOCK, async () => {
      await browser.storage.session.remove(slot(tabId));
      await authorising.settle();
    }),

  /** The guard stands ready exactly while one is under way. */
  settle: (): Promise<void> => standFor('guard', PREFIX),
};
