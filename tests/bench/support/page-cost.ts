import type { CDPSession, Page } from '@playwright/test';

/** What a page costs, as the browser itself counts. */
export interface PageCost {
  /** time of the main thread's processor within scripts, ours and the page's, in milliseconds */
  script: number;
  /** the same for everything: scripts, style, layout, paint */
  task: number;
  /** JavaScript heap in use, of all scripts in the page, in kB (1,000 bytes) */
  heap: number;
}

/** Starts counting; before the page is opened. Thread ticks: waiting for the processor is free. */
export async function countCosts(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

/** What it came to. The heap is counted after everything that nobody holds was thrown away. */
export async function costsOf(session: CDPSession): Promise<PageCost> {
  const busy = await metrics(session);
  await session.send('HeapProfiler.collectGarbage');
  const clean = await metrics(session);
  return {
    script: (busy.get('ScriptDuration') ?? Number.NaN) * 1000,
    task: (busy.get('TaskDuration') ?? Number.NaN) * 1000,
    heap: (clean.get('JSHeapUsedSize') ?? Number.NaN) / 1000,
  };
}

async function metrics(session: CDPSession): Promise<Map<string, number>> {
  const { metrics: all } = await session.send('Performance.getMetrics');
  return new Map(all.map(({ name, value }) => [name, value]));
}
