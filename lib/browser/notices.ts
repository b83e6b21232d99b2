import { browser } from 'wxt/browser';
import type { Notice } from '../messages.ts';
import { stand } from './standing.ts';

const slot = (tabId: number) => `notice:${tabId}`;
const isSlot = (key: string) => key.startsWith('notice:');

/**
 * What is to be told in a tab in which a link was opened. It waits in `storage.session`, because a
 * sign-in may come in between: the page that took the link in is not always the one people see.
 */
export const notices = {
  async put(tabId: number, notice: Notice): Promise<void> {
    await browser.storage.session.set({ [slot(tabId)]: notice });
    await stand('notice', true);
  },
  async get(tabId: number): Promise<Notice | undefined> {
    const stored = await browser.storage.session.get(slot(tabId));
    return stored[slot(tabId)] as Notice | undefined;
  },
  async drop(tabId: number): Promise<void> {
    await browser.storage.session.remove(slot(tabId));
    const left = Object.keys(await browser.storage.session.get()).some(isSlot);
    await stand('notice', left);
  },
};
