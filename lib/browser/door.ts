import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/**
 * Any page can open an address, so any page can open share links. The door lets only so many new
 * requests an hour in that way; what a person pastes by hand does not count.
 */
const AN_HOUR = 60 * 60_000;
const MOST = 30;
const SLOT = 'opened-links';
const Times = z.array(z.number());

async function recent(): Promise<number[]> {
  const stored = await browser.storage.session.get(SLOT);
  const times = z.safeParse(Times, stored[SLOT]);
  const since = Date.now() - AN_HOUR;
  return times.success ? times.data.filter((at) => at > since) : [];
}

export const door = {
  async open(): Promise<boolean> {
    return (await recent()).length < MOST;
  },
  async count(): Promise<void> {
    await browser.storage.session.set({ [SLOT]: [...(await recent()), Date.now()] });
  },
};
