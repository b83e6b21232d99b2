import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/**
 * What keeps the answers of guarded consents from the apps: one session rule each. The rule holds
 * our own `state` in clear, because it is what the browser compares; nothing else of ours does.
 */
const Hold = z.object({ id: z.number(), tabId: z.number(), until: z.number() });
type Hold = z.infer<typeof Hold>;
const SLOT = 'holds';

/** How long a consent page of ours may stand open, in milliseconds; it expires before (observed). */
const OPEN_FOR = 60 * 60_000;
/** A code lives ten minutes at most (RFC 6749 §4.1.2, recommended); the back button can repeat it. */
const AFTER_ACCEPT = 15 * 60_000;
/** The browser gives its tabs numbers from 0 on. */
const NO_TAB = -1;
/** So many at once are more than anybody has open. */
const MOST_HOLDS = 50;

async function read(): Promise<Hold[]> {
  const stored = await browser.storage.session.get(SLOT);
  const parsed = z.safeParse(z.array(Hold), stored[SLOT]);
  return parsed.success ? parsed.data : [];
}

/** One change after the other: rule and record must not part. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request('countersign-holds', work);

/** Takes away every rule that no record speaks for. */
async function keepOnly(holds: readonly Hold[]): Promise<void> {
  const kept = new Set(holds.map(({ id }) => id));
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const removeRuleIds = rules.map(({ id }) => id).filter((id) => !kept.has(id));
  if (removeRuleIds.length > 0) {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds });
  }
  await browser.storage.session.set({ [SLOT]: holds });
}

export const holds = {
  /**
   * Keeps every answer that carries this state from reaching the app, in any tab: the authorization
   * code must never arrive there, whatever the app makes of an unknown state. The tab is named later
   * (`in`), because nothing may be opened before this is done.
   * @returns its number, or undefined where so many are held already that this one is not
   */
  add(state: string, host: string): Promise<number | undefined> {
    return alone(async () => {
      const before = await read();
      if (before.length >= MOST_HOLDS) return undefined;
      const rules = await browser.declarativeNetRequest.getSessionRules();
      const id = Math.max(0, ...rules.map((rule) => rule.id), ...before.map((one) => one.id)) + 1;
      // The record first: a rule without one would be swept away.
      const hold: Hold = { id, tabId: NO_TAB, until: Date.now() + OPEN_FOR };
      await browser.storage.session.set({ [SLOT]: [...before, hold] });
      await browser.declarativeNetRequest.updateSessionRules({
        addRules: [
          {
            id,
            priority: 1,
            action: { type: 'block' },
            condition: {
              urlFilter: `state=${state}`,
              isUrlFilterCaseSensitive: true,
              resourceTypes: ['main_frame', 'sub_frame'],
              requestDomains: [host],
            },
          },
        ],
      });
      return id;
    });
  },

  /** The consent page whose answer this one holds was opened in this tab. */
  in(tabId: number, id: number): Promise<void> {
    return alone(async () => {
      const changed = (await read()).map((one) => (one.id === id ? { ...one, tabId } : one));
      await browser.storage.session.set({ [SLOT]: changed });
    });
  },

  /** No page was opened for this one after all. */
  drop(id: number): Promise<void> {
    return alone(async () => keepOnly((await read()).filter((one) => one.id !== id)));
  },

  /** Accept was answered in this tab: as long as the code could be delivered again, and no longer. */
  accepted(tabId: number): Promise<void> {
    return alone(async () => {
      const until = Date.now() + AFTER_ACCEPT;
      const changed = (await read()).map((one) => (one.tabId === tabId ? { ...one, until } : one));
      await browser.storage.session.set({ [SLOT]: changed });
    });
  },

  /** The tabs whose time is over; nothing is changed. */
  async over(now: number): Promise<number[]> {
    return (await read()).filter(({ until }) => until <= now).map(({ tabId }) => tabId);
  },

  /**
   * Lets go of what has had its time, and of rules that nobody knows of.
   * @returns how many are left
   */
  sweep(now: number): Promise<number> {
    return alone(async () => {
      const left = (await read()).filter(({ until }) => until > now);
      await keepOnly(left);
      return left.length;
    });
  },

  forget: (): Promise<void> => alone(() => keepOnly([])),
};
