import * as z from 'zod/mini';
import { MAX_OWN_LEVELS, OwnLevel } from '../review/scopes/level-overrides.ts';
import { keptItem } from './kept-item.ts';

const levelsItem = keptItem<unknown>('levels', []);
const asideItem = keptItem<unknown[]>('levelsAside', []);

/** What is stored, told apart: levels by name, and what cannot be read as one. */
export interface StoredLevels {
  levels: OwnLevel[];
  unreadable: unknown[];
}

async function read(): Promise<StoredLevels> {
  const stored = await levelsItem.getValue();
  if (!Array.isArray(stored)) return { levels: [], unreadable: stored ? [stored] : [] };
  const found: StoredLevels = { levels: [], unreadable: [] };
  for (const one of stored as unknown[]) {
    const parsed = z.safeParse(OwnLevel, one);
    if (parsed.success) found.levels.push(parsed.data);
    else found.unreadable.push(one);
  }
  return found;
}

/** The organization's own levels. Owned by the background, which alone reads and writes them. */
export const levelList = {
  read,
  /**
   * Changes the list, one change after the other; what cannot be read is put aside, whole.
   * @returns undefined where there would be too many: then nothing was changed
   */
  change(edit: (levels: readonly OwnLevel[]) => OwnLevel[]): Promise<OwnLevel[] | undefined> {
    return navigator.locks.request('countersign-levels', async () => {
      const { levels, unreadable } = await read();
      const changed = edit(levels).sort((a, b) => (a.scope < b.scope ? -1 : 1));
      if (changed.length > MAX_OWN_LEVELS) return undefined;
      if (unreadable.length > 0) {
        const before = await asideItem.getValue();
        await asideItem.setValue([...(Array.isArray(before) ? before : []), ...unreadable]);
      }
      await levelsItem.setValue(changed);
      return changed;
    });
  },
  async forget(): Promise<void> {
    await Promise.all([levelsItem.removeValue(), asideItem.removeValue()]);
  },
};
