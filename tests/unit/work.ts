import { type Profiler, Session } from 'node:inspector';
import { handed } from '../work.ts';

/**
 * The engine counts how often each block of code runs. Import this before what is counted: only
 * code that is loaded afterwards is counted block by block.
 */
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How often all blocks of code have run since the last call. */
function blocks(): number {
  let total = 0;
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error;
    const { result } = answer as Profiler.TakePreciseCoverageReturnType;
    for (const { functions, url } of result) {
      if (url.includes('/tests/')) continue;
      for (const { count } of functions.flatMap(({ ranges }) => ranges)) total += count;
    }
  });
  return total;
}

/** What a piece of work comes to: blocks of code that ran, and characters they handed on. */
export function workOf(run: () => void): number {
  // What is made at the first use alone (tables, expressions) is no part of it.
  run();
  blocks();
  run();
  return blocks() + handed(run);
}
