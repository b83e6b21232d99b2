import { test as base, expect, type Page } from '@playwright/test';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { type ChromiumWithExtension, launchChromium } from './launch.ts';
import { createPool, type Pool, type Sites } from './pool.ts';

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

type Open = (person?: Person) => Promise<Profile>;

interface Fixtures {
  /** Whether pages of several sites share a process in the browsers of `as`. */
  sites: Sites;
  /** A world as after the start. */
  world: Simulator;
  /** A browser with the extension in which nothing was done yet, signed in as this person. */
  as: Open;
  /** The same, started for this test alone: for what changes the browser itself. */
  alone: Open;
}

interface WorkerFixtures {
  sim: Simulator;
  pool: Pool;
}

/** A browser as one person has it. */
async function profileOf(
  browser: ChromiumWithExtension,
  sim: Simulator,
  person: Person | undefined,
): Promise<Profile> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const badge = async () =>
    (await browser.serviceWorker()).evaluate(() =>
      (globalThis as unknown as WorkerGlobal).chrome.action.getBadgeText({}),
    );
  if (person) await browser.context.addCookies([sim.signIn(person)]);
  return { ...browser, page, badge };
}

/**
 * End-to-end tests: the built extension in real Chromium, everybody in a browser of their own, one
 * simulator a worker with a fresh world for each test.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  sim: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a destructured argument
    async ({}, use) => {
      const sim = await startSimulator();
      await use(sim);
      await sim.stop();
    },
    { scope: 'worker' },
  ],
  pool: [
    async ({ sim }, use) => {
      const pool = createPool(sim);
      await use(pool);
      await pool.end();
    },
    { scope: 'worker' },
  ],
  sites: ['together', { option: true }],
  world: async ({ sim }, use) => {
    sim.reset();
    sim.visited.clear();
    await use(sim);
  },
  as: async ({ world, pool, sites }, use, info) => {
    const opened: Profile[] = [];
    await use(async (person) => {
      const profile = await profileOf(await pool.take(sites), world, person);
      opened.push(profile);
      return profile;
    });
    // After a failure nobody knows what is left.
    const isSound = info.status === info.expectedStatus;
    await Promise.all(opened.map((one) => (isSound ? pool.giveBack(one, sites) : one.close())));
  },
  alone: async ({ world }, use) => {
    const opened: Profile[] = [];
    await use(async (person) => {
      const browser = await launchChromium({ simulator: world });
      await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const profile = await profileOf(browser, world, person);
      opened.push(profile);
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

/** Starts the connection, at the address behind the app's button. */
export async function connect(page: Page, app = 'boardsync.example'): Promise<void> {
  await page.goto(`https://${app}/connect`);
}

export { expect };
