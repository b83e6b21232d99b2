import type { Locator } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { askFor, file } from './support/desk.ts';
import { ownPage } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

const SCOPES = ['read:jira-work', 'write:jira-work', 'read:jira-user', 'offline_access'];
const PEOPLE = ['Ana', 'Jonas', 'Mei', 'Tom', 'Priya'];
const HEADINGS = ['Who asked and why', 'What it could do', 'Who is asking', 'Earlier decisions'];

/** The popup at its usual size, with a request of several people. */
async function popupOf(bob: Profile): Promise<PopupPage> {
  const own = await ownPage(bob);
  for (const name of PEOPLE) {
    await file(own, askFor('BoardSync', SCOPES, { name, reason: `For ${name}` }));
  }
  const popup = new PopupPage(await bob.openPopup({ width: 400, height: 600 }));
  await expect(popup.items).toHaveCount(1);
  return popup;
}

/** True where all of it can be seen and pressed as the page stands: nothing lies over it. */
const inSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [top + 2, bottom - 2].every((y) =>
      element.contains(document.elementFromPoint((left + right) / 2, y)),
    );
  });

const scrolls = (popup: PopupPage): Promise<boolean> =>
  popup.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

test('from the queue to an approval it is three presses, and nothing has to be scrolled to', async ({
  as,
}) => {
  const popup = await popupOf(await as());
  let presses = 0;
  const press = async (name: string) => {
    const button = popup.button(name);
    await expect(button).toBeEnabled();
    await expect.poll(() => inSight(button)).toBe(true);
    await button.click();
    presses += 1;
  };
  await press('Review BoardSync');
  await press('Approve');
  await press('Confirm approval');
  await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();
  expect(presses).toBeLessThanOrEqual(3);
  // Nothing else waits.
  await expect(popup.button('Next request')).toHaveCount(0);
});

test('after an approval the one step and the answer are in sight, and the rest is folded away', async ({
  as,
}) => {
  const bob = await as();
  const popup = await popupOf(bob);
  await file(await ownPage(bob), askFor('Sketcher', ['read:me']));
  await expect(popup.items).toHaveCount(2);
  const detail = await popup.review('BoardSync');
  await popup.page.mouse.wheel(0, 2000);
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();
  const effect = detail.getByRole('group', { name: 'Make it take effect' });
  const connect = effect.getByRole('button');
  await expect(connect).toHaveText("Open the app's connect page");
  expect(await inSight(connect)).toBe(true);
  expect(await inSight(popup.button('Copy answer for the requesters'))).toBe(true);
  expect(await inSight(popup.button('Next request'))).toBe(true);
  await expect(effect.getByText('documented')).toHaveAttribute('title', /Checked/);
  await expect(detail.getByText('Other ways (3)')).toBeVisible();
  await expect(popup.button('Authorize for acme.atlassian.net')).toBeHidden();
  await expect(detail.getByRole('group', { name: 'Summary' })).toBeHidden();
  await expectAccessible(popup.page, 'approved');
  for (const folded of ['Other ways (3)', 'Good to know', 'The request']) {
    await detail.getByText(folded, { exact: true }).press('Enter');
  }
  await expect(popup.button('Authorize for acme.atlassian.net')).toBeVisible();
  await expect(detail.getByRole('group', { name: 'Summary' })).toBeVisible();
  await expectAccessible(popup.page, 'approved, all of it open');
});

test('a request is judged from its first screen, and read on by keyboard', async ({ as }) => {
  const popup = await popupOf(await as());
  const detail = await popup.review('BoardSync');
  const summary = detail.getByRole('group', { name: 'Summary' });
  for (const text of [
    ...['boardsync.example', 'acme.atlassian.net', '5 people since', 'For Ana'],
    ...['Creates and changes content', 'No warnings', 'New here'],
  ]) {
    await expect(summary).toContainText(text);
  }
  for (const chip of await summary.getByRole('listitem').all()) {
    expect(await inSight(chip)).toBe(true);
  }
  await expect(detail.getByRole('heading', { level: 3 })).toHaveText(HEADINGS);
  await expect(detail.getByText('Tom', { exact: true })).toBeHidden();
  await expect(detail.getByText('Client ID', { exact: true })).toBeHidden();
  await expectAccessible(popup.page, 'a request');
  for (const folded of ['and 2 more', '4 permissions', 'Who is asking']) {
    const summaryLine = detail.locator('summary', { hasText: folded });
    for (let stops = 0; stops < 30; stops += 1) {
      if (await summaryLine.evaluate((element) => element === document.activeElement)) break;
      await popup.page.keyboard.press('Tab');
    }
    await expect(summaryLine).toBeFocused();
    await popup.page.keyboard.press('Enter');
  }
  await expect(detail.getByText('Tom', { exact: true })).toBeVisible();
  await expect(detail.getByText('Client ID', { exact: true })).toBeVisible();
  await expectAccessible(popup.page, 'a request, all of it open');
  for (const width of [320, 400]) {
    await popup.page.setViewportSize({ width, height: 600 });
    expect(await scrolls(popup)).toBe(false);
  }
});

test('the next request is one press away once one was decided', async ({ as }) => {
  const bob = await as();
  const popup = await popupOf(bob);
  await file(await ownPage(bob), askFor('Sketcher', ['read:me']));
  await expect(popup.items).toHaveCount(2);
  await popup.review('BoardSync');
  await popup.decide('Deny', 'denial', 'Not now');
  await expect(popup.status.filter({ hasText: 'Denied.' })).toBeFocused();
  await popup.button('Next request').click();
  await expect(
    popup.detail('Sketcher').getByRole('heading', { level: 2, name: 'Sketcher' }),
  ).toBeFocused();
});
