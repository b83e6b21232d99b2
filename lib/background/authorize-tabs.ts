import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { isAtlassianHost } from '../atlassian/hosts.ts';
import { digestOf } from '../digest.ts';
import type { AuthorizeOutcome } from '../requests/authorize.ts';
import { Ulid } from '../requests/schema.ts';
import { type Consent, consents, ExpectedShape } from '../storage/consents.ts';
import { registerFor } from './content-scripts.ts';
import { MAX_BLOCKS, responseBlocks } from './response-blocks.ts';

/**
 * One tab in which a reviewer authorizes an app: by a consent page of ours, or from the app's own
 * connect page. Kept in `storage.session`; of our own `state` only a digest, which names what is kept
 * of that consent (consents.ts). The value itself is in one place, the rules that hold its answer
 * (response-blocks.ts), and goes with them.
 */
const ConsentTab = z.object({
  requestId: Ulid,
  /** of our own `state`; absent where the app starts the connection, whose answer is its own */
  digest: z.optional(z.string()),
  at: z.number(),
  expected: ExpectedShape,
});
export type ConsentTab = z.infer<typeof ConsentTab>;
type About = Pick<ConsentTab, 'requestId' | 'expected'>;

const PREFIX = 'authorising:';
const slot = (tabId: number) => `${PREFIX}${tabId}`;
/** In the place of a tab that the browser has not named yet; it gives numbers from 0 on. */
const COMING = -1;
const LOCK = 'countersign-authorising';

/** How long a consent page of ours may stand open, in milliseconds; it expires before (observed). */
const OPEN_FOR = 60 * 60_000;

async function readSlot(tabId: number): Promise<ConsentTab | undefined> {
  const stored = await browser.storage.session.get(slot(tabId));
  const parsed = z.safeParse(ConsentTab, stored[slot(tabId)]);
  return parsed.success ? parsed.data : undefined;
}

/** A number for a new hold. One that was lost keeps its own until its tabs are seen to. */
async function freeBlockId(): Promise<number | undefined> {
  const taken = new Set((await consents.held()).map(({ hold }) => hold));
  return [...Array(MAX_BLOCKS).keys()].find((hold) => !taken.has(hold));
}

/** Lets go of one answer: first the rules, then the note of them. */
async function letGo(digest: string, forget: boolean): Promise<void> {
  const others = (await consents.held()).filter((one) => one.digest !== digest);
  await responseBlocks.keepOnly(others.map(({ hold }) => hold));
  await (forget ? consents.drop(digest) : consents.letGo(digest));
}

/**
 * A tab that is still to come has the guard stand ready like one that is there. Whoever asks about
 * a tab meanwhile waits: the browser tells of the page before it tells us which tab it is in.
 */
async function openGuarded(value: ConsentTab, open: () => Promise<number>): Promise<number> {
  try {
    await browser.storage.session.set({ [slot(COMING)]: value });
    await consentTabs.settle();
    const tabId = await open();
    await browser.storage.session.set({ [slot(tabId)]: value });
    return tabId;
  } finally {
    await browser.storage.session.remove(slot(COMING));
    await consentTabs.settle();
  }
}

export const consentTabs = {
  /**
   * Opens a consent page of ours in a tab of its own: first its answer is held and the guard stands
   * ready, and only then the page may come.
   * @param open opens the page at once; answers with its tab
   * @returns `no-hold` where this browser cannot hold it, `too-many` where it would be one too many:
   *   then nothing is opened
   * @throws what `open` throws; then nothing is held
   */
  async begin(
    state: string,
    about: About,
    open: () => Promise<number>,
  ): Promise<'begun' | 'no-hold' | 'too-many'> {
    const digest = await digestOf(state);
    return navigator.locks.request(LOCK, async () => {
      if (!(await responseBlocks.possible())) return 'no-hold';
      const hold = await freeBlockId();
      if (hold === undefined) return 'too-many';
      const at = Date.now();
      // The record first: rules without one would be swept away.
      await consents.add({ ...about, digest, at, until: at + OPEN_FOR, hold, pages: [] });
      try {
        await responseBlocks.put(hold, state);
        await openGuarded({ ...about, digest, at }, open);
        return 'begun';
      } catch (error) {
        await letGo(digest, true);
        throw error;
      }
    });
  },

  /** This answer is no longer blocked; no tab may be left in which it could still be given. */
  letGo: (digest: string): Promise<void> =>
    navigator.locks.request(LOCK, () => letGo(digest, false)),

  /** Takes away rules that no record speaks for; never in the middle of an opening. */
  sweep: (): Promise<void> =>
    navigator.locks.request(LOCK, async () => {
      await responseBlocks.keepOnly((await consents.held()).map(({ hold }) => hold));
    }),

  /**
   * Those whose answers are no longer blocked before their time is over. It is over from now on.
   * Never in the middle of an opening, whose rules are only just coming.
   * @param everything whatever rules there are
   */
  takeLost: (everything: boolean): Promise<Consent[]> =>
    navigator.locks.request(LOCK, async () => {
      const [held, up] = await Promise.all([consents.held(), responseBlocks.up()]);
      const lost = held.filter(({ hold }) => everything || !up.has(hold));
      for (const { digest } of lost) {
        await consents.change(digest, (one) => ({
          ...one,
          until: Math.min(one.until, Date.now()),
        }));
      }
      return lost;
    }),

  /** A page of a consent of ours turned up in a further tab: it is under way there as well. */
  adopt: ({ digest, requestId, expected, at }: Consent, tabId: number): Promise<void> =>
    navigator.locks.request(LOCK, async () => {
      const value: ConsentTab = { digest, requestId, expected, at };
      await browser.storage.session.set({ [slot(tabId)]: value });
      await consentTabs.settle();
    }),

  /** Opens a page of the app's: the consent page that it leads to is compared, and held by nobody. */
  accompany: (about: About, open: () => Promise<number>): Promise<number> =>
    navigator.locks.request(LOCK, () => openGuarded({ ...about, at: Date.now() }, open)),

  /** What is under way in a tab; waits for a page that is just being opened. */
  of: (tabId: number): Promise<ConsentTab | undefined> =>
    navigator.locks.request(LOCK, { mode: 'shared' }, () => readSlot(tabId)),

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
      await consentTabs.settle();
    }),

  /** The guard stands ready exactly while one is under way. */
  settle: (): Promise<void> => registerFor('guard', PREFIX),
};

