import { browser } from 'wxt/browser';
import { hostPlaceOf, pagesOf } from '../atlassian/custom-hosts.ts';
import { BANNER_TRIGGER_MATCHES, CONSENT_MATCHES } from '../atlassian/matches.ts';
import { present } from '../present.ts';
import { type Skeleton, type TakenPage, takeSkeleton } from '../report/mask.ts';
import { allHosts } from './custom-hosts.ts';

/**
 * The skeleton of the page of a sign-in that was last looked at (consent, error, first stage of MCP,
 * on whatever host), or undefined where none is open.
 */
export async function takeConsentPage(): Promise<TakenPage | undefined> {
  try {
    const hosts = await allHosts();
    const url = [...CONSENT_MATCHES, ...BANNER_TRIGGER_MATCHES, ...hosts.flatMap(pagesOf)];
    const tabs = await browser.tabs.query({ url });
    const [last] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
    if (last?.id === undefined) return undefined;
    const target = { tabId: last.id };
    const [frame] = await browser.scripting.executeScript({ target, func: takeSkeleton });
    const page = frame?.result as Skeleton | null | undefined;
    if (!page) return undefined;
    const place = hostPlaceOf(new URL(page.address), hosts);
    return { ...page, ...present({ place }) };
  } catch {
    return undefined;
  }
}
