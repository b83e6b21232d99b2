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
  const said = signal<SitesView['said']['value']>(undefined);
  const read = async () => {
    const heard = await send('unmatchedSites', {});
    if (heard.ok) sites.value = heard.sites;
  };
  return {
    sites,
    said,
    read,
    async match(site) {
      // First of all and not awaited before: a permission can only be asked for within the click.
      await requestHost(site).catch(() => false);
      const heard = await send('matchSite', { site });
      const what = heard.ok ? (heard.matched ? 'matched' : 'silent') : heard.problem;
      said.value = { site, what };
      await read();
    },
  };
}
