import { BannerOnPage } from './support/banner.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, test } from './support/profiles.ts';

/** What stands around the link, in words. */
const wordsOf = (text: string) =>
  text
    .replace(/https:\S+/g, '')
    .split(/\s+/)
    .filter(Boolean).length;

test('the message that is copied tells an admin without Countersign what to do, the link last', async ({
  as,
}) => {
  const { page, ...alice } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.ask('To plan the launch', 'Alice');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const order = [
    'BoardSync with acme.atlassian.net',
    'Why: To plan the launch',
    'Client ID: bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
    'Returns to: boardsync.example',
    '1. Start the same connection in BoardSync, signed in as a site admin',
    '2. ',
    'press Accept',
    '3. ',
    'Alice',
    'Countersign, a browser extension',
    'https://admin.atlassian.com/#countersign=1.',
  ].map((part) => text.indexOf(part));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(text.trim().split('\n').at(-1)).toMatch(
    /^https:\/\/admin\.atlassian\.com\/#countersign=1\.\S+$/,
  );
  expect(wordsOf(text)).toBeLessThanOrEqual(130);

  // The same from the popup, and what was copied is taken in as it is.
  const popup = new PopupPage(await alice.openPopup());
  await popup.tab('My requests').click();
  await popup.button('Copy message').click();
  await expect(popup.status.filter({ hasText: 'Message copied.' })).toBeVisible();
  const again = await popup.page.evaluate(() => navigator.clipboard.readText());
  expect(again).toBe(text);
  const bob = await as('Bob Admin');
  const service = new PopupPage(await bob.openPopup());
  await service.importLink(text);
  await expect(service.items).toHaveCount(1);
});
