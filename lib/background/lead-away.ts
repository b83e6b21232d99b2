import { browser } from 'wxt/browser';
import { isAtlassianHost } from '../atlassian/hosts.ts';
import type { AuthorizeOutcome } from '../requests/authorize.ts';
import { type Consent, consents } from '../storage/consents.ts';
import { consentTabs } from './authorize-tabs.ts';
import { responseBlocks } from './response-blocks.ts';

/** The page of ours that stands where the app's page would be. */
const OUTCOME = '/consent-result.html' as const;

/** What that page says in a tab. */
export interface Ending {
  outcome: AuthorizeOutcome;
  requestId: string;
}

/** Where it is kept for the tab, in `storage.session`. */
export const outcomeSlot = (tabId: number) => `authorise-outcome:${tabId}`;

/** True while its answer is kept from the app, by rules that are there, until its time is over. */
export async function isHeld({ hold, until }: Consent): Promise<boolean> {
  return hold !== undefined && until > Date.now() && (await responseBlocks.up()).has(hold);
}

/** The tab shows our own page, which says how it ended; nothing can be accepted there any more. */
export async function leadAway(tabId: number, { outcome, requestId }: Ending): Promise<void> {
  const ending: Ending = { outcome, requestId };
  await browser.storage.session.set({ [outcomeSlot(tabId)]: ending });
  await browser.tabs.update(tabId, { url: browser.runtime.getURL(OUTCOME) });
  await consentTabs.end(tabId);
}

/** How a consent ended that nothing else is known of. */
export const endOf = ({ outcome, requestId }: Consent): Ending => ({
  outcome: outcome ?? 'over',
  requestId,
});

/**
 * A page on a consent host comes up in a tab. Where it belongs to a consent of ours, in whatever tab
 * (opened again, duplicated, back after a restart), it is under guard there too; and where its
 * answer is given, or not held any more, it is taken away.
 * @returns true where it is being taken away
 */
export async function recognise(tabId: number, address: string): Promise<boolean> {
  // Waits for a page that is just being opened.
  const about = await consentTabs.of(tabId);
  const consent = await consents.at(address);
  if (!consent) return false;
  if (consent.outcome !== undefined || !(await isHeld(consent))) {
    await leadAway(tabId, endOf(consent));
    return true;
  }
  if (about?.digest !== consent.digest) await consentTabs.adopt(consent, tabId);
  return false;
}

/** The tabs in which this consent is under way. */
async function tabsOf(digest: string): Promise<number[]> {
  const tabs = await consentTabs.tabs();
  const here = await Promise.all(tabs.map((tabId) => consentTabs.of(tabId)));
  return tabs.filter((_, at) => here[at]?.digest === digest);
}

/**
 * Ends a hold: its tabs are led away first, wherever they can be reached.
 * @param everywhere false: a tab that has gone on to somebody else's page (a company's sign-in, too)
 *   is left in peace, and then its answer stays held
 */
export async function endBlock(consent: Consent, everywhere: boolean): Promise<void> {
  let left = false;
  for (const tabId of await tabsOf(consent.digest)) {
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    const here = tab?.url ? isAtlassianHost(new URL(tab.url).hostname) : false;
    if (!tab) await consentTabs.end(tabId);
    else if (everywhere || here) await leadAway(tabId, endOf(consent));
    else left = true;
  }
  if (!left) await consentTabs.letGo(consent.digest);
}

/**
 * The browser forgets rules when it ends, and tabs come back without them; when we are updated, the
 * guards in their pages are left without us. Each such tab is found by its address, and taken away;
 * one that comes back later is recognized when it loads.
 * @param everything true after an update: whatever rules there are
 */
export async function recover(everything = false): Promise<void> {
  const lost = await consentTabs.takeLost(everything);
  if (lost.length === 0) return;
  for (const tab of await browser.tabs.query({})) {
    // Chromium's alone: a tab that is just being restored.
    const { id, url, pendingUrl } = tab as typeof tab & { pendingUrl?: string };
    const address = pendingUrl || url;
    if (id !== undefined && address) await recognise(id, address).catch(() => undefined);
  }
  for (const consent of lost) await endBlock(consent, true);
}

/** Access to an app's host was taken back: its rules are there, and do nothing any more. */
export async function endRevoked(): Promise<void> {
  for (const consent of await consents.held()) {
    const { hostname } = new URL(`https://${consent.expected.redirectHost}`);
    const origins = [`https://${hostname}/*`];
    if (!(await browser.permissions.contains({ origins }))) await endBlock(consent, true);
  }
}
