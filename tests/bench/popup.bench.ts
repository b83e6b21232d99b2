import { type CDPSession, type Page, test } from '@playwright/test';
import { costsOf, countCosts, type PageCost } from './support/page-cost.ts';
import { compared, HEAD, measured, report } from './support/report.ts';
import { compare, ratio } from './support/stats.ts';
import { BOTH, type Seeded, SIZES, type Size, startSeeded } from './support/store.ts';

const TIMES = 24;
const WARM_UP = 2;
/** In so many of them what comes after is awaited, too: the rest of the queue is read in idle time. */
const TO_THE_END = 8;

declare global {
  interface Window {
    /** when the first entry of the list had a height, in milliseconds after navigation started */
    listShown?: number;
  }
}

interface Opening {
  shown: number;
  atOnce: PageCost;
  atLast?: PageCost;
}

// Recording a trace would be measured along.
test.use({ trace: 'off' });

test('the popup, with few requests and with many', async () => {
  const browsers: Record<Size, Seeded> = {
    small: await startSeeded(SIZES.small),
    large: await startSeeded(SIZES.large),
  };
  const openings: Record<Size, Opening[]> = { small: [], large: [] };
  try {
    for (let round = -WARM_UP; round < TIMES; round += 1) {
      for (const size of round % 2 === 0 ? BOTH : BOTH.toReversed()) {
        const opening = await open(browsers[size], round >= 0 && round < TO_THE_END);
        if (round >= 0) openings[size].push(opening);
      }
    }
  } finally {
    for (const { close } of Object.values(browsers)) await close();
  }
  const take = (size: Size, pick: (one: Opening) => number | undefined) =>
    openings[size].map(pick).filter((value) => value !== undefined);
  const rows = (label: string, unit: string, pick: (one: Opening) => number | undefined) =>
    BOTH.map((size) =>
      measured(`${label}, ${SIZES[size].toLocaleString('en')} requests`, take(size, pick), unit),
    );
  const many = compare(
    take('large', ({ shown }) => shown),
    take('small', ({ shown }) => shown),
    ratio,
  );
  report(
    '5-popup',
    'From opening the popup to its list being shown',
    [
      HEAD,
      ...rows('list shown', 'ms', ({ shown }) => shown),
      compared('many ÷ few', many, '×', 1.5),
      ...rows('script time until then', 'ms', ({ atOnce }) => atOnce.script),
      ...rows('script time, all read', 'ms', ({ atLast }) => atLast?.script),
      ...rows('heap, all read', 'kB', ({ atLast }) => atLast?.heap),
    ],
    [
      'The popup’s page in a tab of its size, a new one each time; all requests wait for a decision.',
      'In the row of the ratio, the range is the 95 % interval (bootstrap of medians).',
      '“All read”: the rest of the queue is read while nothing else is to do, so that it can be searched.',
    ],
  );
});

async function open(browser: Seeded, toTheEnd: boolean): Promise<Opening> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 400, height: 600 });
  await page.addInitScript(watchForList);
  const session = await countCosts(page);
  await page.goto(`chrome-extension://${browser.extensionId}/popup.html`);
  const shown = await listShown(page);
  const atOnce = await costsOf(session);
  if (toTheEnd) await untilIdle(session);
  const opening = { shown, atOnce, ...(toTheEnd ? { atLast: await costsOf(session) } : {}) };
  await page.close();
  return opening;
}

async function listShown(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.listShown, undefined, {
    timeout: 15_000,
    polling: 20,
  });
  const shown = await handle.jsonValue();
  if (shown === undefined) throw new Error('The list did not come.');
  return shown;
}

/** Runs in the page, before its own scripts. */
function watchForList(): void {
  const sizes = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.height > 0) window.listShown ??= performance.now();
  });
  new MutationObserver((_, observer) => {
    const item = document.querySelector('main li');
    if (!item) return;
    observer.disconnect();
    sizes.observe(item);
  }).observe(document, { childList: true, subtree: true });
}

/** Waits until the page has had next to nothing to do for a while. */
async function untilIdle(session: CDPSession): Promise<void> {
  let last = -1;
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((next) => setTimeout(next, 100));
    const { metrics } = await session.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    quiet = task - last < 0.004 ? quiet + 1 : 0;
    last = task;
  }
}
