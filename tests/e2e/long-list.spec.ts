import type { Page } from '@playwright/test';
import { ownPage } from './support/extension.ts';
import { fillLongDesk } from './support/long-desk.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

const MAX_BULK = 10_000;
/** Jumps of the scroll bar in either direction. */
const STOPS = 42;

// A trace of so many rows would only cost time.
test.use({ trace: 'off' });

/**
 * The places of the list that are painted from one end of the screen to the other, and those that
 * belong there: what a person sees, found by where it is on the screen.
 */
function painted(page: Page) {
  return page.evaluate(() => {
    const list = document.querySelector('ul[aria-label="Requests"]') as HTMLElement;
    const { top, bottom, left, width, height } = list.getBoundingClientRect();
    const total = Number(list.querySelector('li')?.getAttribute('aria-setsize'));
    const row = height / total;
    const seen = new Set<number>();
    const due = new Set<number>();
    const end = Math.min(window.innerHeight, bottom);
    const first = Math.max(0, Math.floor(-top / row));
    // Asked about a point, a browser goes to the nearest pixel: the last one is 599, not 600.
    for (let at = first; at < total && Math.round(top + (at + 0.4) * row) < end; at += 1) {
      const y = top + (at + 0.4) * row;
      if (y < 0) continue;
      due.add(at);
      const there = document.elementFromPoint(left + width / 2, y)?.closest('li');
      if (there) seen.add(Number(there.getAttribute('aria-posinset')) - 1);
    }
    return { due: [...due], seen: [...seen] };
  });
}

async function expectPainted(page: Page, where: string): Promise<void> {
  await expect(async () => {
    const { due, seen } = await painted(page);
    expect(due.length, where).toBeGreaterThan(0);
    expect(seen, where).toEqual(due);
  }).toPass({ timeout: 300_000 });
}

/** As a drag of the scroll bar does it: to any place, at once. */
const jump = (page: Page, part: number) =>
  page.evaluate((share) => {
    const scroller = document.scrollingElement as Element;
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
  }, part);

test('of ten thousand mixed rows every position is reached and painted, there and back', async ({
  as,
}) => {
  const bob = await as();
  await fillLongDesk(await ownPage(bob), MAX_BULK);
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  await expect(popup.status.filter({ hasText: '10,000 requests' })).toBeVisible();
  // Everything was read once what came in last is found.
  const search = page.getByRole('searchbox', { name: 'Search requests' });
  await search.fill(`client-number-${MAX_BULK - 1}`);
  await expect(popup.items).toHaveCount(1);
  await search.fill('');
  await expect(popup.status.filter({ hasText: '10,000 requests' })).toBeVisible();

  const heights = new Set<number>();
  for (const part of [
    ...Array.from({ length: STOPS }, (_, at) => at / (STOPS - 1)),
    ...Array.from({ length: STOPS }, (_, at) => 1 - at / (STOPS - 1)),
  ]) {
    await jump(page, part);
    await expectPainted(page, `at ${part} of the list`);
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll('ul[aria-label="Requests"] > li')].map(
        (one) => one.getBoundingClientRect().height,
      ),
    );
    expect(drawn.length).toBeGreaterThan(0);
    for (const height of drawn) heights.add(Math.round(height * 10) / 10);
  }
  expect([...heights], 'one height').toHaveLength(1);

  // The very last and the very first are there.
  await jump(page, 1);
  await expect(popup.items.last()).toBeInViewport();
  await expect(popup.items.last()).toHaveAttribute('aria-posinset', `${MAX_BULK}`);
  await jump(page, 0);
  await expect(popup.items.first()).toHaveAttribute('aria-posinset', '1');

  // A tall window holds more rows than are drawn at a time in a popup.
  await page.setViewportSize({ width: 800, height: 9000 });
  await jump(page, 0.6);
  await expectPainted(page, 'in a tall window');
  // The same list, in letters twice as large and in a narrow window.
  await page.setViewportSize({ width: 320, height: 480 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const part of [0.3, 0.8, 1]) {
    await jump(page, part);
    await expectPainted(page, `at ${part}, large and narrow`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, 'nothing is scrolled sideways').toBeLessThanOrEqual(320);
});
