import { type CDPSession, expect, type Page, test } from '@playwright/test';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { costsOf, countCosts } from './support/page-cost.ts';
import { compared, HEAD, measured, report } from './support/report.ts';
import { compare, quantile, ratio } from './support/stats.ts';
import {
  BATCH,
  BOTH,
  clientIdOf,
  requests,
  type Seeded,
  SIZES,
  type Size,
  startSeeded,
} from './support/store.ts';
import { watchWorker } from './support/worker-heap.ts';

const PEOPLE = 10;
const ROUNDS = 16;
const WARM_UP = 2;
const DECISIONS = 6;
/** Each letter of each is a keystroke. */
const WORDS = ['73', '4091', 'team-7', 'person 3', 'project 12', 'nothing', '0012', 'batch19'];

declare global {
  interface Window {
    /** what the list's status must say, when it was asked for, and when it said so */
    right: { text: string; from: number; at?: number };
  }
}

interface Opening {
  shown: number;
  heap: number;
  worker: number;
}

interface Key {
  script: number;
  until: number;
}

// Recording a trace would be measured along.
test.use({ trace: 'off' });

test('the desk, with few groups and with many', async () => {
  const browsers: Record<Size, Seeded> = {
    small: await startSeeded(SIZES.small, PEOPLE),
    large: await startSeeded(SIZES.large, PEOPLE),
  };
  const openings: Record<Size, Opening[]> = { small: [], large: [] };
  let keys: Key[];
  let decisions: number[];
  try {
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const size of round % 2 === 0 ? BOTH : BOTH.toReversed()) {
        const opening = await measureOpening(browsers[size], SIZES[size]);
        if (round >= 0) openings[size].push(opening);
      }
    }
    keys = await measureKeys(browsers.large);
    decisions = await measureDecisions(browsers.large);
  } finally {
    for (const { close } of Object.values(browsers)) await close();
  }
  const take = (size: Size, what: keyof Opening) => openings[size].map((one) => one[what]);
  const rows = (label: string, what: keyof Opening, unit: string) =>
    BOTH.map((size) =>
      measured(`${label}, ${SIZES[size].toLocaleString('en')} groups`, take(size, what), unit),
    );
  const many = (what: keyof Opening) => compare(take('large', what), take('small', what), ratio);
  const script = keys.map((key) => key.script);
  const until = keys.map((key) => key.until).filter((time) => !Number.isNaN(time));
  report(
    '6-desk',
    'The desk with 10,000 groups (100,000 requesters), against 10 groups',
    [
      HEAD,
      ...rows('list shown', 'shown', 'ms'),
      compared('list shown, many ÷ few', many('shown'), '×', 1.5),
      measured('script of a keystroke, 10,000 groups', script, 'ms', 16),
      measured('… its p95', [quantile(script, 0.95)], 'ms', 50),
      measured('keystroke until the list is right, 10,000 groups', until, 'ms', 100),
      measured(`${BATCH} decided at once, until the list is right`, decisions, 'ms', 1000),
      ...rows('heap of the popup, all read', 'heap', 'kB'),
      compared('heap, many ÷ few', many('heap'), '×', 2),
      ...rows('heap of its worker, all read', 'worker', 'kB'),
    ],
    [
      'The popup’s page in a tab of its size; all requests wait for a decision, each asked for by ten people.',
      'In the rows of ratios, the range is the 95 % interval (bootstrap of medians).',
      'Script: processor time of the page’s main thread. “Right”: the status says the number that matches, and the list is drawn.',
      'The whole queue is in a worker of the popup’s, which ends with it; its heap has no target and is shown all the same.',
    ],
  );
});

async function openPopup(browser: Seeded): Promise<{ page: Page; session: CDPSession }> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 400, height: 600 });
  await page.addInitScript(watchStatus);
  const session = await countCosts(page);
  return { page, session };
}

const address = ({ extensionId }: Seeded) => `chrome-extension://${extensionId}/popup.html`;
const said = (count: number) =>
  count === 0
    ? 'No request matches'
    : `${count.toLocaleString('en')} ${count === 1 ? 'request' : 'requests'}`;

async function measureOpening(browser: Seeded, count: number): Promise<Opening> {
  const { page, session } = await openPopup(browser);
  const worker = await watchWorker(session);
  await page.goto(address(browser));
  const entry = page.getByRole('list', { name: 'Requests' }).getByRole('listitem').first();
  await expect(entry).toBeVisible();
  const shown = await page.evaluate(() => window.listShown ?? Number.NaN);
  await allRead(page, count);
  const { heap } = await costsOf(session);
  const opening = { shown, heap, worker: await worker.used() };
  await page.close();
  return opening;
}

