import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { Failed } from '../../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../../lib/messages.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { ChromiumWithExtension } from './launch.ts';

/** The part of the extension API that tests use from inside. */
export interface ExtensionGlobal {
  chrome: {
    runtime: { reload(): void; sendMessage(message: object): Promise<unknown> };
    storage: Record<'local' | 'session' | 'sync', { get(): Promise<object> }>;
  };
}

/** Everything in the extension's database, by table. */
export type Tables = Record<string, unknown[]>;

/**
 * A page of the extension's own origin with no script of ours in it: it can send messages and look
 * into the store, and holds no connection that would be in the way. It has a window of its own, which stays
 * behind: a page behind another tab draws once a second from its next host on, and each press waits for that.
 */
export async function ownPage({ context, extensionId }: ChromiumWithExtension): Promise<Page> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('There is no browser to talk to.');
  const url = `chrome-extension://${extensionId}/manifest.json`;
  const opened = context.waitForEvent('page', (page) => page.url() === url);
  await session.send('Target.createTarget', { url, newWindow: true, background: true });
  const page = await opened;
  // The runner came to such a page in the middle of its load, and never heard of the end of it.
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
  await session.detach();
  return page;
}

/** Sends a message to the background from a page of the extension. */
export async function tell<N extends MessageName>(
  page: Page,
  name: N,
  data: MessageData<N>,
): Promise<Answers[N] | Failed> {
  const answer = await page.evaluate(
    (message) =>
      (globalThis as unknown as ExtensionGlobal).chrome.runtime.sendMessage({ ...message }),
    { name, data },
  );
  return answer as Answers[N] | Failed;
}

/** All that lies in the extension's database. */
export async function stored(page: Page): Promise<Tables> {
  // As text: the runner takes a value apart piece by piece, on either side.
  const text = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('countersign'));
    const names = [...db.objectStoreNames];
    const tx = db.transaction(names);
    const lists = await Promise.all(names.map((name) => done(tx.objectStore(name).getAll())));
    db.close();
    return JSON.stringify(Object.fromEntries(names.map((name, at) => [name, lists[at] ?? []])));
  });
  return JSON.parse(text) as Tables;
}

/** The requests in the database, which the test knows to be sound. */
export async function storedRequests(page: Page): Promise<ApprovalRequest[]> {
  return ((await stored(page))['requests'] ?? []) as ApprovalRequest[];
}

/** Writes records into the database past all of our code. */
export function plant(page: Page, table: string, records: unknown[]): Promise<void> {
  return page.evaluate(
    async ([name, text]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('countersign');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const tx = db.transaction(name, 'readwrite');
      for (const value of JSON.parse(text)) tx.objectStore(name).put(value);
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onerror = () => reject(tx.error);
      });
      db.close();
    },
    [table, JSON.stringify(records)] as const,
  );
}

/** What is kept under a name beside the requests: settings, rules, names. */
export async function keptAs(page: Page, name: string): Promise<unknown> {
  const kept = ((await stored(page))['kept'] ?? []) as { name: string; value: unknown }[];
  return kept.find((one) => one.name === name)?.value;
}

/** What the browser's own list of extensions can do. */
interface BrowserPage {
  chrome: {
    management: { setEnabled(id: string, enabled: boolean): Promise<void> };
    developerPrivate: {
      updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
    };
  };
}

/** Takes the extension out of the browser's hands: it does not come back by itself. */
export async function switchOff({ context, extensionId }: ChromiumWithExtension): Promise<void> {
  const list = await context.newPage();
  await list.goto('chrome://extensions');
  await list.evaluate(
    (id) => (globalThis as unknown as BrowserPage).chrome.management.setEnabled(id, false),
    extensionId,
  );
  await list.close();
}

/** Starts the extension anew, as an update does. */
export async function restartExtension({
  context,
  serviceWorker,
}: ChromiumWithExtension): Promise<void> {
  // Chromium ends one from a folder for good where it is not in developer mode by then.
  const list = await context.newPage();
  await list.goto('chrome://extensions');
  await list.evaluate(async () => {
    const { developerPrivate } = (globalThis as unknown as BrowserPage).chrome;
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  });
  await list.close();
  const reload = () => (globalThis as unknown as ExtensionGlobal).chrome.runtime.reload();
  // It answers no more: that is what was asked for.
  await (await serviceWorker()).evaluate(reload).catch(() => undefined);
}

/** Ends the background's worker at once, as the browser does when it needs the memory. */
export async function killWorker(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('There is no browser to talk to.');
  const workers = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.filter(({ type }) => type === 'service_worker');
  };
  // One that is just starting is ended as well.
  const end = async () => {
    const living = await workers();
    for (const { targetId } of living) await session.send('Target.closeTarget', { targetId });
    return living.length;
  };
  await expect.poll(end).toBe(0);
  await session.detach();
}
