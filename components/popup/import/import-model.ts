import { signal } from '@preact/signals';
import type { Imported, Problem } from '../../../lib/messages/types.ts';
import type { PopupDeps } from '../popup-deps.ts';

export type ImportResult = { imported: Imported } | { problem: Problem };

/** Longer texts are no link, and are not sent to the background at all. */
const MAX_TEXT = 200_000;

export type ImportModel = ReturnType<typeof createImportModel>;

/** Assignment in a link that reached the person as text. */
export function createImportModel(
  { send }: Pick<PopupDeps, 'send'>,
  done: (imported: Imported) => void,
) {
  const open = signal(false);
  const text = signal('');
  const result = signal<ImportResult | undefined>(undefined);
  /** what is under way or waits for its turn: a second link is not lost to the first */
  const waiting = new Set<string>();
  let work = Promise.resolve();

  async function take(pasted: string) {
    const response = await send('importLink', { text: pasted });
    result.value = response.ok ? { imported: response.imported } : { problem: response.problem };
    if (!response.ok) return;
    // What was pasted meanwhile stays.
    if (text.peek().trim() === pasted) text.value = '';
    if (text.peek() === '') open.value = false;
    done(response.imported);
  }

  return {
    open,
    text,
    result,
    toggle() {
      open.value = !open.peek();
      result.value = undefined;
    },
    /** closes what is left on the page of the last import */
    dismiss() {
      result.value = undefined;
    },
    type(typed: string) {
      text.value = typed;
    },
    async submit() {
      const pasted = text.peek().trim();
      if (waiting.has(pasted)) return;
      if (pasted === '' || pasted.length > MAX_TEXT) {
        result.value = { problem: pasted === '' ? 'empty' : 'too-long' };
        return;
      }
      waiting.add(pasted);
      // One that fails takes none of the others with it.
      work = work
        .then(() => take(pasted))
        .catch(() => undefined)
        .finally(() => waiting.delete(pasted));
      await work;
    },
  };
}
