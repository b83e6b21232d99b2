import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { DecisionForm, ManyOutcome, ManyView } from '../../components/popup/view.ts';
import { OWES_REASON } from '../../lib/requests/decide.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import type { Surroundings } from './model.ts';
import { createUndoModel } from './undo-model.ts';

/** The most that one message takes. */
export const MOST = 1000;

/** What the list is to be told. */
interface Told {
  decided(ids: readonly string[]): void;
  changed(): void;
}

/** Several requests chosen in the list, and one decision for all of them. */
export function createManyModel(
  { send }: Pick<Surroundings, 'send'>,
  matches: ReadonlySignal<readonly ApprovalRequest[]>,
  told: Told,
): ManyView {
  const marked = signal<ReadonlySet<string>>(new Set());
  const form = signal<DecisionForm | undefined>(undefined);
  const reason = signal('');
  const outcome = signal<ManyOutcome | undefined>(undefined);
  const undo = createUndoModel({ send }, told.changed);
  // What a search has taken out of sight is not decided with the rest.
  const chosen = computed<ReadonlySet<string>>(() => {
    if (marked.value.size === 0) return marked.value;
    return new Set(matches.value.map(({ id }) => id).filter((id) => marked.value.has(id)));
  });

  function mark(ids: ReadonlySet<string>) {
    batch(() => {
      marked.value = ids;
      outcome.value = undefined;
      undo.forget();
      if (ids.size === 0) form.value = undefined;
    });
  }

  return {
    chosen,
    form,
    reason,
    outcome,
    undo,
    toggle(id) {
      const next = new Set(chosen.peek());
      if (!next.delete(id) && next.size < MOST) next.add(id);
      mark(next);
    },
    toggleAll(ids) {
      const now = chosen.peek();
      const all = ids.every((id) => now.has(id));
      const next = all
        ? [...now].filter((id) => !ids.includes(id))
        : [...new Set([...now, ...ids])].slice(0, MOST);
      mark(new Set(next));
    },
    clear: () => mark(new Set()),
    begin(kind) {
      form.value = { kind, sending: false };
    },
    type(text) {
      reason.value = text;
      const now = form.peek();
      if (now?.problem === 'reason-owed' && text.trim() !== '')
        form.value = { kind: now.kind, sending: false };
    },
    cancel() {
      form.value = undefined;
    },
    async confirm() {
      const now = form.peek();
      const ids = [...chosen.peek()];
      if (!now || now.sending || ids.length === 0) return;
      const { kind } = now;
      if (OWES_REASON.has(kind) && reason.peek().trim() === '') {
        form.value = { kind, sending: false, problem: 'reason-owed' };
        return;
      }
      form.value = { kind, sending: true };
      const names = new Map(matches.peek().map(({ id, app }) => [id, app.name]));
      const heard = await send('decideMany', { ids, kind, reason: reason.peek() });
      if (!heard.ok) {
        form.value = { kind, sending: false, problem: heard.problem };
        return;
      }
      const failed = heard.failed.map(({ id, problem }) => ({ app: names.get(id) ?? '', problem }));
      batch(() => {
        told.decided(heard.done);
        marked.value = new Set(heard.failed.map(({ id }) => id));
        outcome.value = { kind, count: heard.done.length, failed };
        form.value = undefined;
        reason.value = '';
        undo.offer(heard.done);
      });
    },
  };
}
