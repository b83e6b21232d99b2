import { test as base, chromium, type Page } from '@playwright/test';
import { fillScreen, ONE_FOR_ALL_SITES, requireChromium } from '../e2e/support/browsers.ts';
import { type Simulator, startSimulator } from './simulator.ts';

/** The block as the switches word it by default. */
export const BLOCK =
  "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app " +
  'can access your account.';

/** People of the posed world that the specs need. */
type Person = 'Alice Requester' | 'Bob Admin' | 'Carol Requester' | 'Olga OrgAdmin';

interface TestFixtures {
  /** A browser profile of its own, signed in as this person, or as nobody. */
  as: (person?: Person) => Promise<Page>;
}

interface WorkerFixtures {
  sim: Simulator;
}

/** Tests of the simulator itself: real Chromium, no extension, a fresh world for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  sim: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a destructured argument
    async ({}, use) => {
      const sim = await startSimulator();
      await use(sim);
      await sim.stop();
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ sim }, use) => {
      const browser = await chromium.launch({
        executablePath: requireChromium(),
        args: [...ONE_FOR_ALL_SITES, ...sim.chromiumArgs()],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  as: async ({ sim, browser }, use) => {
    sim.reset();
    const opened: Page[] = [];
    await use(async (person) => {
      const context = await browser.newContext();
      if (person) await context.addCookies([sim.signIn(person)]);
      const page = await context.newPage();
      await fillScreen(page);
      opened.push(page);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

/** Starts the connection at the app, as a person does. */
export async function connect(page: Page, app = 'boardsync.example'): Promise<void> {
  await page.goto(`https://${app}/`);
  await page.getByRole('link', { name: 'Connect to Jira' }).click();
}

/** Chooses a site with the mouse. */
export async function pick(page: Page, site: string): Promise<void> {
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: site }).click();
}

/** Presses Accept. */
export function accept(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Accept' }).click();
}

/** True when an event of this kind is in the log. */
export function happened(sim: Simulator, type: string): boolean {
  return sim.events().some((event) => event.type === type);
}
