import type { Page } from '@playwright/test';
import { BannerOnPage } from './support/banner.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

const CONNECTED = 'Connected to acme.atlassian.net as Alice Requester';

/** The link is opened as a person opens it: as an address, in the admin's own browser. */
async function openLink({ page }: Profile, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
}

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('approve: from the blocked page to the connected app, in two browsers', async ({
  as,
  sim,
}) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch', 'alice@acme.example');
  const link = await banner.copyLink();
  expect(link).toMatch(/^https:\/\/admin\.atlassian\.com\/#countersign=1\./);

  const bob = await as('Bob Admin');
  await openLink(bob, link);
  const notice = bob.page.getByRole('region', { name: 'Countersign' });
  await expect(notice.getByRole('status')).toContainText(
    'BoardSync for acme.atlassian.net is in your queue',
  );
  await expect(bob.page).toHaveURL('https://admin.atlassian.com/');
  await expect.poll(() => bob.badge()).toBe('1');

  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('BoardSync');
  await expect(popup.items).toContainText('acme.atlassian.net');
  const detail = await popup.review('BoardSync');
  await expect(detail).toContainText('To plan the launch');
  await expect(detail).toContainText('alice@acme.example');
  await expect(detail).toContainText('write:jira-work');
  await expect(detail).toContainText('boardsync.example');
  await expect(detail).toContainText('not verified');
  await popup.decide('Approve', 'approval', 'Fine for the launch');
  await expect(popup.status.filter({ hasText: 'Approved' })).toBeFocused();
  await expect.poll(() => bob.badge()).toBe('');

  const opened = bob.context.waitForEvent('page');
  await popup.button("Open the app's connect page").click();
  const app = await opened;
  await expect(app).toHaveURL('https://boardsync.example/');
  await app.getByRole('link', { name: 'Connect to Jira' }).click();
  const guard = app.getByRole('region', { name: 'Countersign' });
  await expect(guard.getByRole('status')).toContainText('matches the request');
  await expect(guard).toContainText('BoardSync gets the answer');
  await app.getByRole('button', { name: 'Accept' }).click();
  await expect(app.getByRole('status')).toContainText(
    'Connected to acme.atlassian.net as Bob Admin',
  );
  await expect(popup.page.getByText(/^Authorized .+ not yet confirmed/)).toBeVisible();

  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  const answer = await copied(popup.page);
  expect(answer).toContain('Fine for the launch');
  const back = /https:\/\/admin\S+/.exec(answer)?.[0] ?? '';
  await alice.page.goto(back);
  const response = alice.page.getByRole('region', { name: 'Countersign' });
  await expect(response.getByRole('status')).toContainText('Approved');
  await expect(response.getByRole('status')).toContainText('Fine for the launch');
  await response.getByRole('link', { name: 'Try again' }).click();
  await expect(alice.page).toHaveURL('https://boardsync.example/');

  await alice.page.getByRole('link', { name: 'Connect to Jira' }).click();
  await expect(alice.page.getByRole('alert')).toHaveCount(0);
  await expect(banner.headline).toHaveText('BoardSync is not blocked on acme.atlassian.net');
  await expect(banner.status).toContainText('Approved and working');
  const own = new PopupPage(await alice.openPopup());
  await own.tab('My requests').click();
  await expect(own.items).toContainText('Works');
  await own.page.close();
  await alice.page.getByRole('button', { name: 'Accept' }).click();
  await expect(alice.page.getByRole('status')).toHaveText(CONNECTED);
  expect(sim.saas.get('boardsync.example')?.received.every((one) => one.stateMatched)).toBe(true);
});

test('deny: the reason reaches the person who asked, and they may ask again', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('Because');
  const link = await banner.copyLink();

  const bob = await as('Bob Admin');
  await openLink(bob, link);
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toBeVisible();
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('BoardSync');
  await popup.button('Deny').click();
  await popup.button('Confirm denial').click();
  await expect(popup.status.filter({ hasText: 'Denied' })).toHaveCount(0);
  await popup.page
    .getByRole('textbox', { name: 'Reason (goes to the requesters)' })
    .fill('Use the built-in board');
  await popup.button('Confirm denial').click();
  await expect(popup.status.filter({ hasText: 'Denied' })).toBeVisible();
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  const answer = await copied(popup.page);

  const own = new PopupPage(await alice.openPopup());
  await own.importLink(answer);
  await own.tab('My requests').click();
  await expect(own.items).toContainText('Denied');
  await expect(own.items).toContainText('Use the built-in board');
  await connect(alice.page);
  await expect(banner.status).toContainText('Denied');
  await expect(banner.status).toContainText('Use the built-in board');
  await banner.press('Request approval');
  await banner.reason.fill('The built-in board cannot do it');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
});

test('block: the person is told why, and cannot ask again', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('Because');
  const link = await banner.copyLink();
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(link);
  await popup.review('BoardSync');
  await popup.decide('Block', 'block', 'It sells data');
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  const answer = await copied(popup.page);
  const own = new PopupPage(await alice.openPopup());
  await own.importLink(answer);
  await connect(alice.page);
  await expect(banner.status).toContainText('Blocked');
  await expect(banner.status).toContainText('It sells data');
  await expect(banner.button('Request approval')).toHaveCount(0);
});

for (const installAt of ['accept', 'token'] as const) {
  for (const blockWhen of ['load', 'accept'] as const) {
    test(`granted is only what was seen (install at ${installAt}, block on ${blockWhen})`, async ({
      as,
      sim,
    }) => {
      sim.set({ installAt, blockWhen });
      const alice = await as('Alice Requester');
      const accept = () => alice.page.getByRole('button', { name: 'Accept' }).click();
      await connect(alice.page);
      if (blockWhen === 'accept') await accept();
      const banner = new BannerOnPage(alice.page);
      await banner.ask('Because');
      // Back on the page before anything was done: whatever it looks like, nothing is granted.
      await connect(alice.page);
      await expect(banner.status).toContainText('waiting for a decision');
      if (blockWhen === 'accept') await accept();
      await expect(alice.page.getByRole('alert')).toBeVisible();
      await expect(banner.status).toContainText('waiting for a decision');

      const bob = await as('Bob Admin');
      await connect(bob.page);
      await bob.page.getByRole('button', { name: 'Accept' }).click();
      await expect(bob.page.getByRole('status')).toContainText('Connected to');
      await connect(alice.page);
      await expect(banner.status).toContainText(blockWhen === 'load' ? 'Works now' : 'waiting');
      await accept();
      await expect(alice.page.getByRole('status')).toHaveText(CONNECTED);
      const own = new PopupPage(await alice.openPopup());
      await own.tab('My requests').click();
      await expect(own.items).toContainText('Works');
    });
  }
}
