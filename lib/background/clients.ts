import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { readAuthorizeUrl } from '../atlassian/authorize-url.ts';
import { isMcpHost } from '../atlassian/page-kind.ts';
import type { Via } from '../consent/blocked-consent.ts';
import { plain } from '../consent/text.ts';
import { present } from '../present.ts';
import { nameSkeleton } from '../requests/key.ts';
import { MAX } from '../requests/limits.ts';
import { type App, Via as ViaSchema } from '../requests/schema.ts';

/**
 * Which AI client began a Rovo MCP sign-in (v1) in a tab. Kept in `storage.session` (memory, gone
 * with the browser): the consent page that follows names Atlassian's own client alone.
 */
const Seen = z.object({
  at: z.number(),
  via: ViaSchema,
  /** seen in another tab, whose first stage went on in this one */
  carried: z.optional(z.boolean()),
});
type Seen = z.infer<typeof Seen>;

/** A sign-in is through or given up long before this, in milliseconds. */
const KEEP = 60 * 60_000;
const slot = (tabId: number) => `client:${tabId}`;

/**
 * Atlassian's own client stands in front: by where it returns to, else by its name (observed). A
 * sentence about domains names the AI client's own return address in its place.
 */
function isStandIn({ name, redirect }: App, via: Via): boolean {
  if (redirect && redirect.host !== via.redirect?.host) return isMcpHost(redirect.host);
  return /^(?:atlassian|atlassianrovo|rovo)mcp(?:server)?$/.test(nameSkeleton(name));
}

async function read(tabId: number): Promise<Seen | undefined> {
  const stored = await browser.storage.session.get(slot(tabId));
  const parsed = z.safeParse(Seen, stored[slot(tabId)]);
  return parsed.success && Date.now() - parsed.data.at <= KEEP ? parsed.data : undefined;
}

export const clients = {
  /** Remembers the name as shown and two safe parts of the first stage's address, no more. */
  async put(tabId: number, name: string, url: URL): Promise<void> {
    const { clientId, redirect } = readAuthorizeUrl(url);
    const via: Via = {
      name: plain(name, MAX.app),
      ...present({ redirect }),
      // Any other id was made for this one installation, and says nothing.
      ...(clientId?.startsWith('https://') ? { clientId } : {}),
    };
    await browser.storage.session.set({ [slot(tabId)]: { at: Date.now(), via } });
  },

  /** The AI client that asks through this app in this tab, where both are known. */
  async of(tabId: number, app: App): Promise<Via | undefined> {
    const seen = await read(tabId);
    if (!seen) return undefined;
    // zod leaves absent fields absent, whatever its type says under exactOptionalPropertyTypes.
    const via = seen.via as Via;
    return isStandIn(app, via) ? via : undefined;
  },

  /**
   * A page of the MCP server sends a tab on. Where that is a tab which it opened, what its first stage
   * showed goes along. Looked up at that moment: the browser forgets who opened a tab.
   */
  async follow(tabId: number): Promise<void> {
    const own = await read(tabId);
    // Its own first stage was seen there: that is the one.
    if (own && !own.carried) return;
    const { openerTabId } = await browser.tabs.get(tabId);
    const theirs = openerTabId === undefined ? undefined : await read(openerTabId);
    if (theirs) {
      await browser.storage.session.set({ [slot(tabId)]: { ...theirs, carried: true } });
    } else if (own) await clients.drop(tabId);
  },

  async drop(tabId: number): Promise<void> {
    await browser.storage.session.remove(slot(tabId));
  },
};
