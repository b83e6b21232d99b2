import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { APPS, askFor, file, fillDesk } from './support/desk.ts';
import { ownPage } from './support/extension.ts';
import { fillLongDesk } from './support/long-desk.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

/** How many of these are seen whole, from the first on, without scrolling. */
async function seen(page: Page, rows: Locator): Promise<number> {
  const { height = 0 } = page.viewportSize() ?? {};
  const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
  return boxes.filter((box) => box && box.y >= 0 && box.y + box.height <= height).length;
}
const table = (page: Page) => page.getByRole('table', { name: 'Requests' });
const column = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });
const nameIn = (row: Locator) => row.getByRole('heading', { level: 2 });

test('seven requests are seen at once in the popup, and twelve in a tab', async ({ as }) => {
  const bob = await as();
  await fillLongDesk(await ownPage(bob), 40);
  const popup = new PopupPage(await bob.openPopup({ width: 400, height: 600 }));
  const { page } = popup;
  await expect(popup.tab('To review')).toHaveText('To review 40');
  await expect(popup.items.first()).toBeVisible();
  expect(await seen(page, popup.items)).toBeGreaterThanOrEqual(7);
  for (const row of await popup.items.all())
    expect((await row.boundingBox())?.height).toBeLessThanOrEqual(64);
  // One row each: the header, and the tools.
  const top = async (name: string) => (await popup.button(name).boundingBox())?.y ?? -1;
  expect(await top('More')).toBeLessThan(40);
  const search = await page.getByRole('searchbox').boundingBox();
  expect(Math.abs((await top('Filters')) - (search?.y ?? 0))).toBeLessThan(6);

  await page.setViewportSize({ width: 1280, height: 800 });
  const rows = table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
  await expect(rows.first()).toBeVisible();
  expect(await seen(page, rows)).toBeGreaterThanOrEqual(12);
  await expectAccessible(page, 'table');
});

test('a name of two lines is not cut beside an open request, nor in the table', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  const long = 'Sprint Planning Assistant for Teams';
  await fillDesk(own);
  await file(own, askFor(long, ['read:me']));
  for (const width of [800, 1024, 1280]) {
    const popup = new PopupPage(await bob.openPopup({ width, height: 800 }));
    await popup.review(long);
    const has = popup.button(`Review ${long}`);
    const row = popup.page.getByRole(width < 1180 ? 'listitem' : 'row').filter({ has });
    const cut = await nameIn(row).evaluate((name) => {
      const box = name.closest('[data-at]')?.getBoundingClientRect();
      const { top, bottom } = name.getBoundingClientRect();
      const isInside = box !== undefined && top >= box.top && bottom <= box.bottom;
      return { cut: name.scrollHeight > name.clientHeight + 1, isInside };
    });
    expect(cut, `at ${width}`).toEqual({ cut: false, isInside: true });
    await popup.page.close();
  }
});

