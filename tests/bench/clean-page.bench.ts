import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, test } from '@playwright/test';
import { requireChromium } from '../e2e/support/browsers.ts';
import { launchChromium } from '../e2e/support/launch.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { CONSENT_URL, type PageOptions, poseConsentPage } from './support/consent-page.ts';
import { costsOf, countCosts, type PageCost } from './support/page-cost.ts';
import { compared, HEAD, measured, report } from './support/report.ts';
import { compare, difference, ratio } from './support/stats.ts';

const TIMES = 32;
const WARM_UP = 2;
const BUILD = resolve('.output/chrome-mv3');
const KINDS = { none: 'no extension', floor: 'floor', ours: 'Countersign' } as const;
type Kind = keyof typeof KINDS;

interface Started {
  context: BrowserContext;
  close: () => Promise<void>;
}

/** A browser with no extension in it, otherwise like the others. */
async function startWithout(sim: Simulator): Promise<Started> {
  const profile = mkdtempSync(join(tmpdir(), 'countersign-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireChromium(),
    viewport: { width: 1280, height: 800 },
    args: sim.chromiumArgs(),
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The same extension with content scripts that do nothing: what any extension costs here. */
async function startFloor(sim: Simulator): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-floor-'));
  cpSync(BUILD, folder, { recursive: true });
  for (const file of ['consent-detector.js', 'share-link.js']) {
    writeFileSync(join(folder, file), '(() => {})();\n');
  }
  const browser = await launchChromium({ extension: folder, simulator: sim, allFrames: true });
  return {
    context: browser.context,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function load({ context }: Started): Promise<PageCost> {
  const page = await context.newPage();
  const session = await countCosts(page);
  await page.goto(CONSENT_URL);
  await page.waitForFunction(() => window.settled);
  // Until the detector has taken its last look, too.
  await page.waitForTimeout(600);
  const cost = await costsOf(session);
  await page.close();
  return cost;
}

// Recording a trace would be measured along.
test.use({ trace: 'off' });

/** The pages it is measured on; the numbers to keep are set for the first. */
const PAGES = [
  {
    file: '3-clean-page',
    title:
      'A consent page without a block: about 3,000 nodes, drawn late, a loop of 3 million steps',
    page: { nodes: 3000, delay: 100, busy: 0, loop: 3_000_000 },
    targets: { script: 1.1, heap: 30 },
  },
  {
    file: '3-clean-page-restless',
    title: 'The same without the loop, and it changes 14 times in 0.7 s: the dearest for us',
    page: { nodes: 3000, delay: 100, busy: 700 },
    targets: {},
  },
] satisfies {
  file: string;
  title: string;
  page: PageOptions;
  targets: { script?: number; heap?: number };
}[];

for (const { file, title, page, targets } of PAGES) {
  test(title, async () => {
    const costs = await measure(page);
    const take = (kind: Kind, what: keyof PageCost) => costs[kind].map((cost) => cost[what]);
    const rows = (what: keyof PageCost, unit: string, label: string) =>
      (Object.keys(KINDS) as Kind[]).map((kind) =>
        measured(`${label}, ${KINDS[kind]}`, take(kind, what), unit),
      );
    const beside = (what: keyof PageCost, other: Kind, how: typeof ratio) =>
      compare(take('ours', what), take(other, what), how);
    report(
      file,
      title,
      [
        HEAD,
        ...rows('script', 'ms', 'script time'),
        compared('Countersign ÷ floor', beside('script', 'floor', ratio), '×', targets.script),
        compared('Countersign − floor', beside('script', 'floor', difference), 'ms'),
        compared('Countersign − none', beside('script', 'none', difference), 'ms'),
        ...rows('heap', 'kB', 'heap'),
        compared('Countersign − floor', beside('heap', 'floor', difference), 'kB', targets.heap),
        compared('Countersign − none', beside('heap', 'none', difference), 'kB'),
        ...rows('task', 'ms', 'all tasks'),
        compared('Countersign − floor', beside('task', 'floor', difference), 'ms'),
      ],
      [
        'floor: the same extension with empty content scripts, so the world that any of them needs.',
        'In rows of a ratio or difference, the range is the 95 % interval (bootstrap of medians).',
        'Processor time of the main thread. The page has no framework: its own script time is low.',
      ],
    );
  });
}

async function measure(page: PageOptions): Promise<Record<Kind, PageCost[]>> {
  const sim = await startSimulator();
  poseConsentPage(sim, page);
  const started: Record<Kind, Started> = {
    none: await startWithout(sim),
    floor: await startFloor(sim),
    ours: await launchChromium({ extension: BUILD, simulator: sim, allFrames: true }),
  };
  const costs: Record<Kind, PageCost[]> = { none: [], floor: [], ours: [] };
  try {
    const order = Object.keys(KINDS) as Kind[];
    for (let round = -WARM_UP; round < TIMES; round += 1) {
      for (const kind of order) {
        const cost = await load(started[kind]);
        if (round >= 0) costs[kind].push(cost);
      }
      // Nobody is always the first, or always behind the same other.
      order.push(...order.splice(0, 1));
      if (round % 3 === 0) order.reverse();
    }
  } finally {
    for (const { close } of Object.values(started)) await close();
    await sim.stop();
  }
  return costs;
}
