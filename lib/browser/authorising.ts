import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { App, Ulid } from '../requests/schema.ts';
import { stand } from './standing.ts';

/**
 * One tab in which a reviewer authorises an app. Kept in `storage.session`; of our own `state` only
 * a digest, so that even this value is stored nowhere.
 */
const Authorising = z.object({
  requestId: Ulid,
  digest: z.string(),
  at: z.number(),
  expected: z.object({
    appName: z.string(),
    clientId: z.string(),
    scopes: App.shape.scopes,
    redirectHost: z.string(),
    site: z.string(),
  }),
});
export type Authorising = z.infer<typeof Authorising>;

const slot = (tabId: number) => `authorising:${tabId}`;
const isSlot = (key: string) => key.startsWith('authorising:');

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** 256 random bits. */
export function freshState(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** SHA-256, base64url: enough to recognise a state, of no use for anything else. */
export async function digestOf(state: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state));
  return base64url(new Uint8Array(digest));
}

/** Blocking rules are kept until the browser closes; of a reviewer's hundreds the oldest go. */
const MOST_RULES = 200;

/**
 * Keeps every answer that carries this state from reaching the app, in any tab: the authorization
 * code must never arrive there, whatever the app makes of an unknown state. The rule outlives the
 * visit, or the back button would still deliver the code.
 */
async function hold(state: string, host: string): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const ids = rules.map(({ id }) => id).sort((a, b) => a - b);
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: ids.slice(0, Math.max(0, ids.length - MOST_RULES)),
    addRules: [
      {
        id: (ids.at(-1) ?? 0) + 1,
        priority: 1,
        action: { type: 'block' },
        condition: {
          urlFilter: `state=${state}`,
          isUrlFilterCaseSensitive: true,
          resourceTypes: ['main_frame', 'sub_frame'],
          requestDomains: [host],
        },
      },
    ],
  });
}

export const authorising = {
  /** Begins in a tab: first the answer is held, and only then may the consent page open. */
  async begin(
    tabId: number,
    state: string,
    about: Pick<Authorising, 'requestId' | 'expected'>,
  ): Promise<void> {
    await hold(state, new URL(`https://${about.expected.redirectHost}`).hostname);
    const value: Authorising = { ...about, digest: await digestOf(state), at: Date.now() };
    await browser.storage.session.set({ [slot(tabId)]: value });
    await stand('guard', true);
  },

  async of(tabId: number): Promise<Authorising | undefined> {
    const stored = await browser.storage.session.get(slot(tabId));
    const parsed = z.safeParse(Authorising, stored[slot(tabId)]);
    return parsed.success ? parsed.data : undefined;
  },

  async end(tabId: number): Promise<void> {
    await browser.storage.session.remove(slot(tabId));
    const left = Object.keys(await browser.storage.session.get()).some(isSlot);
    await stand('guard', left);
  },
};
