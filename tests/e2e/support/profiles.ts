import { test as base, expect, type Page } from '@playwright/test';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { type ChromiumWithExtension, launchChromium } from './launch.ts';

/** People of the posed world. */
export type Person = 'Alice Requester' | 'Bob Admin' | 'Carol Requester' | 'Olga OrgAdmin';

/** One person's browser: their profile, signed in, with the extension. */
export interface Profile extends ChromiumWithExtension {
  page: Page;
  /** what the toolbar button shows */
  badge: () => Promise<string>;
}

/** The part of the extension API that tests look at from inside the worker. */
interface WorkerGlobal {
  chrome: { action: { getBadgeText(of: object): Promise<string> } };
}

interface Fixtures {
  /** A fresh browser profile with the extension, signed in as this person (or as nobody). */
  as: (person?: Person) => Promise<Profile>;
}

/**
 * End-to-end tests: the built extension in real Chromium, everybody in a profile of their own, one
 * simulator a worker with a fresh world for each test.
 */
export const test = base.extend<Fixtures, { sim: Simulator }>({
  sim: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a destructured argument
    async ({}, use) => {
      const sim = await startSimulator();
      await use(sim);
      await sim.stop();
    },
    { scope: 'worker' },
  ],
  as: async ({ sim }, use) => {
    sim.reset();
    const opened: Profile[] = [];
    await use(async (person) => {
      const browser = await launchChromium({ simulator: sim });
      const page = browser.context.pages()[0] ?? (await browser.context.newPage());
      const badge = async () =>
        (await browser.serviceWorker()).evaluate(() =>
          (globalThis as unknown as WorkerGlobal).chrome.action.getBadgeText({}),
        );
      const profile = { ...browser, page, badge };
      opened.push(profile);
      await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      if (person) await signIn(page, person);
      return profile;
    });
    await Promise.all(opened.map((profile) => profile.close()));
  },
});

/** Signs a person in at the posed Atlassian account. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('https://id.atlassian.com/login');
  await page.getByRole('button', { name: `Sign in as ${person}` }).click();
  await expect(page.getByText(`Signed in as ${person}`)).toBeVisible();
}

/** Starts the connection at the app, as a person does. */
export async function connect(page: Page, app = 'boardsync.example'): Promise<void> {
  await page.goto(`https://${app}/`);
  await page.getByRole('link', { name: 'Connect to Jira' }).click();
}

export { expect };
