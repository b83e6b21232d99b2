import { AUTHORIZE, authorize, guardOn } from './support/authorise.ts';
import { expect, test } from './support/profiles.ts';

test.use({ sites: 'apart' });

test('an error page that somebody made up says nothing of our lock, in our own tab either', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const { popup, page } = await authorize(bob);
  const words = 'error=invalid_request&error_description=Incorrect+request+parameters';
  await page.goto(`https://id.atlassian.com/error?${words}`);
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
  const opened = bob.context.waitForEvent('page');
  await popup.page.bringToFront();
  await (await popup.other(AUTHORIZE)).click();
  const second = await opened;
  await expect(guardOn(second).getByRole('status')).toContainText('matches the request');
});
