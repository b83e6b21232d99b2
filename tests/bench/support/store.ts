import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { indexed, type StoredRequest } from '../../../lib/storage/database.ts';
import { DATABASE, VERSION } from '../../../lib/storage/first-read.ts';
import { type ChromiumWithExtension, launchChromium } from '../../e2e/support/launch.ts';
import { dice, NOW, request, requester, ulidOf } from '../../unit/samples.ts';

const BUILD = '.output/chrome-mv3';

/** How much the small store and the large one hold. */
export const SIZES = { small: 10, large: 10_000 } as const;
export type Size = keyof typeof SIZES;
export const BOTH = Object.keys(SIZES) as Size[];

/** Each has an app of its own. */
export const clientIdOf = (index: number) => `benchmark-client-${String(index).padStart(6, '0')}`;

/** So many requests have the same word in a reason, to be found by it: `batch1`, `batch2`, … */
export const BATCH = 500;

/**
 * Requests that wait for a decision here, each of another app and asked for by so many people; the
 * same in every run.
 */
export function requests(count: number, people = 1): StoredRequest[] {
  const roll = dice(count);
  return Array.from({ length: count }, (_, index) => {
    const at = NOW - (count - index) * 60_000;
    const sample = request();
    const clientId = clientIdOf(index);
    const site = `team-${index % 40}.atlassian.net`;
    return indexed(
      ApprovalRequest.parse({
        ...sample,
        id: ulidOf(roll),
        key: `cloud|${site}|${clientId}`,
        site,
        app: { ...sample.app, name: `App number ${index}`, clientId },
        requesters: Array.from({ length: people }, (_, person) =>
          requester({
            id: ulidOf(roll),
            at: at + person,
            ...(people > 1 ? saysWhy(index, person) : {}),
          }),
        ),
        createdAt: at,
        updatedAt: at,
      }),
    );
  });
}

/** A reason of the usual length, another one for each person. */
const saysWhy = (index: number, person: number) => ({
  name: `Person ${person} of team ${index}`,
  reason: `batch${Math.floor(index / BATCH)} needs this for the boards of project ${index * 7 + person}`,
});

/** A browser with the extension whose store holds so many requests. */
export interface Seeded extends ChromiumWithExtension {
  /** ids of what was seeded, oldest first */
  ids: string[];
}

/**
 * Starts a browser in a new profile and fills its store, past the extension but in its own form:
 * parsed by its schema, with the fields that its indexes stand on.
 */
export async function startSeeded(count: number, people = 1): Promise<Seeded> {
  const profileDir = mkdtempSync(join(tmpdir(), 'countersign-store-'));
  const filled = await launchChromium({ extension: BUILD, profileDir, allFrames: true });
  const all = requests(count, people);
  const page = await openQuietPage(filled);
  // The first message has the background make its tables.
  await sendMessage(page, { name: 'decisionSeen', data: { id: ulidOf(dice(0)) } });
  for (let at = 0; at < all.length; at += 1000) {
    await page.evaluate(put, { name: DATABASE, version: VERSION, some: all.slice(at, at + 1000) });
  }
  await filled.close();
  // Started anew: what is measured then was read from the disk at least once.
  const browser = await launchChromium({ extension: BUILD, profileDir, allFrames: true });
  return {
    ...browser,
    ids: all.map(({ id }) => id),
    close: async () => {
      await browser.close();
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A page of the extension on which no script of its own runs: a sender, and nothing else. */
export async function openQuietPage(browser: ChromiumWithExtension): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/manifest.json`);
  return page;
}

/** What the background said, and how long that took from asking, by the page's clock. */
export interface Answered {
  answer: { ok: boolean; problem?: string };
  time: number;
}

/** Asks the background, as a page of the extension does. */
export function sendMessage(page: Page, message: object): Promise<Answered> {
  return page.evaluate(async (said) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<Answered['answer']> } };
    };
    const start = performance.now();
    const answer = await chrome.runtime.sendMessage(said);
    return { time: performance.now() - start, answer };
  }, message);
}

/** Runs in the page. */
function put(what: { name: string; version: number; some: StoredRequest[] }): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open(what.name, what.version);
    opening.onupgradeneeded = () => fail(new Error('The background has made no store.'));
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction('requests', 'readwrite');
      for (const one of what.some) tx.objectStore('requests').put(one);
      tx.onabort = () => fail(tx.error);
      tx.oncomplete = () => {
        db.close();
        done();
      };
    };
  });
}
