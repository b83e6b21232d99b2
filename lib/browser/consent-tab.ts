import { browser } from 'wxt/browser';
import { CALLING_MATCHES, CONSENT_MATCHES } from '../atlassian/matches.ts';
import { hostPlaceOf, type Place, pagesOf } from '../atlassian/other-hosts.ts';
import { type Skeleton, takeSkeleton } from '../report/skeleton.ts';
import { allHosts } from './hosts-item.ts';

/** A page for a report, and which entry of the list of hosts it belongs to. */
export interface TakenPage extends Skeleton {
  place?: Place;
}

/**
 * The skeleton of the page of a sign-in that was last looked at (consent, error, first stage of MCP,
 * on whatever host), or undefined where none is open.
 */
export async function takeConsentPage(): Promise<TakenPage | undefined> {
  try {
    const hosts = await allHosts();
    const url = [...CONSENT_MATCHES, ...CALLING_MATCHES, ...hosts.flatMap(pagesOf)];
    const tabs = await browser.tabs.query({ url });
    const [last] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
    if (last?.id === undefined) return undefined;
    const target = { tabId: last.id };
    const [frame] = await browser.scripting.executeScript({ target, func: takeSkeleton });
    const page = frame?.result as Skeleton | null | undefined;
    if (!page) return undefined;
    const place = hostPlaceOf(new URL(page.address), hosts);
    return { ...page, ...(place ? { place } : {}) };
  } catch {
    return undefined;
  }
}
