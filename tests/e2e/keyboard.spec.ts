import { ownPage, storedRequests, tell } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

/** BoardSync before Sketcher in the queue, and the popup open. */
async function queueOfTwo(profile: Profile): Promise<PopupPage> {
  const own = await ownPage(profile);
  const { app } = requestPayload();
  const other = { ...app, name: 'Sketcher', clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' };
  for (const payload of [
    requestPayload({ at: Date.now() - 7_200_000 }),
    requestPayload({ app: other }),
  ]) {
    await tell(own, 'importLink', { text: linkTo(payload) });
  }
  const popup = new PopupPage(await profile.openPopup());
  await expect(popup.items).toHaveCount(2);
  return popup;
}

test('a request is triaged with Tab, Enter and Escape alone', async ({ as }) => {
  const popup = await queueOfTwo(await as());
  const { page } = popup;
  const press = (key: string) => page.keyboard.press(key);
  const review = popup.button('Review BoardSync');
  /** as often as it takes; a person looks where the focus is, too */
  const tabTo = async (target: typeof review) => {
    for (let stops = 0; stops < 40; stops += 1) {
      await press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('Tab does not lead there.');
  };
  await tabTo(review);
  await press('Enter');
  const detail = popup.detail('BoardSync');
  await expect(detail.getByRole('heading', { level: 2 })).toBeFocused();
  await press('Escape');
  await expect(detail).toHaveCount(0);
  await expect(review).toBeFocused();
  await press('Enter');
  await tabTo(popup.button('Deny'));
  await press('Enter');
  const reason = page.getByRole('textbox', { name: 'Reason (goes to the requesters)' });
  await expect(reason).toBeFocused();
  await press('Escape');
  await expect(reason).toHaveCount(0);
  await expect(popup.button('Deny')).toBeFocused();
  await press('Enter');
  await expect(reason).toBeFocused();
  await page.keyboard.type('Use the built-in board');
  await tabTo(popup.button('Confirm denial'));
  // It takes no key in the first moment: one that was held down must not confirm.
  await expect(popup.button('Confirm denial')).toBeEnabled();
  await press('Enter');
  await expect(popup.status.filter({ hasText: 'Denied.' })).toBeFocused();
  await press('Escape');
  await expect(popup.items).toHaveCount(1);
  await expect(popup.button('Review Sketcher')).toBeFocused();
});

test('j, k, a, d, / and ? do what the list of keys says, and never while typing', async ({
  as,
}) => {
  const popup = await queueOfTwo(await as());
  const { page } = popup;
  const press = (key: string) => page.keyboard.press(key);
  const reason = page.getByRole('textbox', { name: 'Reason (goes to the requesters)' });
  await press('j');
  await expect(popup.button('Review BoardSync')).toBeFocused();
  await press('j');
  await expect(popup.button('Review Sketcher')).toBeFocused();
  await press('k');
  await expect(popup.button('Review BoardSync')).toBeFocused();
  await press('a');
  await expect(popup.detail('BoardSync')).toBeVisible();
  await expect(reason).toBeFocused();
  await page.keyboard.type('j/k?a d');
  await expect(reason).toHaveValue('j/k?a d');
  await press('Escape');
  await press('j');
  await expect(popup.detail('Sketcher')).toBeVisible();
  await press('d');
  await expect(popup.button('Confirm denial')).toBeVisible();
  await press('Escape');
  await press('/');
  const search = page.getByRole('searchbox', { name: 'Search requests' });
  await expect(search).toBeFocused();
  await page.keyboard.type('sketch');
  await expect(popup.items).toHaveCount(1);
  await press('Escape');
  await expect(search).toHaveValue('');
  await expect(popup.items).toHaveCount(2);
  await press('Shift+Tab');
  await press('?');
  const keys = page.getByRole('region', { name: 'Keyboard shortcuts' });
  await expect(keys).toBeVisible();
  await press('Escape');
  await expect(keys).toHaveCount(0);
});

test('an arrow leads into the list where nothing has the focus yet', async ({ as }) => {
  const popup = await queueOfTwo(await as());
  await popup.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await popup.page.keyboard.press('ArrowDown');
  await expect(popup.button('Review BoardSync')).toBeFocused();
  await popup.page.keyboard.press('ArrowDown');
  await expect(popup.button('Review Sketcher')).toBeFocused();
});

test('a link is imported from the keyboard, and closing gives the focus back', async ({ as }) => {
  const bob = await as();
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  await popup.button('More').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Import' })).toBeFocused();
  await page.keyboard.press('Enter');
  const box = page.getByRole('textbox', { name: 'Paste a request link' });
  await expect(box).toBeFocused();
  await page.keyboard.insertText(linkTo(requestPayload()));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(popup.status.filter({ hasText: 'Imported: BoardSync' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toHaveCount(0);
  await expect(popup.button('More')).toBeFocused();
  expect(await storedRequests(page)).toHaveLength(1);
});

test('the arrow keys change the side', async ({ as }) => {
  const bob = await as();
  const popup = new PopupPage(await bob.openPopup());
  await popup.tab('To review').focus();
  await popup.page.keyboard.press('ArrowRight');
  await expect(popup.tab('My requests')).toBeFocused();
  await expect(popup.tab('My requests')).toHaveAttribute('aria-selected', 'true');
  await popup.page.keyboard.press('ArrowLeft');
  await expect(popup.tab('To review')).toHaveAttribute('aria-selected', 'true');
});
