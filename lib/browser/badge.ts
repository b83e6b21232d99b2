import { browser } from 'wxt/browser';
import type { Store } from './store.ts';

/**
 * The toolbar badge: how many groups wait for this reviewer (99+ at most), else `!` while a
 * decision has not been seen, else nothing.
 */
export async function showBadge(store: Store): Promise<void> {
  const { waiting, unseen } = await store.counts();
  const text = waiting > 99 ? '99+' : waiting > 0 ? String(waiting) : unseen > 0 ? '!' : '';
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: '#0b6655' });
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
}
