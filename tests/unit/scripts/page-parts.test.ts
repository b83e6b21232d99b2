import { expect, it } from 'vitest';
import { exportsOf, namesOf } from '../../../scripts/build/page-parts.ts';

it('finds what sources import of a library, over lines too, and no types', () => {
  const sources = [
    "import { batch, type Signal, signal } from '@preact/signals';",
    "import type { RefObject } from 'preact';\nimport {\n  computed as made,\n  signal,\n} from '@preact/signals';",
  ];
  expect(namesOf('@preact/signals', sources)).toEqual(['batch', 'computed', 'signal']);
  expect(namesOf('preact', sources)).toEqual([]);
  expect(namesOf('preact/jsx-runtime', [])).toContain('jsx');
});

it('finds what a module exports, and no types', () => {
  const source = [
    'export const most = 3;',
    'export interface Fit {}',
    'export type Kind = string;',
    'const own = 1;',
    'export function read(): void {}',
    'export async function later(): Promise<void> {}',
  ];
  expect(exportsOf(source.join('\n'))).toEqual(['most', 'read', 'later']);
});
