import type { Page } from '@playwright/test';
import { ulid } from 'ulid';
import { indexed } from '../../lib/storage/database.ts';
import { expectAccessible } from './support/axe.ts';
import { APPS, askFor, file, fillDesk } from './support/desk.ts';
import { ownPage, plant, storedRequests } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

const apps = (popup: PopupPage) => popup.items.getByRole('heading', { level: 2 });
const choose = (page: Page, name: string, label: string) =>
  page.getByRole('combobox', { name, exact: true }).selectOption(label);

test('a long list is walked from end to end, though only a part of it is drawn', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(own, askFor('App 0', ['read:jira-work'], { at: Date.now() - 3_600_000 }));
  const [sample] = await storedRequests(own);
  if (!sample) throw new Error('Nothing was filed.');
  const copies = Array.from({ length: 399 }, (_, at) => {
    const name = `App ${at + 1}`;
    const app = { ...sample.app, name, clientId: `client-number-${at + 1}` };
    const createdAt = sample.createdAt + at + 1;
    const key = `cloud|acme.atlassian.net|${app.clientId}`;
    return indexed({ ...sample, id: ulid(), key, app, createdAt, updatedAt: createdAt });
  });
  await plant(own, 'requests', copies);
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  const focused = (name: string) => expect(popup.button(`Review ${name}`)).toBeFocused();
  const entry = (name: string) => popup.items.filter({ has: popup.button(`Review ${name}`) });
  await expect(popup.status.filter({ hasText: '400 requests' })).toBeVisible();

  await page.keyboard.press('j');
  await focused('App 0');
  await expect(entry('App 0')).toHaveAttribute('aria-setsize', '400');
  await page.keyboard.press('End');
  await focused('App 399');
  await expect(popup.button('Review App 399')).toBeInViewport();
  await expect(entry('App 399')).toHaveAttribute('aria-posinset', '400');
  await expect(popup.button('Review App 0')).toHaveCount(0);
  await page.keyboard.press('k');
  await focused('App 398');
  await page.keyboard.press('Home');
  await focused('App 0');
  for (let steps = 0; steps < 70; steps += 1) await page.keyboard.press('ArrowDown');
  await focused('App 70');
  await expect(popup.button('Review App 70')).toBeInViewport();

  // Scrolled away, the entry in focus stays where the keys are.
  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight / 2 }));
  await expect(popup.button('Review App 200')).toBeVisible();
  await focused('App 70');
  await page.keyboard.press('j');
  await focused('App 71');
  await page.keyboard.press('Enter');
  await expect(popup.detail('App 71')).toBeVisible();
  await page.keyboard.press('k');
  await expect(popup.detail('App 70')).toBeVisible();
  await page.keyboard.press('Escape');
  await focused('App 70');
});

test('each request by itself: who and why, and that a decision is for all of them', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await fillDesk(own);
  const again = { name: 'Carol', reason: 'Roadmaps', at: Date.now() };
  await file(own, askFor('BoardSync', APPS.BoardSync, again));
  let popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(5);
  await popup.filter('View', 'Each request by itself');
  await expect(popup.status.filter({ hasText: '6 single requests' })).toBeVisible();
  await expect(apps(popup)).toHaveText(['BoardSync', ...Object.keys(APPS)]);
  await expect(popup.items.nth(1)).toContainText('Carol Roadmaps');
  await expect(popup.items.nth(1)).toContainText('decides for all 2');
  await expectAccessible(popup.page, 'each request by itself');
  await popup.page.close();

  popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(6);
  await popup.page.getByRole('searchbox').fill('carol');
  await expect(popup.items).toHaveCount(1);
  await popup.button('Review BoardSync, requested by Carol').click();
  await expect(popup.detail('BoardSync')).toBeVisible();
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();
  await popup.button('Back').click();
  await expect(popup.status.filter({ hasText: 'No request matches' })).toBeVisible();
  await popup.button('Clear search and filters').click();
  await expect(popup.items).toHaveCount(4);
});

test('an organization sets levels of its own', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await fillDesk(own);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items.filter({ hasText: 'Sketcher' })).toContainText('Low');
  const options = await bob.context.newPage();
  await options.goto(`chrome-extension://${bob.extensionId}/options.html`);
  const field = options.getByRole('textbox', { name: 'Permission or pattern' });
  await field.fill('not one');
  await options.getByRole('button', { name: 'Set level' }).click();
  await expect(options.locator('.feedback.bad')).toHaveText(/^A permission/);
  await field.fill('read:m*');
  await choose(options, 'Level', 'Critical');
  await options.getByRole('button', { name: 'Set level' }).click();
  await expect(options.getByRole('list', { name: 'Levels set here' })).toContainText('read:m*');
  await expectAccessible(options, 'options with a level');

  // An open popup hears of it.
  await popup.page.bringToFront();
  await expect(popup.items.filter({ hasText: 'Sketcher' })).toContainText('Critical');
  await popup.filter('Risk', 'Critical');
  await expect(apps(popup)).toHaveText(['Sketcher', 'Night Owl']);
  const detail = await popup.review('Sketcher');
  await expect(detail).toContainText('Level set by your organization; ours is Low');

  await options.bringToFront();
  await options.getByRole('button', { name: 'Remove read:m*' }).click();
  await expect(options.getByText('Removed: read:m*.')).toBeVisible();
  await expect(options.getByRole('list', { name: 'Levels set here' })).toBeHidden();
  await popup.page.bringToFront();
  await popup.button('Back').click();
  await expect(apps(popup)).toHaveText(['Night Owl']);
});
