import type { watchForBlock } from '../../../lib/consent/detect.ts';

/** What is done to the page, once a batch. */
export type Kind = 'text' | 'subtree' | 'class' | 'many';

/** What the detector took, in milliseconds. */
export interface Costs {
  /** nodes in the page, elements and texts, when it was first looked at */
  nodes: number;
  firstLooks: number[];
  /** one a batch; 0 where the detector was not even called */
  batches: number[];
  /** what it put off, each time it came to that */
  timers: number[];
}

declare global {
  interface Window {
    detector: { watchForBlock: typeof watchForBlock };
  }
}

/**
 * Runs in a page that has the bundled detector: has it watch, changes the page again and again,
 * and times every callback of the detector from outside. Nothing else may be used in here.
 */
export async function watchAndChange({
  kind,
  times,
}: {
  kind: Kind;
  times: number;
}): Promise<Costs> {
  if (!crossOriginIsolated) throw new Error('The clock is too coarse: the page is not isolated.');
  const watch = window.detector.watchForBlock;
  const costs: Costs = { nodes: 0, firstLooks: [], batches: [], timers: [] };
  let batch = 0;
  const timed = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const later = window.setTimeout.bind(window);
  window.MutationObserver = class extends MutationObserver {
    constructor(callback: MutationCallback) {
      super((records, self) => {
        batch += timed(() => callback(records, self));
      });
    }
  };
  Object.assign(window, {
    setTimeout: (work: () => void, pause: number) =>
      later(() => void costs.timers.push(timed(work)), pause),
  });

  const hit = () => {
    throw new Error('There is no block here.');
  };
  const walker = document.createTreeWalker(document.documentElement);
  while (walker.nextNode()) costs.nodes += 1;
  for (let again = 0; again < 10; again += 1) {
    costs.firstLooks.push(timed(() => watch(document, hit)()));
  }
  watch(document, hit);

  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const rows = document.querySelectorAll<HTMLElement>('.scope');
  const change = (at: number) => {
    const row = rows[(at * 37) % rows.length];
    if (!row) throw new Error('The page is empty.');
    if (kind === 'class') row.classList.toggle('hover');
    if (kind === 'subtree') row.before(row.cloneNode(true));
    if (kind === 'text') {
      const verb = row.querySelector('.verb') ?? row;
      (verb.firstChild ?? verb).nodeValue = `View item of frame ${at}`;
    }
    if (kind === 'many') {
      const all = [...document.querySelectorAll('.scope')];
      all.slice(0, 100).forEach((one) => void one.replaceWith(one.cloneNode(true)));
    }
  };
  for (let at = 0; at < times; at += 1) {
    await frame();
    await frame();
    batch = 0;
    change(at);
    // Callbacks of observers come before anything else can.
    await Promise.resolve();
    costs.batches.push(batch);
  }
  return costs;
}
