import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { WatchedView } from '../../../lib/messages/channels.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import { SAMPLE_ID } from '../../../lib/requests/sample.ts';
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

export type SampleModel = ReturnType<typeof createSampleModel>;

/** Whether there is a sample in this browser, and taking it away. */
export function createSampleModel({ queue, send }: Pick<PopupDeps, 'queue' | 'send'>) {
  const there = signal(false);
  return {
    there,
    async read() {
      there.value = (await (await queue).one(SAMPLE_ID)).requests.length > 0;
    },
    async remove() {
      const response = await send('removeSamples', {});
      if (response.ok) there.value = false;
    },
  };
}

export type SitesModel = ReturnType<typeof createSitesModel>;

/** Looks waiting sites up, so that the panel knows their pages in Atlassian Administration. */
export function createSitesModel({ send, requestHost }: Pick<PopupDeps, 'send' | 'requestHost'>) {
  /** sites that still have to be looked up; absent until they were read */
  const sites = signal<readonly string[] | undefined>(undefined);
  /** what came of the last look-up */
  const feedback = signal<{ site: string; what: 'matched' | 'silent' | Problem } | undefined>(
    undefined,
  );
  const read = async () => {
    const response = await send('unmatchedSites', {});
    if (response.ok) sites.value = response.sites;
  };
  return {
    sites,
    feedback,
    read,
    async match(site: string) {
      // First of all and not awaited before: a permission can only be asked for within the click.
      await requestHost(site).catch(() => false);
      const response = await send('matchSite', { site });
      const what = response.ok ? (response.matched ? 'matched' : 'silent') : response.problem;
      feedback.value = { site, what };
      await read();
    },
  };
}
