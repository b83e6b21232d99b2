import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { WatchedView } from '../../../lib/messages/channels.ts';
import type { PopupDeps } from '../popup-deps.ts';

export type NewsModel = ReturnType<typeof createNewsModel>;

/**
 * What came to the queue while the popup was closed, and what is wrong with the queues that are watched.
 * @param open the request that is open
 */
export function createNewsModel(
  { send, requestHost }: Pick<PopupDeps, 'send' | 'requestHost'>,
  open: ReadonlySignal<unknown>,
) {
  /** requests that are new */
  const asks = signal(0);
  const troubled = signal<readonly WatchedView[]>([]);

  // Whoever works on requests has seen that they are there.
  effect(() => {
    if (open.value) asks.value = 0;
  });

  const look = async () => {
    const answer = await send('lookNow', {});
    if (!answer.ok) return;
    asks.value += answer.asks ?? 0;
    troubled.value = (answer.queues ?? []).filter(({ problem }) => problem !== undefined);
  };

  return {
    asks,
    troubled,
    /** Looks at everything; call once the list stands. */
    look,
    /** asks for the site that may not be reached; called within a click */
    async allow({ site }: WatchedView) {
      if (await requestHost(site).catch(() => false)) await look();
    },
  };
}
