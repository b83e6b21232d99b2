import { browser } from 'wxt/browser';
import { ADMIN_MATCHES } from '../atlassian/matches.ts';
import type { Store } from '../storage/request-store.ts';
import { settings } from '../storage/stored-settings.ts';
import { draw, registerPanel } from './content-scripts.ts';

/**
 * Has pages of Administration that are open already look again: the first request may have come in
 * on one of them, and what a panel shows may have been decided elsewhere. A second injection of the
 * script is how they are told; a tab that sleeps may take its time over it.
 */
export async function lookAgain(): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...ADMIN_MATCHES], discarded: false });
  const ids = tabs.flatMap(({ id }) => id ?? []);
  await Promise.all(ids.map((id) => draw(id, 'admin-watch')));
}

/**
 * Has the script that looks for Connected apps pages stand ready while requests wait and the panel is
 * wanted.
 */
export async function watchPanel(store: Store): Promise<void> {
  // One after the other: of two at once, the one that looked first must not have the last word.
  const { wanted, changed } = await navigator.locks.request('countersign-panel', async () => {
    const { panel } = await settings.read();
    const ready = panel && (await store.counts(1)).waiting > 0;
    return { wanted: ready, changed: await registerPanel(ready) };
  });
  // Nobody waits for it: what was written is written, whatever those tabs are doing.
  if (wanted || changed) lookAgain().catch(() => undefined);
}
