import { browser } from 'wxt/browser';
import { ADMIN_MATCHES } from '../atlassian/matches.ts';
import { draw } from './inject.ts';
import { settings } from './settings.ts';
import { standPanel } from './standing.ts';
import type { Store } from './store.ts';

const WATCH = '/admin-console-watch.js';

/**
 * Has the script that looks for Connected apps pages stand ready while requests wait and the panel
 * is wanted. Pages of Administration that are open already get it as well: the first request may
 * have come in on one of them.
 */
export async function watchPanel(store: Store): Promise<void> {
  const { panel } = await settings.read();
  const wanted = panel && (await store.counts()).waiting > 0;
  if (!(await standPanel(wanted)) || !wanted) return;
  const tabs = await browser.tabs.query({ url: [...ADMIN_MATCHES] }).catch(() => []);
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : draw(id, WATCH))));
}
