import type { Page } from '@playwright/test';
import { MCP_CALLBACK, MCP_CLIENT_ID } from '../simulator/seed.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage } from './support/extension.ts';
import { expect, type Profile, test } from './support/profiles.ts';

/** The first stage of an MCP sign-in, which alone names the AI tool, elsewhere than people expect it. */

const THROUGH = "You're connecting Scribe Agent through it";

/** Waits until the first stage was read in this tab. */
async function stageSeen(alice: Profile, page: Page): Promise<void> {
  await expect(page.getByText('Scribe Agent is requesting access')).toBeVisible();
  const own = await ownPage(alice);
  const kept = () =>
    own.evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { session: { get(): Promise<object> } } };
      };
      return JSON.stringify(await chrome.storage.session.get());
    });
  await expect.poll(kept).toContain('Scribe Agent');
  await own.close();
}

async function connect(page: Page): Promise<void> {
  await page.goto('https://scribe.example/');
  await page.getByRole('link', { name: 'Connect, first generation' }).click();
}

for (const rel of ['opener', 'noopener']) {
  test(`an AI client is named where its first stage goes on in a new tab (${rel})`, async ({
    as,
  }) => {
    const alice = await as('Alice Requester');
    const { page } = alice;
    await connect(page);
    await stageSeen(alice, page);
    await page.bringToFront();
    await page.locator('form').evaluate((form, value) => {
      form.setAttribute('target', '_blank');
      form.setAttribute('rel', value);
    }, rel);
    const opened = alice.context.waitForEvent('page');
    await page.getByRole('button', { name: 'Approve' }).click();
    const banner = new BannerOnPage(await opened);
    await expect(banner.headline).toContainText('Atlassian MCP needs a site admin');
    await expect(banner.region.getByText(THROUGH)).toBeVisible();
  });
}

test('a tab that somebody opened beside a first stage is told nothing of it', async ({ as }) => {
  const alice = await as('Alice Requester');
  const { page } = alice;
  await connect(page);
  await stageSeen(alice, page);
  await page.bringToFront();
  // The same opener, but it is no page of the MCP server's that sends the new tab on.
  const opened = alice.context.waitForEvent('page');
  await page.evaluate(() => {
    window.open('https://forum.example/');
  });
  const other = await opened;
  await page.getByRole('button', { name: 'Approve' }).click();
  const banner = new BannerOnPage(page);
  await expect(banner.region.getByText(THROUGH)).toBeVisible();
  await other.goto(page.url());
  const second = new BannerOnPage(other);
  await expect(second.headline).toContainText('Atlassian MCP needs a site admin');
  await expect(second.region.getByText(THROUGH)).toHaveCount(0);
});

test('the first stage is read on the other name of its server as well', async ({ as, sim }) => {
  const query = new URLSearchParams({
    client_id: MCP_CLIENT_ID,
    scope: 'read:jira-work',
    redirect_uri: MCP_CALLBACK,
    state: 'a-state-of-the-first-stage',
    response_type: 'code',
  });
  sim.servePage(
    'cf.mcp.atlassian.com',
    '/v1/authorize',
    `<!doctype html><html lang="en"><title>Authorize</title><h1>Atlassian Rovo MCP server</h1>
<h2>Scribe Agent is requesting access</h2>
<a href="https://auth.atlassian.com/authorize?${query}">Approve</a></html>`,
  );
  const alice = await as('Alice Requester');
  await alice.page.goto('https://cf.mcp.atlassian.com/v1/authorize?client_id=abcdefgh');
  await stageSeen(alice, alice.page);
  await alice.page.getByRole('link', { name: 'Approve' }).click();
  const banner = new BannerOnPage(alice.page);
  await expect(banner.region.getByText(THROUGH)).toBeVisible();
});
