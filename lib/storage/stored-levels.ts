import { LevelOverride, MAX_LEVEL_OVERRIDES } from '../review/scopes/level-overrides.ts';
import { storedList } from './kept-item.ts';

const stored = storedList('levels', LevelOverride, 'levelsAside');

/** What is stored, told apart: levels by name, and what cannot be read as one. */
export interface StoredLevels {
  levels: LevelOverride[];
  unreadable: unknown[];
}

/** Risk levels that the organization set itself. Owned by the background. */
export const levelList = {
  async read(): Promise<StoredLevels> {
    const { records, unreadable } = await stored.read();
    return { levels: records, unreadable };
  },
  /** @returns undefined if there would be too many: then nothing was changed */
  change: (
    edit: (levels: readonly LevelOverride[]) => LevelOverride[],
  ): Promise<LevelOverride[] | undefined> =>
    stored.change((levels) => {
      const changed = edit(levels).sort((a, b) => (a.scope < b.scope ? -1 : 1));
      return changed.length > MAX_LEVEL_OVERRIDES ? undefined : changed;
    }),
  forget: stored.forget,
};
