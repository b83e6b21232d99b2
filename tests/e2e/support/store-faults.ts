import { type CDPSession, expect, type Page, type Worker } from '@playwright/test';

/** Takes the extension's disk space away, and gives it back. */
export interface Disk {
  fill: () => Promise<void>;
  free: () => Promise<void>;
}

/** The disk of the extension, by way of one of its pages. */
export async function diskOf(page: Page, extensionId: string): Promise<Disk> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const origin = `chrome-extension://${extensionId}`;
  return {
    fill: async () => {
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      // After a write the browser goes for up to half a minute by what it knew of the space then.
      await expect.poll(() => page.evaluate(writes)).toBe(false);
    },
    free: async () => {
      await session.send('Storage.overrideQuotaForOrigin', { origin });
    },
  };
}

/** Runs in a page of the extension: whether something can be written. */
async function writes(): Promise<boolean> {
  const opening = indexedDB.open('filler', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('any', { autoIncrement: true });
  const db = await new Promise<IDBDatabase | undefined>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => resolve(undefined);
  });
  if (!db) return false;
  const tx = db.transaction('any', 'readwrite');
  tx.objectStore('any').add('x');
  const done = await new Promise<boolean>((resolve) => {
    tx.oncomplete = () => resolve(true);
    tx.onabort = () => resolve(false);
  });
  db.close();
  return done;
}

/** Where the worker is held up, for as long as it lives. */
export type HeldAt = 'before the write' | 'after the write';

interface Held {
  countersignHeld?: boolean;
}

/**
 * Holds the worker up at one moment of its work: when it opens the store, or when it opens it
 * again after its write, before it has answered. Only a kill ends it.
 */
export async function holdWorker(worker: Worker, at: HeldAt): Promise<void> {
  await worker.evaluate((where) => {
    const open = () => {
      (globalThis as Held).countersignHeld = true;
      return Object.assign(new Promise(() => undefined), { addEventListener: () => undefined });
    };
    const hold = () => Object.assign(IDBFactory.prototype, { open });
    if (where === 'before the write') hold();
    // A write is told to the open pages as soon as it is done.
    else Object.assign(BroadcastChannel.prototype, { postMessage: hold });
  }, at);
}

/** True once the worker has come to where it is held. */
export function isHeld(worker: Worker): Promise<boolean> {
  return worker.evaluate(() => (globalThis as Held).countersignHeld === true);
}

/** Makes the database anew as version 1 was, with these records. Needs a page without our scripts. */
export async function makeVersion1(page: Page, tables: Record<string, unknown[]>): Promise<void> {
  await page.evaluate(async (records) => {
    const settled = (request: IDBOpenDBRequest) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const make = async () => {
      await settled(indexedDB.deleteDatabase('countersign'));
      const opening = indexedDB.open('countersign', 1);
      opening.onupgradeneeded = () => {
        const db = opening.result;
        db.createObjectStore('requests', { keyPath: 'id' }).createIndex('key', 'key');
        db.createObjectStore('audit', { autoIncrement: true }).createIndex(
          'requestId',
          'requestId',
        );
        db.createObjectStore('quarantine', { autoIncrement: true });
        for (const [name, values] of Object.entries(records)) {
          for (const value of values) opening.transaction?.objectStore(name).put(value);
        }
      };
      (await settled(opening)).close();
    };
    // The worker may open today's version in between.
    const isNewer = (error: unknown) => (error as DOMException).name === 'VersionError';
    for (let made = false; !made; ) {
      made = await make().then(
        () => true,
        (error) => {
          if (!isNewer(error)) throw error;
          return false;
        },
      );
    }
  }, tables);
}