/** The page of ours that stands where the app's page would be. */
const OUTCOME = '/consent-result.html' as const;

/** What that page says in a tab. */
export interface Ending {
  outcome: AuthorizeOutcome;
  requestId: string;
}

/** Where it is kept for the tab, in `storage.session`. */
export const outcomeSlot = (tabId: number) => `authorise-outcome:${tabId}`;

/** True while its answer is kept from the app, by rules that are there, until its time is over. */
export async function isHeld({ hold, until }: Consent): Promise<boolean> {
  return hold !== undefined && until > Date.now() && (await responseBlocks.up()).has(hold);
}

/** The tab shows our own page, which says how it ended; nothing can be accepted there any more. */
export async function leadAway(tabId: number, { outcome, requestId }: Ending): Promise<void> {
  const ending: Ending = { outcome, requestId };
  await browser.storage.session.set({ [outcomeSlot(tabId)]: ending });
  await browser.tabs.update(tabId, { url: browser.runtime.getURL(OUTCOME) });
  await consentTabs.end(tabId);
}

/** How a consent ended that nothing else is known of. */
export const endOf = ({ outcome, requestId }: Consent): Ending => ({
  outcome: outcome ?? 'over',
  requestId,
});

/**
 * A page on a consent host comes up in a tab. Where it belongs to a consent of ours, in whatever tab
 * (opened again, duplicated, back after a restart), it is under guard there too; and where its
 * answer is given, or not held any more, it is taken away.
 * @returns true where it is being taken away
 */
export async function recognise(tabId: number, address: string): Promise<boolean> {
  // Waits for a page that is just being opened.
  const about = await consentTabs.of(tabId);
  const consent = await consents.at(address);
  if (!consent) return false;
  if (consent.outcome !== undefined || !(await isHeld(consent))) {
    await leadAway(tabId, endOf(consent));
    return true;
  }
  if (about?.digest !== consent.digest) await consentTabs.adopt(consent, tabId);
  return false;
}

/** The tabs in which this consent is under way. */
async function tabsOf(digest: string): Promise<number[]> {
  const tabs = await consentTabs.tabs();
  const here = await Promise.all(tabs.map((tabId) => consentTabs.of(tabId)));
  return tabs.filter((_, at) => here[at]?.digest === digest);
}

/**
 * Ends a hold: its tabs are led away first, wherever they can be reached.
 * @param everywhere false: a tab that has gone on to somebody else's page (a company's sign-in, too)
 *   is left in peace, and then its answer stays held
 */
export async function endBlock(consent: Consent, everywhere: boolean): Promise<void> {
  let left = false;
  for (const tabId of await tabsOf(consent.digest)) {
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    const here = tab?.url ? isAtlassianHost(new URL(tab.url).hostname) : false;
    if (!tab) await consentTabs.end(tabId);
    else if (everywhere || here) await leadAway(tabId, endOf(consent));
    else left = true;
  }
  if (!left) await consentTabs.letGo(consent.digest);
}

/**
 * The browser forgets rules when it ends, and tabs come back without them; when we are updated, the
 * guards in their pages are left without us. Each such tab is found by its address, and taken away;
 * one that comes back later is recognized when it loads.
 * @param everything true after an update: whatever rules there are
 */
export async function recover(everything = false): Promise<void> {
  const lost = await consentTabs.takeLost(everything);
  if (lost.length === 0) return;
  for (const tab of await browser.tabs.query({})) {
    // Chromium's alone: a tab that is just being restored.
    const { id, url, pendingUrl } = tab as typeof tab & { pendingUrl?: string };
    const address = pendingUrl || url;
    if (id !== undefined && address) await recognise(id, address).catch(() => undefined);
  }
  for (const consent of lost) await endBlock(consent, true);
}

/** Access to an app's host was taken back: its rules are there, and do nothing any more. */
export async function endRevoked(): Promise<void> {
  for (const consent of await consents.held()) {
    const { hostname } = new URL(`https://${consent.expected.redirectHost}`);
    const origins = [`https://${hostname}/*`];
    if (!(await browser.permissions.contains({ origins }))) await endBlock(consent, true);
  }
}
