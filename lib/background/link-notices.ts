import { browser } from 'wxt/browser';
import type { Notice } from '../messages/types.ts';
import { registerFor } from './content-scripts.ts';

const PREFIX = 'notice:';
const slot = (tabId: number) => `${PREFIX}${tabId}`;

/** A sign-in is over long before this, in milliseconds. */
const KEEP = 60 * 60_000;

/** Only this file writes these slots; `at` is when. */
interface Waiting {
  at: number;
  notice: Notice;
}

const waitingIn = async (): Promise<[string, Waiting][]> =>
  Object.entries(await browser.storage.session.get<Record<string, Waiting>>()).filter(([key]) =>
    key.startsWith(PREFIX),
  );

/**
 * What is to be told in a tab in which a link was opened. It waits in `storage.session`, because a
 * sign-in may come in between: the page that took the link in is not always the one people see.
 */
export const notices = {
  async put(tabId: number, notice: Notice): Promise<void> {
    const waiting: Waiting = { at: Date.now(), notice };
    await browser.storage.session.set({ [slot(tabId)]: waiting });
    await registerFor('notice', PREFIX);
  },
  async get(tabId: number): Promise<Notice | undefined> {
    const stored = await browser.storage.session.get<Record<string, Waiting>>(slot(tabId));
    return stored[slot(tabId)]?.notice;
  },
  async drop(tabId: number): Promise<void> {
    await browser.storage.session.remove(slot(tabId));
    await registerFor('notice', PREFIX);
  },
  /**
   * Drops what nobody came for: too old, or its tab is gone.
   * @returns how many still wait
   */
  async sweep(now: number, tabs: ReadonlySet<number>): Promise<number> {
    const waiting = await waitingIn();
    const over = waiting.filter(
      ([key, { at }]) => !(now - at < KEEP) || !tabs.has(Number(key.slice(PREFIX.length))),
    );
    await browser.storage.session.remove(over.map(([key]) => key));
    await registerFor('notice', PREFIX);
    return waiting.length - over.length;
  },
};
