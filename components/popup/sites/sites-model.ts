import { signal } from '@preact/signals';
import type { PopupDeps } from '../popup-deps.ts';
import type { SitesView } from './MatchSites.tsx';

export interface SitesModel extends SitesView {
  read(): Promise<void>;
}

/** Looks waiting sites up, so that the panel knows their pages in Atlassian Administration. */
export function createSitesModel({
  send,
  requestHost,
}: Pick<PopupDeps, 'send' | 'requestHost'>): SitesModel {
  const sites = signal<readonly string[] | undefined>(undefined);
  const feedback = signal<SitesView['feedback']['value']>(undefined);
  const read = async () => {
    const response = await send('unmatchedSites', {});
    if (response.ok) sites.value = response.sites;
  };
  return {
    sites,
    feedback,
    read,
    async match(site) {
      // First of all and not awaited before: a permission can only be asked for within the click.
      await requestHost(site).catch(() => false);
      const response = await send('matchSite', { site });
      const what = response.ok ? (response.matched ? 'matched' : 'silent') : response.problem;
      feedback.value = { site, what };
      await read();
    },
  };
}
