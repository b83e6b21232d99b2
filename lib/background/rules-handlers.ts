import { MAX_RULES } from '../review/rules/rules.ts';
import { ruleList } from '../storage/stored-rules.ts';
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
