import { signal } from '@preact/signals';
import type { ListedDestination, WatchedView } from '../../lib/messages/channels.ts';
import type { Problem } from '../../lib/messages/types.ts';
import { queueOf } from '../../lib/requests/destination.ts';
import type { DestinationsDeps } from './options-deps.ts';

/** The site and project of a queue that can be watched; undefined: a form, a portal, any site's own. */
export function watchable({ to, site }: ListedDestination) {
  const queue = queueOf({ to });
  if (queue?.channel !== 'jira') return undefined;
  const { project } = queue;
  const host = queue.host === '{site}' ? site : queue.host;
  return host.startsWith('*.') ? undefined : { host, project };
}

export type WatchModel = ReturnType<typeof createWatchModel>;

/** Which queues are looked at for a reviewer, and how the last look went. */
export function createWatchModel({
  send,
  requestHosts,
}: Pick<DestinationsDeps, 'send' | 'requestHosts'>) {
  const queues = signal<readonly WatchedView[]>([]);
  /** what was pressed and is under way, by label */
  const pending = signal<{ label: string; on: boolean } | undefined>(undefined);

  return {
    queues,
    pending,
    of(one: ListedDestination): WatchedView | undefined {
      const at = watchable(one);
      return queues.value.find(({ site, project }) => site === at?.host && project === at.project);
    },
    async start() {
      const answer = await send('watchedQueues', {});
      if (answer.ok) queues.value = answer.queues;
    },
    /** @returns what stood in the way; called within a click */
    async watch(one: ListedDestination, on: boolean): Promise<Problem | undefined> {
      const at = watchable(one);
      if (!at || pending.peek()) return undefined;
      pending.value = { label: one.label, on };
      try {
        // First of all: a permission can only be asked for within the click.
        const allowed = !on || (await requestHosts([`https://${at.host}/*`]).catch(() => false));
        if (!allowed) return 'host-not-allowed';
        const answer = await send('watchQueue', { site: at.host, label: one.label, on });
        if (!answer.ok) return answer.problem;
        queues.value = answer.queues;
        return undefined;
      } finally {
        pending.value = undefined;
      }
    },
  };
}
