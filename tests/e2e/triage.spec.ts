import { fillDesk } from './support/desk.ts';
import { ownPage, storedRequests } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

/** Five requests from the first to the last: opened, weighed, decided, and no pointer anywhere. */
test('five requests are triaged without a pointer', async ({ as }) => {
  const bob = await as();
  await fillDesk(await ownPage(bob));
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  await expect(popup.items).toHaveCount(5);
  const press = (key: string) => page.keyboard.press(key);
  const focused = (name: string) => expect(popup.button(name)).toBeFocused();
  /** Tab, as often as it takes: a person looks where the focus is, too. */
  const tabTo = async (name: string) => {
    for (let stops = 0; stops < 60; stops += 1) {
      await press('Tab');
      const reached = await popup
        .button(name)
        .evaluateAll((all) => all.includes(document.activeElement as HTMLElement));
      if (reached) return;
    }
    throw new Error(`Tab does not lead to ${name}.`);
  };
  const confirm = async (name: string) => {
    await tabTo(name);
    // It takes no key in the first moment: one that was held down must not confirm.
    await expect(popup.button(name)).toBeEnabled();
    await press('Enter');
  };
  const said = (text: string) => expect(popup.status.filter({ hasText: text })).toBeFocused();

  // The first is opened and read, then approved.
  await press('j');
  await focused('Review BoardSync');
  await press('Enter');
  await expect(popup.detail('BoardSync').getByRole('heading', { level: 2 })).toBeFocused();
  await press('a');
  await page.keyboard.type('Welcome');
  await confirm('Confirm approval');
  await said('Approved.');
  await press('Escape');
  await expect(popup.items).toHaveCount(4);

  // The next is denied from the list.
  await focused('Review Sketcher');
  await press('d');
  await page.keyboard.type('We have one of these');
  await confirm('Confirm denial');
  await said('Denied.');
  // A slip: it is taken back, and made good.
  await tabTo('Undo');
  await press('Enter');
  await said('Undone');
  await press('d');
  await page.keyboard.type('We have one of these already');
  await confirm('Confirm denial');
  await said('Denied.');
  await press('Escape');
  await expect(popup.items).toHaveCount(3);

  // Two are chosen, one by its key and one by Space, and dismissed together.
  await focused('Review Night Owl');
  await press('x');
  await expect(page.getByRole('toolbar', { name: '1 selected' })).toBeVisible();
  await press('j');
  await focused('Review Paperclip');
  await press('Shift+Tab');
  await expect(page.getByRole('checkbox', { name: 'Select Paperclip' })).toBeFocused();
  await press('Space');
  const bar = page.getByRole('toolbar', { name: '2 selected' });
  await expect(bar).toBeVisible();
  for (let stops = 0; stops < 20; stops += 1) {
    await press('Shift+Tab');
    if (await bar.evaluate((element) => element.contains(document.activeElement))) break;
  }
  for (let steps = 0; steps < 6; steps += 1) {
    if (await popup.button('Dismiss').evaluate((one) => one === document.activeElement)) break;
    await press('ArrowLeft');
  }
  await press('Enter');
  await confirm('Confirm dismissal');
  await said('2 dismissed');
  await expect(popup.items).toHaveCount(1);

  // The last is found by typing, and blocked.
  await press('/');
  await page.keyboard.type('quill');
  await expect(popup.items).toHaveCount(1);
  await tabTo('Review Quill');
  await press('Enter');
  await tabTo('Block');
  await press('Enter');
  await page.keyboard.type('Nobody knows what it asks for');
  await confirm('Confirm block');
  await said('Blocked.');
  await press('Escape');
  await expect(popup.status.filter({ hasText: 'No request matches' })).toBeVisible();

  const ends = (await storedRequests(page)).map(({ app, status }) => `${app.name}: ${status}`);
  expect(ends.sort()).toEqual([
    'BoardSync: approved',
    'Night Owl: dismissed',
    'Paperclip: dismissed',
    'Quill: blocked',
    'Sketcher: denied',
  ]);
});
