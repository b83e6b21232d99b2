import type { Simulator } from '../../simulator/simulator.ts';
import { killWorker } from './extension.ts';
import { type ChromiumWithExtension, launchChromium } from './launch.ts';

/**
 * `apart`: each site's pages in a process of their own, as in people's browsers, for walks in which a
 * page might get at what is not its own. `together`: one process for all, a third of the work less.
 */
export type Sites = 'apart' | 'together';

/** Browsers that one test after the other uses; a start costs as much as many pages. */
export interface Pool {
  /** One in which nothing was done, or nothing is left of what was. */
  take: (sites: Sites) => Promise<ChromiumWithExtension>;
  /** Takes one back. Where anything is left in it, it is closed. */
  giveBack: (browser: ChromiumWithExtension, sites: Sites) => Promise<void>;
  /** Closes those that are in nobody's hands. */
  end: () => Promise<void>;
}

/** What the extension API lets a page of ours see of what the browser keeps for us. */
interface OwnGlobal {
  chrome: {
    action: {
      getBadgeText(of: object): Promise<string>;
      setBadgeText(to: { text: string }): Promise<void>;
    };
    alarms: { clear(name: string): Promise<boolean>; getAll(): Promise<{ name: string }[]> };
    declarativeNetRequest: {
      getSessionRules(): Promise<{ id: number }[]>;
      updateSessionRules(change: { removeRuleIds: number[] }): Promise<void>;
      getDynamicRules(): Promise<unknown[]>;
    };
    notifications: {
      getAll(): Promise<Record<string, true>>;
      clear(id: string): Promise<boolean>;
    };
    scripting: {
      getRegisteredContentScripts(): Promise<unknown[]>;
      unregisterContentScripts(): Promise<void>;
    };
    storage: Record<
      'local' | 'session' | 'sync',
      { clear(): Promise<void>; get(): Promise<object> }
    >;
  };
}

/** What a new profile has, and so a cleaned one: the daily alarm, and when it looked at the clock. */
const OF_A_START = { alarm: 'expiry', looked: 'expiryLooked' };
type OfAStart = typeof OF_A_START;

/** Runs in the worker or a page of the extension: takes away all that is ours. */
async function clear({ alarm, looked }: OfAStart): Promise<void> {
  const { action, alarms, declarativeNetRequest, notifications, scripting, storage } = (
    globalThis as unknown as OwnGlobal
  ).chrome;
  const empty = async (name = '') => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const names = [...db.objectStoreNames];
    if (names.length > 0) {
      const tx = db.transaction(names, 'readwrite');
      for (const one of names) tx.objectStore(one).clear();
      // As the first start after an installation leaves it.
      if (names.includes('kept')) tx.objectStore('kept').put({ name: looked, value: Date.now() });
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = () => reject(tx.error);
      });
    }
    db.close();
  };
  const [rules, raised, planned, databases] = await Promise.all([
    declarativeNetRequest.getSessionRules(),
    notifications.getAll(),
    alarms.getAll(),
    indexedDB.databases(),
  ]);
  await Promise.all([
    ...databases.map(({ name }) => empty(name)),
    ...Object.keys(raised).map((id) => notifications.clear(id)),
    ...[storage.local, storage.session, storage.sync].map((area) => area.clear()),
    ...planned.filter(({ name }) => name !== alarm).map(({ name }) => alarms.clear(name)),
    scripting.unregisterContentScripts(),
    declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) }),
    action.setBadgeText({ text: '' }),
  ]);
}

