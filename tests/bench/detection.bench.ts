import { chromium, test } from '@playwright/test';
import { build } from 'vite';
import { requireChromium } from '../e2e/support/browsers.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { type Costs, type Kind, watchAndChange } from './support/changes.ts';
import { CONSENT_URL, poseConsentPage } from './support/consent-page.ts';
import { HEAD, measured, report } from './support/report.ts';

const NODES = 5000;
const TIMES = 60;
const KINDS: Record<Kind, string> = {
  text: 'a text changes',
  subtree: 'a row is put into the list',
  class: 'a class changes',
  many: '100 rows are replaced one by one',
};
/** What a batch may cost, in milliseconds. */
const LIMIT = 1;

/** The detector's thinking as a script that a page can run: lib/consent/detect.ts, as it is. */
async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: 'lib/consent/detect.ts', formats: ['iife'], name: 'detector' },
    },
  });
  const [first] = [made].flat();
  if (!first || !('output' in first)) throw new Error('The detector could not be bundled.');
  // An IIFE's `var` is the page's global: evaluated as a whole script, not as an expression.
  return first.output[0].code;
}

// Recording a trace would be measured along.
test.use({ trace: 'off' });

test('work for each batch of changes', async () => {
  const [sim, script] = await Promise.all([startSimulator(), bundled()]);
  const browser = await chromium.launch({
    executablePath: requireChromium(),
    args: sim.chromiumArgs(),
  });
  const rows: string[][] = [];
  const sizes: number[] = [];
  try {
    for (const wordsInData of [false, true]) {
      poseConsentPage(sim, { nodes: NODES, delay: 0, busy: 0, wordsInData, isolated: true });
      const where = wordsInData ? 'words in the page’s data: ' : '';
      const first: number[] = [];
      for (const kind of Object.keys(KINDS) as Kind[]) {
        const page = await browser.newPage();
        await page.goto(CONSENT_URL);
        await page.waitForFunction(() => window.settled);
        await page.evaluate(`${script}; window.detector = detector`);
        const costs: Costs = await page.evaluate(watchAndChange, { kind, times: TIMES });
        sizes.push(costs.nodes);
        first.push(...costs.firstLooks);
        rows.push(measured(`${where}${KINDS[kind]}`, costs.batches, 'ms', LIMIT));
        if (costs.timers.length > 0) {
          rows.push(measured(`${where}  and later, in a timer`, costs.timers, 'ms', LIMIT));
        }
        await page.close();
      }
      rows.push(measured(`${where}first look at the whole page`, first, 'ms'));
    }
  } finally {
    await browser.close();
    await sim.stop();
  }
  report(
    '4-detection',
    `Work of the detector for each batch of changes, on a page of ${Math.min(...sizes).toLocaleString('en')} nodes`,
    [HEAD, ...rows],
    ['Wall time within the callbacks, told to 5 µs; a frame is drawn between two batches.'],
  );
});
