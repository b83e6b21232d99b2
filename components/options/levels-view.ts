import type { ReadonlySignal } from '@preact/signals';
import type { Problem } from '../../lib/messages/types.ts';
import type { OwnLevel } from '../../lib/review/scopes/level-overrides.ts';
import type { Level } from '../../lib/review/scopes/levels.ts';

export type LevelsSaid =
  | { set: string }
  | { removed: string }
  | { imported: number; bad: number }
  | { problem: Problem }
  | 'bad'
  | 'no-levels';

/** What the options page shows and can do about levels. */
export interface LevelsView {
  /** by name; absent until they were read */
  levels: ReadonlySignal<readonly OwnLevel[] | undefined>;
  /** stored, and not to be read as levels */
  unreadable: ReadonlySignal<number>;
  /** the permission or pattern that is being written, and the level chosen for it */
  scope: ReadonlySignal<string>;
  level: ReadonlySignal<Level>;
  said: ReadonlySignal<LevelsSaid | undefined>;
  type(scope: string): void;
  choose(level: Level): void;
  set(): Promise<void>;
  remove(scope: string): Promise<void>;
  importFile(file: Pick<Blob, 'text'>): Promise<void>;
}
