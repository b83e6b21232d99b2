import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import { type KeptName, keptItem } from './kept-item.ts';

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
