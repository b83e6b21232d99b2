import * as z from 'zod/mini';
import { CloudId } from '../messages/panel.ts';
import { SiteName } from '../requests/schema.ts';
import { keptItem } from './kept-item.ts';

const SiteId = z.object({ cloudId: CloudId, site: SiteName });
type SiteId = z.infer<typeof SiteId>;

/** More sites than anybody administers; beyond it the ones learned first go. */
const MOST = 1000;

const idsItem = keptItem<unknown>('siteIds', []);

async function read(): Promise<SiteId[]> {
  const stored = await idsItem.getValue();
  if (!Array.isArray(stored)) return [];
  return (stored as unknown[]).flatMap((one) => {
    const parsed = z.safeParse(SiteId, one);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * Which site a cloud id stands for, as the sites themselves said when a reviewer had one looked up
 * (cloud-id.ts). Addresses in Administration name a site by this id alone.
 */
export const siteIds = {
  async siteOf(cloudId: string): Promise<string | undefined> {
    return (await read()).find((one) => one.cloudId === cloudId)?.site;
  },
  async known(): Promise<ReadonlySet<string>> {
    return new Set((await read()).map(({ site }) => site));
  },
  /** what was said last holds, for the site and for the id */
  async learn(site: string, cloudId: string): Promise<void> {
    await navigator.locks.request('countersign-site-ids', async () => {
      const rest = (await read()).filter((one) => one.site !== site && one.cloudId !== cloudId);
      await idsItem.setValue([...rest, { cloudId, site }].slice(-MOST));
    });
  },
};
