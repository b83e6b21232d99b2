import { ulid } from 'ulid';
import { expectAccessible } from './support/axe.ts';
import { askFor, file } from './support/desk.ts';
import { ownPage } from './support/extension.ts';
import type { RequestInLink } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

const HOST = 'slack.com.oauth-login.net';
const FIELD = { name: `To go on, type where the app returns to: ${HOST}` };
const RED = 'The address begins like slack.com, but belongs to oauth-login.net.';

function imitator(name: string): RequestInLink {
  const ask = askFor(name, ['read:me']);
  const redirect = { uri: `https://${HOST}/cb`, hadQuery: false };
  return { ...ask, id: ulid(), app: { ...ask.app, redirect } } as RequestInLink;
}

test('an imitator is neither approved nor opened at one press, alone or among many', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(own, imitator('Slack'));
  await file(own, imitator('Team Chat'));
  await file(own, askFor('Draw Board', ['read:me']));
  const popup = new PopupPage(await bob.openPopup({ width: 800, height: 900 }));
  await popup.review('Team Chat');
  await popup.button('Approve').click();
  const again = popup.page.getByRole('list', { name: 'Warnings once more' });
  await expect(again).toContainText(RED);
  await popup.button('Confirm approval').click();
  await expect(popup.page.getByRole('alert')).toContainText(`That is not ${HOST}`);
  await expectAccessible(popup.page, 'an approval that is warned of');
  await popup.page.getByRole('textbox', FIELD).fill(HOST);
  await popup.button('Confirm approval').click();
  const out = popup.button("Open the app's connect page");
  await out.click();
  const pages = bob.page.context().pages().length;
  await expect(again).toContainText(RED);
  await out.click();
  await expect(popup.page.getByRole('alert')).toContainText(`That is not ${HOST}`);
  expect(bob.page.context().pages()).toHaveLength(pages);
  await popup.page.keyboard.press('Escape');
  await popup.button('Back').click();

  await popup.page.getByRole('checkbox', { name: 'Select Slack' }).check();
  await popup.page.getByRole('checkbox', { name: 'Select Draw Board' }).check();
  const bar = popup.page.getByRole('toolbar', { name: '2 selected' });
  await bar.getByRole('button', { name: 'Approve' }).click();
  await expect(again).toContainText(RED);
  await popup.button('Confirm approval').click();
  await expect(popup.page.getByRole('alert')).toContainText(`That is not ${HOST}`);
  await expectAccessible(popup.page, 'an approval of many that is warned of');
  await popup.page.getByRole('button', { name: 'Leave out Slack' }).click();
  await popup.button('Confirm approval').click();
  await expect(popup.status.filter({ hasText: '1 approved' })).toBeVisible();
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('Slack');
});
