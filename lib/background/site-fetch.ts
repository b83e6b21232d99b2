import { browser } from 'wxt/browser';
import { isAtlassianSite } from '../atlassian/hosts.ts';
import type { Transport } from '../channels/jira/call.ts';
import { isRuleOf, RULE_IDS } from './response-blocks.ts';

/**
 * Calls to a site with the session that the person has there. Jira refuses a browser's writes unless
 * `Origin` and `Referer` are the site's own (measured by others); a rule sets them, for requests of this
 * extension to this one site, while a write is under way and not a moment longer.
 */

const [WRITE_RULE] = RULE_IDS.channels;
const ownHost = (): string => new URL(browser.runtime.getURL('/')).hostname;

const remove = (removeRuleIds: number[]): Promise<void> =>
  browser.declarativeNetRequest.updateSessionRules({ removeRuleIds });

/** Takes away what a killed worker left. Call at the start of the background. */
export async function sweepWriteRules(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const left = rules.filter((rule) => isRuleOf('channels', rule)).map(({ id }) => id);
  if (left.length > 0) await remove(left);
}

/** One write at a time: there is one rule. */
let last: Promise<unknown> = Promise.resolve();

async function asFromSite<T>(site: string, work: () => Promise<T>): Promise<T> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [WRITE_RULE],
    addRules: [
      {
        id: WRITE_RULE,
        priority: 1,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [
            { header: 'origin', operation: 'set', value: `https://${site}` },
            { header: 'referer', operation: 'set', value: `https://${site}/` },
          ],
        },
        condition: {
          initiatorDomains: [ownHost()],
          requestDomains: [site],
          requestMethods: ['post', 'put'],
          resourceTypes: ['xmlhttprequest', 'other'],
        },
      },
    ],
  });
  try {
    return await work();
  } finally {
    await remove([WRITE_RULE]);
  }
}

/** Runs in a page of the site. */
async function fetchThere(url: string, init: RequestInit) {
  const response = await fetch(url, init);
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}

/** The same write by a page of the site that is open; undefined: none is, or it came to nothing. */
async function inOpenTab(url: string, { method, headers, body }: RequestInit) {
  const [tab] = await browser.tabs.query({ url: `${new URL(url).origin}/*` });
  if (tab?.id === undefined) return undefined;
  const sent = { method, headers, body, credentials: 'include', redirect: 'manual' };
  const [done] = await browser.scripting.executeScript({
    target: { tabId: tab.id },
    func: fetchThere as (...args: unknown[]) => unknown,
    args: [url, sent],
  });
  const there = done?.result as Awaited<ReturnType<typeof fetchThere>> | undefined;
  // Status and headers under the names that a response has them.
  return there && new Response(there.body || null, there);
}

/**
 * What Jira looks at in a write is not known for certain (T1). Where our own place does not satisfy it,
 * a page of the site writes, if one is open.
 */
async function write(url: string, init: RequestInit): Promise<Response> {
  const response = await asFromSite(new URL(url).hostname, () => fetch(url, init));
  const isRefused =
    response.status === 403 && /XSRF check failed/i.test(await response.clone().text());
  const there = isRefused ? await inOpenTab(url, init).catch(() => undefined) : undefined;
  return there ?? response;
}

/** `fetch` to a site. Without permission for the site it fails as if there were no network. */
export const siteFetch: Transport = (url, init) => {
  if (init.method === 'GET') return fetch(url, init);
  const turn = last.then(() => write(url, init));
  last = turn.catch(() => undefined);
  return turn;
};

/** Whether the person let this extension call the site. */
export const mayCall = (site: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [`https://${site}/*`] }).catch(() => false);

/**
 * The cloud id of a site, from its public `/_edge/tenant_info` (Atlassian knowledge base,
 * "retrieve my Atlassian site's cloud id"; no sign-in needed). Asks without cookies.
 * A custom domain answers too (observed in public code).
 * @param custom the site is a custom domain that was added to the list of hosts
 * @returns undefined where the site is none of Atlassian's own names, does not answer within five
 *   seconds, or answers anything but a UUID
 */
export async function cloudIdOf(site: string, custom = false): Promise<string | undefined> {
  if (!custom && !isAtlassianSite(site)) return undefined;
  try {
    const answer = await fetch(`https://${site}/_edge/tenant_info`, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) return undefined;
    const { cloudId } = (await answer.json()) as { cloudId?: unknown };
    const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
    return typeof cloudId === 'string' && uuid.test(cloudId) ? cloudId.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
