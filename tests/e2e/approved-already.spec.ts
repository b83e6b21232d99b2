import { ownPage, storedRequests } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

test('one more person for what is approved is answered at once, and counted', async ({ as }) => {
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();
  await popup.button('Back').click();

  await popup.importLink(linkTo(requestPayload({ name: 'Carol', reason: 'Me too' })));
  await expect(
    popup.status.filter({ hasText: /approved on .+; they can try again\. One more person is/ }),
  ).toBeVisible();
  await expect(popup.items).toHaveCount(0);
  expect(await bob.badge()).toBe('');
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: 'Copied. Send it to the people' })).toBeVisible();

  // The same where the link is opened.
  await openLink(bob.page, linkTo(requestPayload({ name: 'Dan' })));
  const notice = bob.page.getByRole('region', { name: 'Countersign' });
  await expect(notice.getByRole('status')).toContainText('they can try again');

  const own = await ownPage(bob);
  const [kept, ...others] = await storedRequests(own);
  expect(others).toEqual([]);
  expect(kept?.status).toBe('approved');
  expect(kept?.requesters.map(({ name }) => name).slice(1)).toEqual(['Carol', 'Dan']);

  // Other permissions are another question.
  const { app, ...rest } = requestPayload({ name: 'Eve' });
  const wider = { ...app, scopes: [...app.scopes, 'manage:jira-configuration'] };
  await popup.page.bringToFront();
  await popup.importLink(linkTo({ ...rest, app: wider }));
  await expect(popup.items).toHaveCount(1);
});