/** Runs in the worker or a page of the extension: all that is ours and that a start does not make. */
async function left({ alarm, looked }: OfAStart): Promise<Record<string, unknown[] | string>> {
  const { action, alarms, declarativeNetRequest, notifications, scripting, storage } = (
    globalThis as unknown as OwnGlobal
  ).chrome;
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const tables = async (base = ''): Promise<[string, unknown[]][]> => {
    const db = await done(indexedDB.open(base));
    const names = [...db.objectStoreNames];
    const tx = names.length > 0 ? db.transaction(names) : undefined;
    const lists = names.map(async (name): Promise<[string, unknown[]]> => {
      const values: unknown[] = tx ? await done(tx.objectStore(name).getAll()) : [];
      return [name, values.filter((one) => (one as { name?: string }).name !== looked)];
    });
    const found = await Promise.all(lists);
    db.close();
    return found;
  };
  const areas = [storage.local, storage.session, storage.sync];
  const databases = await indexedDB.databases();
  return {
    ...Object.fromEntries((await Promise.all(databases.map(({ name }) => tables(name)))).flat()),
    areas: (await Promise.all(areas.map((area) => area.get()))).flatMap(Object.entries),
    alarms: (await alarms.getAll()).map(({ name }) => name).filter((name) => name !== alarm),
    scripts: await scripting.getRegisteredContentScripts(),
    rules: [
      ...(await declarativeNetRequest.getSessionRules()),
      ...(await declarativeNetRequest.getDynamicRules()),
    ],
    badge: await action.getBadgeText({}),
    notifications: Object.keys(await notifications.getAll()),
  };
}

/**
 * Makes a used browser as good as new: one empty page, nobody signed in, and of the extension only
 * what it makes for itself at a start. Its worker is ended: the next is another one.
 * @param origins whose storage is taken away
 */
export async function clean(
  { context, extensionId, serviceWorker }: ChromiumWithExtension,
  origins: readonly string[],
): Promise<void> {
  const page = await context.newPage();
  const others = context.pages().filter((one) => one !== page);
  await Promise.all(others.map((one) => one.close()));
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  const scopeURL = `chrome-extension://${extensionId}/`;
  // It may have been ended by a test, or by the browser.
  await session.send('ServiceWorker.startWorker', { scopeURL });
  await (await serviceWorker()).evaluate(clear, OF_A_START);
  await killWorker(context);
  await session.send('ServiceWorker.startWorker', { scopeURL });
  await context.clearCookies();
  // How a list was looked at last; a worker cannot reach it, and the tables are empty already.
  const origin = `chrome-extension://${extensionId}`;
  const files = 'local_storage,cache_storage,file_systems';
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: files });
  // Not `all`: for each host that looks through what the browser keeps of every site.
  const storageTypes = `${files},indexeddb,service_workers`;
  for (const site of origins)
    await session.send('Storage.clearDataForOrigin', { origin: site, storageTypes });
  await session.detach();
}

/** What there is in a browser that a new one does not have; nothing else may be used again. */
export async function leftIn({ context, serviceWorker }: ChromiumWithExtension): Promise<object> {
  const found = {
    ...(await (await serviceWorker()).evaluate(left, OF_A_START)),
    cookies: await context.cookies(),
    pages: context.pages().filter((one) => one.url() !== 'about:blank'),
  };
  return Object.fromEntries(
    Object.entries<unknown[] | string>(found).filter(([, value]) => value.length > 0),
  );
}

/** The pool of one worker of the runner. */
export function createPool(sim: Simulator): Pool {
  const idle: Record<Sites, ChromiumWithExtension[]> = { apart: [], together: [] };
  return {
    take: async (sites) => {
      const waiting = idle[sites].pop();
      if (waiting) return waiting;
      const sitesTogether = sites === 'together';
      const browser = await launchChromium({ simulator: sim, sitesTogether });
      await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      return browser;
    },
    giveBack: async (browser, sites) => {
      // Where nobody was, nothing was stored.
      const origins = [...sim.visited].map((host) => `https://${host}`);
      await clean(browser, origins);
      if (Object.keys(await leftIn(browser)).length === 0) idle[sites].push(browser);
      else await browser.close();
    },
    end: async () => {
      await Promise.all(Object.values(idle).flatMap((list) => list.map((one) => one.close())));
    },
  };
}
