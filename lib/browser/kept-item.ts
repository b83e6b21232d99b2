import { browser } from 'wxt/browser';
import { type Database, openDatabase, TO_CARRY } from './database.ts';
import { guarded } from './store.ts';

/** What is carried over: until version 4 of the store it was in `storage.local`. */
const NAMES = [
  'settings',
  'rules',
  'rulesAside',
  'levels',
  'levelsAside',
  'requesterName',
  'reviewerName',
  'otherHosts',
  'siteIds',
  'openToggles',
  'notBlocked',
  'expiryLooked',
] as const;

/** Only what is not there yet: somebody may have changed a setting meanwhile. */
async function carryOver(db: Database): Promise<void> {
  if (!(await db.get('kept', TO_CARRY))) return;
  const before: Record<string, unknown> = await browser.storage.local.get([...NAMES]);
  const tx = db.transaction('kept', 'readwrite', { durability: 'strict' });
  if (await tx.store.get(TO_CARRY)) {
    for (const name of NAMES) {
      const value = before[name];
      const there = (await tx.store.getKey(name)) !== undefined;
      if (value !== undefined && !there) await tx.store.put({ name, value });
    }
    await tx.store.delete(TO_CARRY);
  }
  await tx.done;
}

function using<T>(work: (db: Database) => Promise<T>): Promise<T> {
  return guarded(async () => {
    const db = await openDatabase();
    try {
      await carryOver(db);
      return await work(db);
    } finally {
      db.close();
    }
  });
}

/**
 * Something that is kept beside the requests. In IndexedDB of our own origin, which no content script
 * reaches, because what lies there decides: rules, levels, hosts, the reviewer's name.
 */
export function keptItem<T>(name: (typeof NAMES)[number] | 'lockRefused', fallback: T) {
  return {
    getValue: (): Promise<T> =>
      using(async (db) => ((await db.get('kept', name))?.value ?? fallback) as T),
    setValue: (value: T): Promise<void> =>
      using(async (db) => {
        const tx = db.transaction('kept', 'readwrite', { durability: 'strict' });
        await tx.store.put({ name, value });
        await tx.done;
      }),
    removeValue: (): Promise<void> => using((db) => db.delete('kept', name)),
  };
}

/**
 * Nothing of ours is in the areas of storage that content scripts know. Where the browser can, they are
 * shut out of them; what is found in `storage.local` all the same is nobody's.
 */
export async function shutOutScripts(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.sync, browser.storage.session]) {
    // Chromium alone has it.
    if ('setAccessLevel' in area) await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
  await using(() => browser.storage.local.clear());
}
