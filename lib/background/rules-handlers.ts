import type { Failed } from '../messages/types.ts';
import type { Answers } from '../messages.ts';
import { MAX_RULES } from '../review/rules/rules.ts';
import type { LevelOverride } from '../review/scopes/level-overrides.ts';
import { levelList, ruleList } from '../storage/stored-rules.ts';
import { remembered, settings } from '../storage/stored-settings.ts';
import { lookAtClock } from './schedule.ts';
import type { Handlers } from './serve.ts';

/** What the extension's own pages may ask about the reviewer's settings. */
export function settingsHandlers(): Pick<
  Handlers,
  'readSettings' | 'nameReviewer' | 'saveSettings'
> {
  return {
    async readSettings() {
      const [value, reviewer] = await Promise.all([settings.read(), remembered.reviewer()]);
      return { ok: true, settings: value, reviewer };
    },
    async nameReviewer({ name }) {
      const reviewer = name.trim();
      await remembered.setReviewer(reviewer);
      return { ok: true, reviewer };
    },
    async saveSettings({ settings: value }) {
      await settings.write(value);
      // Less time than before takes effect at once, and not at some moment of the next day.
      await lookAtClock();
      return { ok: true, settings: value };
    },
  };
}

async function change(
  edit: (levels: readonly LevelOverride[]) => LevelOverride[],
): Promise<Answers['listLevels'] | Failed> {
  const levels = await levelList.change(edit);
  if (!levels) return { ok: false, problem: 'too-many-levels' };
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

/** What the view of the rules asks the background for. Each is answered with the whole list. */
export function rulesHandlers(): Pick<Handlers, 'listRules' | 'putRule' | 'moveRule' | 'dropRule'> {
  return {
    async listRules() {
      const { rules, unreadable } = await ruleList.read();
      return { ok: true, rules, unreadable: unreadable.length };
    },

    async putRule({ rule }) {
      let full = false;
      const rules = await ruleList.change((before) => {
        if (before.some(({ id }) => id === rule.id)) {
          return before.map((one) => (one.id === rule.id ? rule : one));
        }
        full = before.length >= MAX_RULES;
        return full ? [...before] : [...before, rule];
      });
      return full ? { ok: false, problem: 'too-many-rules' } : { ok: true, rules, unreadable: 0 };
    },

    async moveRule({ id, to }) {
      const rules = await ruleList.change((before) => {
        const moved = before.filter((one) => one.id !== id);
        moved.splice(to, 0, ...before.filter((one) => one.id === id));
        return moved;
      });
      return { ok: true, rules, unreadable: 0 };
    },

    async dropRule({ id }) {
      const rules = await ruleList.change((before) => before.filter((one) => one.id !== id));
      return { ok: true, rules, unreadable: 0 };
    },
  };
}
