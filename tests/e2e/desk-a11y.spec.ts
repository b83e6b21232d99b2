import { expectAccessible } from './support/axe.ts';
import { askFor, file, fillDesk } from './support/desk.ts';
import { ownPage } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

// Each state is looked at three times over, by a checker that takes its time.
test('the desk has no accessibility violations with warnings, many chosen, and after', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await fillDesk(own);
  const scopes = Array.from({ length: 60 }, (_, at) => `write:thing-${at}:jira`);
  await file(
    own,
    askFor('Atlassian Оfficial', ['admin:x:jira', 'read:me', ...scopes], {
      uri: 'http://login.xn--80ak6aa92e.com:8080/cb',
    }),
  );
  await file(own, askFor('Official Sketcher', ['read:me']));
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  const check = (state: string) => expectAccessible(page, state);
  await expect(popup.items.filter({ hasText: 'warnings' })).toHaveCount(1);
  await check('list with levels and warnings');
  await popup.review('Atlassian Оfficial');
  await expect(page.getByRole('list', { name: 'Warnings' })).toBeVisible();
  await check('warnings');
  await popup.button('Assign to me').click();
  await expect(popup.button('Give back')).toBeVisible();
  await check('taken in hand');
  await page.setViewportSize({ width: 1280, height: 800 });
  await check('list and request side by side');
  await popup.decide('Approve', 'approval', 'Only to look', 'login.xn--80ak6aa92e.com:8080');
  await popup.button('Undo').click();
  await expect(popup.status.filter({ hasText: 'Undone' })).toBeVisible();
  await page.setViewportSize({ width: 400, height: 600 });
  await popup.button('Back').click();
  await popup.review('Official Sketcher');
  await popup.decide('Approve', 'approval', '', 'boardsync.example');
  // With a warning the return address has to be typed.
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  await check('before a consent page is opened');
  await popup.button('Cancel').click();
  await popup.button('Back').click();
  await popup.selectShown();
  await check('chosen');
  const bar = page.getByRole('toolbar', { name: '6 selected' });
  await bar.getByRole('button', { name: 'Deny' }).click();
  await popup.button('Confirm denial').click();
  await expect(page.getByText('Write a reason')).toBeVisible();
  await check('many without a reason');
  await page.getByRole('textbox', { name: /^Reason/ }).fill('No');
  await popup.button('Confirm denial').click();
  await expect(popup.status.filter({ hasText: '6 denied' })).toBeFocused();
  await expect(popup.button('Undo')).toBeVisible();
  await check('many denied');
});
