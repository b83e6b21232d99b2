import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import { type Database, openDatabase, TO_CARRY } from './database.ts';
import { guarded } from './request-store.ts';
import { followUp, tellAll, whole } from './written.ts';

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

/** Reads what lay in `storage.local` before version 4. */
type ReadBefore = (names: string[]) => Promise<Record<string, unknown>>;
let readBefore: ReadBefore | undefined;

/** Call at the start of the background, before anything is read. */
export function carryFrom(read: ReadBefore): void {
  readBefore = read;
}

type KeptName =
  | (typeof NAMES)[number]
  | 'destinations'
  | 'lockRefused'
  | 'looks'
  | 'news'
  | 'requesterDestination'
  | 'requesterWay'
  | 'watchedQueues';

/** What the badge, the scripts that stand ready and the panel go by. */
const FOLLOWED: ReadonlySet<KeptName> = new Set(['settings', 'levels', 'siteIds', 'openToggles']);
/** Of these, what pages of ours show and work out anew. */
const TOLD: ReadonlySet<KeptName> = new Set(['settings', 'levels', 'openToggles']);

/** Only what is not there yet: somebody may have changed a setting meanwhile. */
async function carryOver(db: Database): Promise<void> {
  // A page of ours that comes first leaves it to the background.
  if (!readBefore || !(await db.get('kept', TO_CARRY))) return;
  const before: Record<string, unknown> = await readBefore([...NAMES]);
  const tx = db.transaction('kept', 'readwrite', { durability: 'strict' });
  await whole(tx, async () => {
    if (!(await tx.store.get(TO_CARRY))) return;
    for (const name of NAMES) {
      const value = before[name];
      const there = (await tx.store.getKey(name)) !== undefined;
      if (value !== undefined && !there) await tx.store.put({ name, value });
    }
    await tx.store.delete(TO_CARRY);
  });
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

/** Carries over what is still to be, so that its old place may be cleared. */
export const carryKept = (): Promise<void> => using(async () => undefined);

/**
 * Something that is kept beside the requests. In IndexedDB of our own origin, which no content script
 * reaches, because what lies there decides: rules, levels, hosts, the reviewer's name.
 */
export function keptItem<T>(name: KeptName, fallback: T) {
  const change = async (work: (db: Database) => Promise<void>): Promise<void> => {
    await using(work);
    if (TOLD.has(name)) tellAll();
    if (FOLLOWED.has(name)) await followUp();
  };
  return {
    getValue: (): Promise<T> =>
      using(async (db) => ((await db.get('kept', name))?.value ?? fallback) as T),
    setValue: (value: T): Promise<void> =>
      change(async (db) => {
        const tx = db.transaction('kept', 'readwrite', { durability: 'strict' });
        await whole(tx, () => tx.store.put({ name, value }));
      }),
    removeValue: (): Promise<void> => change((db) => db.delete('kept', name)),
  };
}

/** A list as it is stored, told apart. */
export interface StoredList<T> {
  records: T[];
  /** entries that do not parse; kept whole */
  unreadable: unknown[];
}

/** Unreadable entries out of files that are kept at most. */
const MAX_QUARANTINED = 1000;

const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * A list beside the requests. Each entry is parsed on every read; changes come one after the other.
 * @param quarantineName where unreadable entries go at the next change; without it they are dropped
 */
export function storedList<T>(name: KeptName, schema: z.ZodMiniType<T>, quarantineName?: KeptName) {
  const item = keptItem<unknown>(name, []);
  const quarantineItem = quarantineName && keptItem<unknown>(quarantineName, []);
  const lock = <R>(work: () => Promise<R>): Promise<R> =>
    navigator.locks.request(`countersign-${name}`, work);

  async function read(): Promise<StoredList<T>> {
    const stored = await item.getValue();
    const found: StoredList<T> = { records: [], unreadable: [] };
    const whole = Array.isArray(stored) ? (stored as unknown[]) : [stored].filter(Boolean);
    for (const one of whole) {
      const parsed = z.safeParse(schema, one);
      if (parsed.success) found.records.push(parsed.data);
      else found.unreadable.push(one);
    }
    return found;
  }

  const readQuarantine = async () => asArray(await quarantineItem?.getValue());

  return {
    read,
    readQuarantine,
    /** @returns undefined if `edit` refused: then nothing was changed */
    change: (edit: (records: readonly T[]) => T[] | undefined): Promise<T[] | undefined> =>
      lock(async () => {
        const { records, unreadable } = await read();
        const changed = edit(records);
        if (!changed) return undefined;
        if (unreadable.length > 0) {
          await quarantineItem?.setValue([...(await readQuarantine()), ...unreadable]);
        }
        await item.setValue(changed);
        return changed;
      }),
    /** Quarantines more; nothing twice. */
    quarantine: (entries: readonly unknown[]): Promise<AuditMerge> =>
      lock(async () => {
        const before = await readQuarantine();
        const known = new Set(before.map((one) => JSON.stringify(one)));
        const fresh = entries.filter((one) => !known.has(JSON.stringify(one)));
        const free = Math.max(0, MAX_QUARANTINED - before.length);
        if (fresh.length > 0) await quarantineItem?.setValue([...before, ...fresh.slice(0, free)]);
        return { added: fresh.length, already: entries.length - fresh.length, bad: 0 };
      }),
    async forget(): Promise<void> {
      await Promise.all([item.removeValue(), quarantineItem?.removeValue()]);
    },
  };
}
