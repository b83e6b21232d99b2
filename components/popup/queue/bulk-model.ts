import { batch, computed, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import { MAX_BULK } from '../../../lib/requests/limits.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import type { Warning } from '../../../lib/review/warnings/subject.ts';
import { createDecidingModel, createUndoModel } from '../decision/decision-model.ts';
import type { PopupDeps } from '../popup-deps.ts';
import type { QueueModel, Selection } from './queue-model.ts';

/** What came of a decision on many. */
export interface BulkOutcome {
  kind: DecisionKind;
  count: number;
  failed: readonly { app: string; problem: Problem }[];
}

/** A request about which there are red warnings. */
export interface Warned {
  request: ApprovalRequest;
  signs: readonly Warning[];
}

/** The text that answers all of the decided, or why there is none. */
export type Answered = { text: string; copied: boolean } | { problem: Problem };

/** What of the list it needs. */
type List = Pick<QueueModel, 'matching' | 'forget' | 'refresh' | 'settled' | 'who'>;

export type BulkModel = ReturnType<typeof createBulkModel>;

/** Several requests chosen in the list, and one decision for all of them. */
export function createBulkModel(
  { send, queue, copy }: Pick<PopupDeps, 'send' | 'queue' | 'copy'>,
  list: List,
  selection: Selection,
) {
  const { chosen } = selection;
  const deciding = createDecidingModel();
  const outcome = signal<BulkOutcome | undefined>(undefined);
  const answer = signal<Answered | undefined>(undefined);
  const decided = signal<readonly string[]>([]);
  const undo = createUndoModel({ send }, () => {
    batch(() => {
      decided.value = [];
      answer.value = undefined;
    });
    void list.refresh();
  });
  const known = signal<ReadonlyMap<string, readonly Warned[]>>(new Map());

  /** Looked up for those that are chosen while an approval is being written; each once. */
  const warned = computed(() => {
    const all = [...chosen.value].map((id) => known.value.get(id));
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  });

  async function look() {
    if (deciding.form.peek()?.kind !== 'approve') return;
    const ids = [...chosen.peek()].filter((id) => !known.peek().has(id));
    if (ids.length === 0) return;
    const [found, page] = await Promise.all([list.who(ids), (await queue).some(ids)]);
    const requests = new Map(page.requests.map((one) => [one.id, one]));
    const next = new Map(known.peek());
    if (!found) return;
    // Whoever is gone meanwhile is not decided either.
    for (const id of ids) next.set(id, []);
    for (const [id, { warnings }] of found) {
      const request = requests.get(id);
      const signs = warnings.filter(({ severity }) => severity === 'red');
      next.set(id, request && signs.length > 0 ? [{ request, signs }] : []);
    }
    known.value = next;
  }
  const lookSoon = () => void look().catch(() => undefined);

  function mark(ids: ReadonlySet<string>) {
    batch(() => {
      selection.choose(ids);
      outcome.value = undefined;
      answer.value = undefined;
      undo.forget();
      if (ids.size === 0) deciding.cancel();
    });
    lookSoon();
  }

  async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const page = await Promise.resolve(queue)
      .then((reader) => reader.some(ids))
      .catch(() => undefined);
    return new Map(page?.requests.map(({ id, app }) => [id, app.name]));
  }

  return {
    ...deciding,
    begin(kind: DecisionKind) {
      deciding.begin(kind);
      // What was known of them may have changed since.
      known.value = new Map();
      lookSoon();
    },
    /** those that are chosen and in the list */
    chosen,
    outcome,
    /** there is something that can be answered in one text */
    answerable: computed(() => decided.value.length > 0),
    answer,
    /** those of the chosen about which there are red warnings; undefined while that is looked up */
    warned,
    undo,
    toggle(id: string) {
      const next = new Set(chosen.peek());
      if (!next.delete(id) && next.size < MAX_BULK) next.add(id);
      mark(next);
    },
    /** adds these, or takes them out where all are in */
    toggleAll(ids: readonly string[]) {
      const now = chosen.peek();
      const all = ids.every((id) => now.has(id));
      const next = all
        ? [...now].filter((id) => !ids.includes(id))
        : [...new Set([...now, ...ids])].slice(0, MAX_BULK);
      mark(new Set(next));
    },
    /** adds all that match, drawn or not, up to the most that one decision takes */
    async chooseMatches() {
      const ids = await list.matching(MAX_BULK);
      // What was chosen before is among those that match: it counts once.
      mark(new Set([...new Set([...chosen.peek(), ...ids])].slice(0, MAX_BULK)));
    },
    clear: () => mark(new Set()),
    /** the store was read again: unknown warnings may be known now */
    refresh: lookSoon,
    /** one text that answers everybody who asked for what was just decided */
    async copyAnswers() {
      const texts = await send('shareDecisions', { ids: [...decided.peek()] });
      answer.value = texts.ok ? { text: texts.text, copied: await copy(texts.text) } : texts;
    },
    async confirm() {
      if (chosen.peek().size === 0) return;
      if (deciding.form.peek()?.kind === 'approve' && warned.peek() === undefined) return;
      const feedback = deciding.send();
      if (!feedback) return;
      const { kind } = feedback;
      // A search that is still being looked up may take some of them out of sight.
      await list.settled();
      const ids = [...chosen.peek()];
      if (ids.length === 0) {
        deciding.cancel();
        return;
      }
      const response = await send('decideMany', { ids, ...feedback });
      if (!response.ok) {
        deciding.failed(kind, response.problem);
        return;
      }
      const failedIds = response.failed.map(({ id }) => id);
      const names = await namesOf(failedIds);
      const failed = response.failed.map(({ id, problem }) => ({
        app: names.get(id) ?? '',
        problem,
      }));
      batch(() => {
        list.forget(response.done);
        selection.choose(failedIds);
        decided.value = response.done;
        answer.value = undefined;
        outcome.value = { kind, count: response.done.length, failed };
        deciding.reset();
        undo.offer(response.done);
      });
    },
  };
}
