import { signal } from '@preact/signals';
import type { QueueService } from '../../lib/review/queue-query.ts';
import type { FirstDeps } from './popup-deps.ts';
import { createQueueModel, createSelection } from './queue/queue-model.ts';

/** The two sides of the popup. */
type Side = 'review' | 'mine';

export type FirstModel = ReturnType<typeof createFirstModel>;

/** What the popup shows at first: the list. Everything else is loaded once it stands. */
export function createFirstModel(deps: FirstDeps) {
  const side = signal<Side>('review');
  const clock = signal(deps.now());
  let provide: (service: Promise<QueueService>) => void = () => undefined;
  const service = new Promise<QueueService>((resolve) => {
    provide = resolve;
  });
  // Whoever asks it something is told that it failed.
  service.catch(() => undefined);
  /** a request waits this long for a decision; undefined until that was read */
  const expireAfterDays = signal<number | undefined>(undefined);
  const selection = createSelection();
  const queue = createQueueModel(deps, service, selection);
  let wasChosen = false;
  return {
    side,
    /** the time by which "3 days ago" is reckoned */
    clock,
    expireAfterDays,
    queue,
    selection,
    service,
    /** chooses a request, or lets it go */
    toggle(id: string) {
      const next = new Set(selection.chosen.peek());
      if (!next.delete(id)) next.add(id);
      selection.choose(next);
    },
    /** the queue service runs, or is on its way */
    provide,
    choose(next: Side) {
      wasChosen = true;
      side.value = next;
    },
    /** the person has chosen a side: it is not changed for them any more */
    wasChosen: () => wasChosen,
  };
}
