import { browser } from 'wxt/browser';
import { CONSENT_MATCHES } from '../atlassian/matches.ts';
import { type Skeleton, takeSkeleton } from '../report/skeleton.ts';

/** The skeleton of the consent page that was last looked at, or undefined where none is open. */
export async function takeConsentPage(): Promise<Skeleton | undefined> {
  try {
    const tabs = await browser.tabs.query({ url: [...CONSENT_MATCHES] });
    const [last] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
    if (last?.id === undefined) return undefined;
    const target = { tabId: last.id };
    const [frame] = await browser.scripting.executeScript({ target, func: takeSkeleton });
    return (frame?.result as Skeleton | null | undefined) ?? undefined;
  } catch {
    return undefined;
  }
}
