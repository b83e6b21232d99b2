import { expectAccessible } from './support/axe.ts';
import { ownPage, stored } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

const SAMPLE = 'Sample: Drawing Board';

const welcome = async ({ context, extensionId }: Profile) => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/welcome.html`);
  return page;
};

test('somebody sees the whole desk within a minute of installing', async ({ as }) => {
  const bob = await as();
  const page = await welcome(bob);
  await expectAccessible(page, 'the first-run page');
  // By keyboard alone.
  await page.getByRole('radio', { name: 'Both' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'I approve apps' })).toBeChecked();
  await expect(page.getByRole('status')).toHaveText('Saved');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Set it in Options' })).toBeFocused();
  await page.keyboard.press('Tab');
  const [tab] = await Promise.all([bob.context.waitForEvent('page'), page.keyboard.press('Enter')]);
  const desk = new PopupPage(tab);
  await expect(desk.detail(SAMPLE)).toBeVisible();
  await expect(desk.detail(SAMPLE)).toContainText('Ada (made up)');
  expect(await bob.badge()).toBe('');

  // A decision can be practiced, and nothing leads out of the browser.
  await desk.decide('Approve', 'approval', 'Go ahead.');
  await expect(desk.detail(SAMPLE)).toContainText('Approved');
  const tabs = bob.context.pages().length;
  await desk.button('Copy answer for the requesters').click();
  await expect(desk.detail(SAMPLE)).toContainText('This is only a sample');
  const text = desk.page.getByRole('textbox', { name: 'Answer for the requesters' });
  await expect(text).toHaveValue(/^Approved: Sample: Drawing Board on .*\nReason: Go ahead\./);
  expect(bob.context.pages()).toHaveLength(tabs);

  await desk.button('Remove sample').click();
  await expect(desk.button('Remove sample')).toBeHidden();
  const left = await stored(await ownPage(bob));
  expect([left['requests'], left['audit']]).toEqual([[], []]);

  // The empty queue offers it, too.
  const popup = new PopupPage(await bob.openPopup());
  await popup.button('Try it with an example').click();
  await expect(popup.detail(SAMPLE)).toBeVisible();
});

test('who only asks meets their own requests first', async ({ as }) => {
  const alice = await as();
  const page = await welcome(alice);
  await page.getByRole('radio', { name: 'I get blocked' }).check();
  await expect(page.getByRole('status')).toHaveText('Saved');
  const desk = new PopupPage(await alice.openPopup());
  await expect(desk.tab('My requests')).toHaveAttribute('aria-selected', 'true');
});
