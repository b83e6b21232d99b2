import { browser } from 'wxt/browser';
import { hostPlaceOf, type OtherHost, pagesOf } from '../atlassian/custom-hosts.ts';
import { BANNER_TRIGGER_MATCHES, CONSENT_MATCHES } from '../atlassian/matches.ts';
import type { SeenPage } from '../consent/read-seen.ts';
import { present } from '../present.ts';
import { type Skeleton, type TakenPage, takeSkeleton } from '../report/mask.ts';
import { allHosts, hostsWith } from './custom-hosts.ts';
import { connectionOf } from './tab-connection.ts';

/**
 * The tab that the person means: the one under the popup; where the popup fills a tab itself, the
 * last one looked at in its window that is none of ours.
 */
async function meantTab(): Promise<number | undefined> {
  const own = await browser.tabs.getCurrent();
  const tabs = await browser.tabs.query(own ? { currentWindow: true } : activeHere);
  const ours = browser.runtime.getURL('/');
  return tabs
    .filter((tab) => tab.id !== own?.id && !tab.url?.startsWith(ours))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]?.id;
}

const activeHere = { active: true, currentWindow: true };

/** Runs in the page: nothing from outside may be used in here. */
function look(): { address: string; text: string } {
  return { address: location.href, text: (document.body?.innerText ?? '').slice(0, 50_000) };
}

/**
 * Reads the page that the person looks at, once, at a click of theirs: the browser allows it by
 * `activeTab`, for this one page.
 * @returns undefined where the browser lets nobody read it (its own pages, the store, no page)
 */
export async function readActiveTab(): Promise<SeenPage | undefined> {
  try {
    const tabId = await meantTab();
    if (tabId === undefined) return undefined;
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, func: look });
    const page = frame?.result as { address?: unknown; text?: unknown } | null | undefined;
    if (typeof page?.address !== 'string' || typeof page.text !== 'string') return undefined;
    const { address, text } = page;
    const seen = await connectionOf(tabId, address);
    const fits = (host: OtherHost) => hostPlaceOf(new URL(address), [host]) !== undefined;
    const place = hostPlaceOf(new URL(address), await hostsWith(fits));
    return { address, text, ...present({ place }), ...(seen && { seen: seen.facts }) };
  } catch {
    return undefined;
  }
}

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
