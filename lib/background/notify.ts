import { browser } from 'wxt/browser';

/** A notification; a second one of the same id takes the place of the first. */
export interface Notification {
  id: string;
  title: string;
  message: string;
}

/** Undefined until notifications are allowed; the browser's type does not say so. */
const api = (): typeof browser.notifications | undefined => browser.notifications;

/** They are an offer that a person may take or leave: without it there are the badge and the lists. */
const mayNotify = (): Promise<boolean> =>
  browser.permissions.contains({ permissions: ['notifications'] }).catch(() => false);

/** Shows them, where the person has allowed it. */
export async function notify(all: readonly Notification[]): Promise<void> {
  if (all.length === 0 || !(await mayNotify())) return;
  for (const { id, title, message } of all) {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await api()?.create(id, { type: 'basic', iconUrl, title, message });
  }
}

/** Takes one away again. */
export async function dismiss(id: string): Promise<void> {
  if (await mayNotify()) await api()?.clear(id);
}

/** Takes all of them away. */
export async function dismissAll(): Promise<void> {
  const shown = (await api()?.getAll()) ?? {};
  await Promise.all(Object.keys(shown).map((id) => api()?.clear(id)));
}

/**
 * Hears of clicks. Before notifications are allowed there is nothing to listen to; the worker that
 * shows one has been started after that.
 */
export function onNotificationClick(opened: (id: string) => void): void {
  api()?.onClicked.addListener(opened);
}
