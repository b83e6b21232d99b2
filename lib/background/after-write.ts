import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import type { Store } from '../storage/request-store.ts';
import { watchOwn } from './content-scripts.ts';
import { openToggles, watchPanel } from './panel-handlers.ts';

/**
 * The toolbar badge: how many groups wait for this reviewer (99+ at most), else `!` while a
 * decision has not been seen, else nothing. While "User installed apps" is marked open, the
 * badge is red and the button's name says where; with nothing else to tell, it reads "open".
 */
export async function showBadge(store: Store): Promise<void> {
  const { waiting, unseen } = await store.counts();
  const open = await openToggles.read();
  const rest = open.length > 0 ? say('toggle_badge') : '';
  const text = waiting > 99 ? '99+' : waiting > 0 ? String(waiting) : unseen > 0 ? '!' : rest;
  const sites = open.map(({ site }) => site || say('status_someSite')).join(', ');
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: open.length > 0 ? '#a4251c' : '#0b6655' });
  await browser.action.setTitle({
    title: open.length > 0 ? say('toggle_buttonTitle', sites) : say('actionTitle'),
  });
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
}

/** What follows from each write (storage calls it): the badge, and the scripts that stand ready. */
export async function afterWrite(store: Store): Promise<void> {
  await Promise.all([showBadge(store), watchOwn(store), watchPanel(store)]);
}
