import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { type Comparison, median, quantile } from './stats.ts';

const FOLDER = resolve('.output/bench');

/** A table: the first row is its head. Columns of numbers stand to the right. */
export type Table = readonly (readonly string[])[];

/** The head of a table of measurements. */
export const HEAD = ['what', 'n', 'median', 'p95', 'target', ''] as const;

/** A number as people read it: three digits that mean something, no more. */
export function digits(value: number): string {
  const size = Math.abs(value);
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: places });
}

const verdict = (value: number, limit: number): string => (value <= limit ? 'met' : 'MISSED');

/** A row of times (or of anything else that was measured n times). The target is the median's. */
export function measured(
  what: string,
  values: readonly number[],
  unit: string,
  limit?: number,
): string[] {
  if (values.length === 0) throw new Error(`${what}: nothing could be measured.`);
  const middle = median(values);
  return [
    what,
    String(values.length),
    `${digits(middle)} ${unit}`,
    `${digits(quantile(values, 0.95))} ${unit}`,
    limit === undefined ? '' : `≤ ${digits(limit)} ${unit}`,
    limit === undefined ? '' : verdict(middle, limit),
  ];
}

/** A row that compares two medians of the same run; in the place of p95 the 95 % interval. */
export function compared(
  what: string,
  { value, low, high }: Comparison,
  unit: string,
  limit?: number,
): string[] {
  if (Number.isNaN(value)) throw new Error(`${what}: nothing could be measured.`);
  return [
    what,
    '',
    `${digits(value)} ${unit}`,
    `[${digits(low)} to ${digits(high)}]`,
    limit === undefined ? '' : `≤ ${digits(limit)} ${unit}`,
    limit === undefined ? '' : verdict(value, limit),
  ];
}

/** A row for a thing that is the same in every run. */
export function counted(what: string, value: number, unit: string, limit: number): string[] {
  const text = (amount: number) => `${amount.toLocaleString('en')} ${unit}`;
  return [what, '', text(value), '', `≤ ${text(limit)}`, verdict(value, limit)];
}

/** The cells of each row, filled up to the width of their column. */
function aligned(table: Table): string[][] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  );
  return table.map((row) =>
    widths.map((width, column) => {
      const text = row[column] ?? '';
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    }),
  );
}

function plainText(table: Table): string {
  const [head = '', ...rows] = aligned(table).map((cells) => cells.join('  '));
  return [head, '-'.repeat(head.length), ...rows].join('\n');
}

function markdown(table: Table): string {
  const rule = (table[0] ?? []).map((_, column) => (column === 0 ? '---' : '---:'));
  const [head = '', ...rows] = aligned(table).map((cells) => `| ${cells.join(' | ')} |`);
  return [head, `|${rule.join('|')}|`, ...rows].join('\n');
}

/** What the computer was doing: numbers of a busy one are too high, and jump. */
function surroundings(): string {
  const load = loadavg()[0] ?? 0;
  const cores = availableParallelism();
  const busy = load > cores + 0.5 ? ' Busy with other work: times are too high.' : '';
  const cpu = cpus()[0]?.model.trim() || 'unknown processor';
  return `${cores} cores (${cpu}), load average ${load.toFixed(1)}.${busy}`;
}

/**
 * Shows a table and keeps it. The file of all results is put together anew from the latest table
 * of each benchmark, so a run of one alone leaves the others as they were.
 * @param place where it stands among the others, and its file's name: `2-banner`
 */
export function report(place: string, title: string, table: Table, notes: string[] = []): void {
  const circumstances = `Measured ${new Date().toISOString().slice(0, 16)}Z. ${surroundings()}`;
  console.log(`\n${title}\n\n${plainText(table)}\n\n${[...notes, circumstances].join('\n')}\n`);
  const parts = join(FOLDER, 'parts');
  mkdirSync(parts, { recursive: true });
  const lines = [...notes, circumstances].map((note) => `- ${note}`).join('\n');
  writeFileSync(join(parts, `${place}.md`), `## ${title}\n\n${markdown(table)}\n\n${lines}\n`);
  const all = readdirSync(parts)
    .sort()
    .map((file) => readFileSync(join(parts, file), 'utf8'));
  writeFileSync(join(FOLDER, 'results.md'), `# What it costs\n\n${all.join('\n')}`);
}
