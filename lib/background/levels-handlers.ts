import type { Failed } from '../messages/types.ts';
import type { Answers } from '../messages.ts';
import type { OwnLevel } from '../review/scopes/level-overrides.ts';
import { tellAll } from '../storage/request-store.ts';
import { levelList } from '../storage/stored-levels.ts';
import type { Handlers } from './serve.ts';

async function change(
  edit: (levels: readonly OwnLevel[]) => OwnLevel[],
): Promise<Answers['listLevels'] | Failed> {
  const levels = await levelList.change(edit);
  if (!levels) return { ok: false, problem: 'too-many-levels' };
  // Whoever shows levels works them out anew.
  tellAll();
  return { ok: true, levels, unreadable: 0 };
}

/** The levels that the organization has set itself. Each is answered with the whole list. */
export function levelsHandlers(): Pick<Handlers, 'listLevels' | 'putLevels' | 'dropLevel'> {
  return {
    async listLevels() {
      const { levels, unreadable } = await levelList.read();
      return { ok: true, levels, unreadable: unreadable.length };
    },

    putLevels: ({ levels }) =>
      change((before) => {
        const all = new Map([...before, ...levels].map((one) => [one.scope.toLowerCase(), one]));
        return [...all.values()];
      }),

    dropLevel: ({ scope }) =>
      change((before) => before.filter((one) => one.scope.toLowerCase() !== scope.toLowerCase())),
  };
}
