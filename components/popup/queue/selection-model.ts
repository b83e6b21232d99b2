import { batch, computed, signal } from '@preact/signals';

export type Selection = ReturnType<typeof createSelection>;

/** Which requests are chosen, and which of those the list does not show: the one place for both. */
export function createSelection() {
  const marked = signal<ReadonlySet<string>>(new Set());
  const lost = signal<ReadonlySet<string>>(new Set());
  return {
    /** what a search has taken out of sight is not decided with the rest */
    chosen: computed<ReadonlySet<string>>(() => {
      const hidden = lost.value;
      return hidden.size === 0
        ? marked.value
        : new Set([...marked.value].filter((id) => !hidden.has(id)));
    }),
    /** all that were chosen, out of sight too: the queue service is asked about them */
    marked: () => [...marked.peek()],
    /** the queue service's answer: these of the marked are not in the list */
    missing(ids: readonly string[]) {
      lost.value = new Set(ids);
    },
    choose(ids: Iterable<string>) {
      batch(() => {
        marked.value = new Set(ids);
        if (marked.peek().size === 0) lost.value = new Set();
      });
    },
  };
}
