import { dice } from '../../unit/samples.ts';

/** The value below which a part of the values lies; between two of them, the line through both. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How two medians compare, with the range in which 95 of 100 such runs would have put it. */
export interface Comparison {
  value: number;
  low: number;
  high: number;
}

/** The bootstrap: draws from what was measured, 2,000 times, the same draws in every run. */
export function compare(
  ours: readonly number[],
  theirs: readonly number[],
  how: (ours: number, theirs: number) => number,
): Comparison {
  const roll = dice(1);
  const again = (values: readonly number[]) =>
    median(values.map(() => values[Math.floor(roll() * values.length)] ?? Number.NaN));
  const drawn = Array.from({ length: 2000 }, () => how(again(ours), again(theirs)));
  return {
    value: how(median(ours), median(theirs)),
    low: quantile(drawn, 0.025),
    high: quantile(drawn, 0.975),
  };
}

export const ratio = (ours: number, theirs: number): number => ours / theirs;
export const difference = (ours: number, theirs: number): number => ours - theirs;
