/** See results.mjs. */
interface Counts {
  passed: number;
  failed: number;
  skips: { name: string; reason: string }[];
  notRun?: string[];
  note?: string;
}
export function settle(code: number, counts: Counts): Counts;
export function vitestCounts(file: string): Counts;
export function playwrightCounts(file: string): Counts;
