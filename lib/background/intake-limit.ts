import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/**
 * Any page can open an address, so any page can open share links. The limit lets only so many new
 * requests an hour in that way; what a person pastes by hand does not count, nor does an answer,
 * which can only fit a request that this browser made.
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

export const intakeLimit = {
  /**
   * Runs the work unless the limit is reached; one after the other, so that many at once find no gap between
   * the look and the count.
   * @param isNews whether what was taken in counts
   * @returns undefined if the limit is reached: nothing was done
   */
  pass<T>(work: () => Promise<T>, isNews: (taken: T) => boolean): Promise<T | undefined> {
    return navigator.locks.request('countersign-door', async () => {
      const before = await recent();
      if (before.length >= MOST) return undefined;
      const taken = await work();
      if (isNews(taken)) await browser.storage.session.set({ [SLOT]: [...before, Date.now()] });
      return taken;
    });
  },
};
