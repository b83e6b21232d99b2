import { expectAccessible } from './support/axe.ts';
import { askFor, file, fillDesk } from './support/desk.ts';
import { ownPage } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

// Each state is looked at three times over, by a checker that takes its time.
test.describe.configure({ timeout: 120_000 });

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
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  const check = (state: string) => expectAccessible(page, state);
  await expect(popup.items.filter({ hasText: 'warnings' })).toHaveCount(1);
  await check('list with levels and warnings');
  await page.emulateMedia({ forcedColors: 'active' });
  await check('list in forced colours');
  await popup.review('Atlassian Оfficial');
  await expect(page.getByRole('list', { name: 'Warnings' })).toBeVisible();
  await check('warnings in forced colours');
  await page.emulateMedia({ forcedColors: 'none' });
  await check('warnings');
  await popup.button('Take it').click();
  await expect(popup.button('Give it back')).toBeVisible();
  await check('taken in hand');
  await popup.button('Back').click();
  await page.getByRole('checkbox', { name: 'Select all shown' }).check();
  await check('chosen');
  const bar = page.getByRole('toolbar', { name: '6 selected' });
  await bar.getByRole('button', { name: 'Deny' }).click();
  await popup.button('Confirm denial').click();
  await expect(page.getByText('Write a reason')).toBeVisible();
  await check('many without a reason');
  await page.getByRole('textbox', { name: /^Reason/ }).fill('No');
  await popup.button('Confirm denial').click();
  await expect(popup.status.filter({ hasText: '6 requests denied.' })).toBeFocused();
  await expect(popup.button('Undo')).toBeVisible();
  await check('many denied');
});
