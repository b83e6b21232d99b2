import { type BrowserContext, type CDPSession, type Page, test } from '@playwright/test';
import { launchChromium } from '../e2e/support/launch.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { CONSENT_URL, poseConsentPage, WORDS } from './support/consent-page.ts';
import { HEAD, measured, report } from './support/report.ts';

const TIMES = 32;
/** How long the banner may take before the measurement is given up, in milliseconds. */
const PATIENCE = 10_000;

// Recording a trace would be measured along.
test.use({ trace: 'off' });

test('from the words to the banner', async () => {
  const sim = await startSimulator();
  poseConsentPage(sim, { nodes: 1500, delay: 50, busy: 100 });
  const browser = await launchChromium({
    extension: '.output/chrome-mv3',
    simulator: sim,
    allFrames: true,
  });
  const times: Record<'awake' | 'asleep', number[]> = { awake: [], asleep: [] };
  try {
    const { context } = browser;
    const session = await context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error('The browser cannot be spoken to.');
    // The first of each is thrown away: nothing was ever compiled then.
    for (let round = 0; round <= TIMES; round += 1) {
      for (const worker of ['awake', 'asleep'] as const) {
        const time = await timeToBanner(context, session, worker);
        if (round > 0) times[worker].push(time);
      }
    }
  } finally {
    await browser.close();
    await sim.stop();
  }
  report(
    '2-banner',
    "From the block's sentence entering the page to the banner being visible",
    [
      HEAD,
      measured('background worker awake', times.awake, 'ms', 100),
      measured('background worker asleep', times.asleep, 'ms'),
    ],
    ['A fresh document each time; ends with the first layout in which the banner has a height.'],
  );
});

async function timeToBanner(
  context: BrowserContext,
  session: CDPSession,
  worker: 'awake' | 'asleep',
): Promise<number> {
  const page = await context.newPage();
  await page.goto(CONSENT_URL);
  await page.waitForFunction(() => window.settled);
  // Loading a consent page has woken the worker; what it has to do then is over after this.
  await page.waitForTimeout(150);
  if (worker === 'asleep') await killWorker(session);
  const time = await measureInPage(page);
  await page.close();
  return time;
}

/** All within the page, by one clock. */
function measureInPage(page: Page): Promise<number> {
  return page.evaluate(
    ({ words, patience }) =>
      new Promise<number>((done, fail) => {
        setTimeout(() => fail(new Error('The banner did not come.')), patience);
        let start = 0;
        // Told within the frame that shows it, after layout and before it is painted.
        const sizes = new ResizeObserver(([entry]) => {
          if (entry && entry.target.getBoundingClientRect().height > 0) {
            done(performance.now() - start);
          }
        });
        new MutationObserver((_, observer) => {
          const host = document.querySelector('.countersign-banner');
          if (!host) return;
          observer.disconnect();
          sizes.observe(host);
        }).observe(document.documentElement, { childList: true });
        const alert = document.createElement('div');
        alert.setAttribute('role', 'alert');
        alert.textContent = words;
        start = performance.now();
        document.querySelector('form')?.before(alert);
      }),
    { words: WORDS, patience: PATIENCE },
  );
}

/** Ends the worker as the browser does when it was idle for long, and waits until it is gone. */
async function killWorker(session: CDPSession): Promise<void> {
  const workers = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.filter(({ type }) => type === 'service_worker');
  };
  for (const { targetId } of await workers()) {
    await session.send('Target.closeTarget', { targetId });
  }
  for (let tries = 0; (await workers()).length > 0; tries += 1) {
    if (tries === 100) throw new Error('The worker does not end.');
    await new Promise((next) => setTimeout(next, 20));
  }
}