/** What came in last is found only when everything was read. */
async function allRead(page: Page, count: number): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search requests' });
  const status = page.getByRole('status');
  await search.fill(clientIdOf(count - 1));
  await expect(status.filter({ hasText: /^1 request$/ })).toBeVisible();
  await search.fill('');
  await expect(status.filter({ hasText: said(count) })).toBeVisible();
}

/** Runs in the page, before its own scripts. */
function watchStatus(): void {
  window.right = { text: '', from: 0 };
  document.addEventListener('input', () => (window.right.from = performance.now()), true);
  document.addEventListener('click', () => (window.right.from = performance.now()), true);
  const sizes = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.height > 0) window.listShown ??= performance.now();
  });
  let item: Element | null = null;
  new MutationObserver(() => {
    item ??= document.querySelector('main li');
    if (item && window.listShown === undefined) sizes.observe(item);
    const { right } = window;
    if (right.at !== undefined || right.from === 0) return;
    const texts = [...document.querySelectorAll('main [role="status"]')];
    if (texts.some(({ textContent }) => textContent === right.text)) right.at = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** From now on: when the status says this. */
async function expectText(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    window.right = { text: wanted, from: 0 };
  }, text);
}

/** All that a request is found by; the samples are plain lower-case English but for their names. */
function textOf({ app, site, requesters }: ApprovalRequest): string {
  const people = requesters.map(({ name, reason }) => `${name}\n${reason}`);
  const about = [app.name, site, app.clientId, app.redirect?.uri, ...app.scopes];
  return [...about, ...people].join('\n').toLowerCase();
}

async function measureKeys(browser: Seeded): Promise<Key[]> {
  const texts = requests(SIZES.large, PEOPLE).map(textOf);
  const { page, session } = await openPopup(browser);
  await page.goto(address(browser));
  await allRead(page, SIZES.large);
  const keys: Key[] = [];
  const script = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
  };
  for (const word of WORDS) {
    await page.getByRole('searchbox').fill('');
    await expect(page.getByRole('status').filter({ hasText: said(SIZES.large) })).toBeVisible();
    let before: number = SIZES.large;
    for (let length = 1; length <= word.length; length += 1) {
      const parts = word.slice(0, length).split(' ');
      const count = texts.filter((text) => parts.every((part) => text.includes(part))).length;
      await settled(page);
      await expectText(page, said(count));
      const start = await script();
      await page.keyboard.press(
        word.charAt(length - 1) === ' ' ? 'Space' : word.charAt(length - 1),
      );
      await expect(page.getByRole('status').filter({ hasText: said(count) })).toBeVisible();
      await settled(page);
      const { from, at } = await page.evaluate(() => window.right);
      // Where the number stays the same, nothing says when the list was right.
      const until = count === before ? Number.NaN : (at ?? Number.NaN) - from;
      keys.push({ script: (await script()) - start, until });
      before = count;
    }
  }
  await page.close();
  return keys;
}

/** What a keystroke leads to is over: two frames, and a moment without anything to do. */
function settled(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((done) => {
        const idle = () => requestIdleCallback(() => done());
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(idle, 60)));
      }),
  );
}

async function measureDecisions(browser: Seeded): Promise<number[]> {
  const times: number[] = [];
  for (let batch = 2; batch < 2 + DECISIONS; batch += 1) {
    const { page } = await openPopup(browser);
    await page.goto(address(browser));
    await page.getByRole('searchbox').fill(`batch${batch} needs`);
    await expect(
      page.getByRole('status').filter({ hasText: new RegExp(`^${said(BATCH)}$`) }),
    ).toBeVisible();
    await page
      .getByRole('checkbox', { name: /^Select / })
      .first()
      .check();
    await page.getByRole('button', { name: `Select all ${BATCH} that match` }).click();
    const bar = page.getByRole('toolbar', { name: `${BATCH} selected` });
    await bar.getByRole('button', { name: 'Dismiss' }).click();
    const confirm = page.getByRole('button', { name: 'Confirm dismissal' });
    await expect(confirm).toBeEnabled();
    await expectText(page, said(0));
    await confirm.click();
    await expect(page.getByRole('status').filter({ hasText: said(0) })).toBeVisible();
    await expect(page.getByText(`${BATCH} dismissed`)).toBeVisible();
    const { from, at } = await page.evaluate(() => window.right);
    times.push((at ?? Number.NaN) - from);
    await page.close();
  }
  return times;
}
