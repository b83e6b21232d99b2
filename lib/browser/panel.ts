import { browser } from 'wxt/browser';
import { ADMIN_MATCHES } from '../atlassian/matches.ts';
import { draw } from './inject.ts';
import { settings } from './settings.ts';
import { standPanel } from './standing.ts';
import type { Store } from './store.ts';

/**
 * Has pages of Administration that are open already look again: the first request may have come in
 * on one of them, and what a panel shows may have been decided elsewhere. A second injection of the
 * script is how they are told; a tab that sleeps may take its time over it.
 */
async function lookAgain(): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...ADMIN_MATCHES], discarded: false });
  const ids = tabs.flatMap(({ id }) => id ?? []);
  await Promise.all(ids.map((id) => draw(id, '/admin-console-watch.js')));
}

/**
 * Has the script that looks for Connected apps pages stand ready while requests wait and the panel
 * is wanted. Called after each write.
 */
export async function watchPanel(store: Store): Promise<void> {
  const { panel } = await settings.read();
  const wanted = panel && (await store.counts()).waiting > 0;
  const changed = await standPanel(wanted);
  // Nobody waits for it: what was written is written, whatever those tabs are doing.
  if (wanted || changed) lookAgain().catch(() => undefined);
}
