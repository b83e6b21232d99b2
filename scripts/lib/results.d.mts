/** See results.mjs; the tests are checked without its comments. */
interface Counts {
  passed: number;
  failed: number;
  skips: string[];
  notRun: string[];
}
export function countsOf(runner: string | undefined, report: string, isGood: boolean): Counts;
export function notRun(what: string): Counts;
export function sum(all: Counts[]): Counts;
