import type { Page } from '@playwright/test';
import type { Simulator } from '../simulator/simulator.ts';
import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';
import { addQueue } from './support/queue.ts';

/** Requests travel to Jira by themselves: as the person sees it who asks. */

const SITE = 'acme.atlassian.net';

async function mine({ context, extensionId }: Profile) {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/popup.html#mine`);
  const item = page.getByRole('listitem').filter({ hasText: 'BoardSync' }).first();
  return { page, item };
}

/** Alice, whose requests go to the project's queue. */
async function inQueue(as: (who: 'Alice Requester') => Promise<Profile>, world: Simulator) {
  const alice = await as('Alice Requester');
  await alice.context.addCookies([world.signIn('Alice Requester', SITE)]);
  await addQueue(alice, 'IT Help');
  return alice;
}

/** The form, filled in. */
async function ready(page: Page): Promise<BannerOnPage> {
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.press('Request approval');
  await banner.reason.fill('To plan the launch');
  return banner;
}

test('one press files a request, and says its key', async ({ as, world }) => {
  const alice = await inQueue(as, world);
  const { page } = alice;
  const banner = await ready(page);
  await expect(banner.region).toContainText('Goes to IT Help');
  await banner.press('Send request');
  await expect(banner.status).toHaveText('Filed as ITAPPS-1');
  await expect(banner.button('Send request')).toHaveCount(0);
  await expectAccessible(page, 'filed in Jira', '.countersign-banner');
  const [issue] = world.jira(SITE).world.issues.values();
  expect(issue?.creator?.name).toBe('Alice Requester');
  expect(JSON.stringify(issue?.description)).toContain('To plan the launch');

  const { page: own, item } = await mine(alice);
  const link = item.getByRole('link', { name: 'Filed as ITAPPS-1' });
  await expect(link).toHaveAttribute('href', `https://${SITE}/browse/ITAPPS-1`);
  await expect(item.getByRole('button', { name: 'Send request' })).toHaveCount(0);
  await expectAccessible(own, 'an own request in Jira');
});

test('what cannot be filed is kept, said so, and goes when it can', async ({ as, world }) => {
  const alice = await inQueue(as, world);
  const { page } = alice;
  world.set({ jiraTrouble: 'login-page' });
  const banner = await ready(page);
  await banner.press('Send request');
  const signedOut = 'Sign in to Jira on that site, then try again.';
  await expect(banner.status).toHaveText(signedOut);

  const { page: own, item } = await mine(alice);
  await expect(item).toContainText(signedOut);
  await expectAccessible(own, 'a request that does not get through');
  world.set({ jiraTrouble: 'none' });
  const again = item.getByRole('button', { name: 'Try again' });
  await again.focus();
  await again.press('Enter');
  await expect(item.getByRole('link', { name: 'Filed as ITAPPS-1' })).toBeVisible();
  expect(world.jira(SITE).world.issues.size).toBe(1);
});

test('a lost answer is looked for, and never said to be sent', async ({ as, world }) => {
  const alice = await inQueue(as, world);
  const { page } = alice;
  const banner = await ready(page);
  world.set({ jiraCut: 'before' });
  await banner.press('Send request');
  await expect(banner.status).toHaveText('On its way to IT Help.', { timeout: 15_000 });
  const popup = new PopupPage(await alice.openPopup());
  await popup.tab('My requests').click();
  await expect(popup.items.first()).toContainText('looking for it');
});