test('no label and no choice of the filters is cut off, however narrow the window is', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await fillDesk(own);
  await file(
    own,
    askFor('Elsewhere', ['read:me'], { site: 'a-site-of-some-length.atlassian.net' }),
  );
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  await popup.filter('Site', 'a-site-of-some-length.atlassian.net');
  await popup.filter('Status', 'Approved, not yet in effect');
  for (const width of [400, 320]) {
    await page.setViewportSize({ width, height: 600 });
    const cut = await page.getByRole('combobox').evaluateAll((all) =>
      all.flatMap((one) => {
        const select = one as HTMLSelectElement;
        const pen = document.createElement('canvas').getContext('2d');
        const style = getComputedStyle(select);
        if (pen) pen.font = style.font;
        const edges = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
        // Some 20 px are the arrow.
        const space = select.clientWidth - edges - 20;
        return [...select.options]
          .map(({ text }) => text)
          .filter((text) => (pen?.measureText(text).width ?? Number.NaN) > space);
      }),
    );
    expect(cut, `at ${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    await expectAccessible(page, `filters at ${width}`);
  }
  await popup.button('Remove filter: Approved, not yet in effect').click();
  await expect(popup.items).toHaveCount(1);
  await expect(popup.button('Filters')).toBeFocused();
});

test('approvals that are not in effect yet are one press away', async ({ as }) => {
  const bob = await as();
  await fillDesk(await ownPage(bob));
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await popup.page.keyboard.press('Escape');
  await popup.button('1 approved, not yet in effect').click();
  await expect(popup.items).toHaveCount(1);
  await expect(nameIn(popup.items)).toHaveText('BoardSync');
});

test('in a wide window the queue is a table that is sorted by its headers and walked by keys', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await fillDesk(own);
  await file(own, askFor('Quill', [], { name: 'Carol', at: Date.now() }));
  const popup = new PopupPage(await bob.openPopup({ width: 1280, height: 800 }));
  const { page } = popup;
  const names = nameIn(table(page).getByRole('row'));
  const rest = Object.keys(APPS).filter((name) => name !== 'Quill');
  await expect(names).toHaveText(['Quill', ...rest]);
  await expect(column(page, 'People')).toHaveAttribute('aria-sort', 'descending');
  await column(page, 'App').getByRole('button').click();
  await expect(names).toHaveText(Object.keys(APPS).sort());
  await expect(column(page, 'App')).toHaveAttribute('aria-sort', 'ascending');
  await column(page, 'Risk').getByRole('button').click();
  await expect(names.first()).toHaveText('Night Owl');

  // What is rarely needed stands beside the menu, where there is space.
  for (const name of ['Audit log', 'Rules', 'Options'])
    await expect(popup.button(name)).toBeVisible();

  await page.keyboard.press('j');
  await expect(popup.button('Review Night Owl')).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('toolbar', { name: '1 selected' })).toBeVisible();
  await page.keyboard.press('Enter');
  // Opening one splits the view: the table stays at its left.
  const detail = await popup.detail('Night Owl').boundingBox();
  const list = await table(page).boundingBox();
  expect((list?.x ?? 0) + (list?.width ?? Infinity)).toBeLessThanOrEqual(detail?.x ?? 0);
  await page.keyboard.press('Escape');
  await expect(popup.button('Review Night Owl')).toBeFocused();
});

test('a row’s checkbox comes with the pointer or the focus, and stays once one is chosen', async ({
  as,
}) => {
  const bob = await as();
  await fillDesk(await ownPage(bob));
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  const box = (app: string) => page.getByRole('checkbox', { name: `Select ${app}` });
  await expect(popup.items).toHaveCount(5);
  await expect(box('Sketcher')).toHaveCSS('opacity', '0');
  await popup.items.nth(1).hover();
  await expect(box('Sketcher')).toHaveCSS('opacity', '1');
  await page.mouse.move(0, 0);
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+Tab');
  await expect(box('BoardSync')).toBeFocused();
  await expect(box('BoardSync')).toHaveCSS('opacity', '1');
  await page.keyboard.press('Space');
  await expect(box('Quill')).toHaveCSS('opacity', '1');
});

test('after a decision the next request is one key away', async ({ as }) => {
  const bob = await as();
  await fillDesk(await ownPage(bob));
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('Sketcher');
  await popup.decide('Deny', 'denial', 'No');
  await expect(popup.status.filter({ hasText: /^Denied/ })).toBeFocused();
  await popup.page.keyboard.press('n');
  await expect(popup.detail('Night Owl')).toBeVisible();
});

test('many decided requests are answered in one text', async ({ as }) => {
  const bob = await as();
  await fillDesk(await ownPage(bob));
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  for (const app of ['BoardSync', 'Quill'])
    await page.getByRole('checkbox', { name: `Select ${app}` }).check();
  const bar = page.getByRole('toolbar', { name: '2 selected' });
  await bar.getByRole('button', { name: 'Dismiss' }).click();
  await popup.button('Confirm dismissal').click();
  await expect(popup.status.filter({ hasText: '2 dismissed' })).toBeFocused();
  await popup.button('Copy answers').click();
  await expect(popup.status.filter({ hasText: 'Answers copied.' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/BoardSync[\s\S]*#countersign=1\.[\s\S]*Quill[\s\S]*#countersign=1\./);
});

test('what paints before any file has come is as high as what takes its place', async ({ as }) => {
  const bob = await as();
  await fillDesk(await ownPage(bob));
  const page = await bob.context.newPage();
  await page.setViewportSize({ width: 400, height: 600 });
  const tops: number[] = [];
  for (const files of [/\.(?:js|css)$/, /\.js$/]) {
    const stay = (url: URL) => files.test(url.pathname);
    await page.route(stay, () => undefined);
    await page.goto(`chrome-extension://${bob.extensionId}/popup.html`, { waitUntil: 'commit' });
    await expect(page.getByRole('heading', { level: 1, name: 'Countersign' })).toBeVisible();
    tops.push((await page.locator('main > div > div').last().boundingBox())?.y ?? -1);
    await page.unrouteAll();
  }
  await page.reload();
  const list = await new PopupPage(page).items.first().boundingBox();
  for (const top of tops) expect(Math.abs(top - (list?.y ?? 0))).toBeLessThan(3);
});
