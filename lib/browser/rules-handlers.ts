import { MAX_RULES } from '../review/rules.ts';
import { ruleList } from './rules-item.ts';
import type { Handlers } from './serve.ts';

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

    async moveRule({ id, by }) {
      const rules = await ruleList.change((before) => {
        const here = before.findIndex((one) => one.id === id);
        const there = here + by;
        const moved = [...before];
        const rule = moved[here];
        const other = moved[there];
        if (rule && other) [moved[here], moved[there]] = [other, rule];
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
