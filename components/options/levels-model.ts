import { signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import { LevelOverride, MAX_LEVEL_OVERRIDES } from '../../lib/review/scopes/level-overrides.ts';
import type { Level } from '../../lib/review/scopes/levels.ts';
import type { OptionsDeps } from './data-model.ts';

export type LevelsFeedback =
  | { set: string }
  | { removed: string }
  | { imported: number; bad: number }
  | { problem: Problem }
  | 'bad'
  | 'no-levels';

/** The levels in an exported file, and how many entries of it are none; undefined: no such file. */
function levelsIn(text: string): { levels: LevelOverride[]; bad: number } | undefined {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found: unknown = Object(file).levels;
  if (!Array.isArray(found)) return undefined;
  const parsed = found.map((one) => z.safeParse(LevelOverride, one));
  const levels = parsed.flatMap((one) => (one.success ? [one.data] : []));
  return { levels, bad: found.length - levels.length };
}

export type LevelsModel = ReturnType<typeof createLevelsModel>;

/** The organization's own levels on the options page: saved at each change. */
export function createLevelsModel({ send }: Pick<OptionsDeps, 'send'>) {
  /** by name; absent until they were read */
  const levels = signal<readonly LevelOverride[] | undefined>(undefined);
  /** stored, and not to be read as levels */
  const unreadable = signal(0);
  /** the permission or pattern that is being written, and the level chosen for it */
  const scope = signal('');
  const level = signal<Level>('high');
  const feedback = signal<LevelsFeedback | undefined>(undefined);

  function show(list: Answers['listLevels'] | Failed, done?: LevelsFeedback): boolean {
    if (list.ok) {
      levels.value = list.levels;
      unreadable.value = list.unreadable;
    }
    feedback.value = list.ok ? done : { problem: list.problem };
    return list.ok;
  }

  return {
    levels,
    unreadable,
    scope,
    level,
    feedback,
    async start() {
      show(await send('listLevels', {}));
    },
    type(text: string) {
      scope.value = text;
      if (feedback.peek() === 'bad') feedback.value = undefined;
    },
    choose(next: Level) {
      level.value = next;
    },
    async set() {
      const one = z.safeParse(LevelOverride, { scope: scope.peek().trim(), level: level.peek() });
      if (!one.success) feedback.value = 'bad';
      else if (show(await send('putLevels', { levels: [one.data] }), { set: one.data.scope }))
        scope.value = '';
    },
    async remove(name: string) {
      show(await send('dropLevel', { scope: name }), { removed: name });
    },
    async importFile(file: Pick<Blob, 'text'>) {
      const found = levelsIn(await file.text().catch(() => ''));
      if (!found || found.levels.length === 0) feedback.value = 'no-levels';
      else if (found.levels.length > MAX_LEVEL_OVERRIDES)
        feedback.value = { problem: 'too-many-levels' };
      else {
        const done = { imported: found.levels.length, bad: found.bad };
        show(await send('putLevels', { levels: found.levels }), done);
      }
    },
  };
}
