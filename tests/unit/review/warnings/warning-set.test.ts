import { expect, it } from 'vitest';
import { asks, to, who } from './support.ts';
import { HONEST, HOSTILE } from './warning-set.ts';

/** True where a reviewer is warned: a note is no warning. Each app is one that was never seen. */
function warned(line: string): boolean {
  const at = line.lastIndexOf(' @ ');
  const name = line.slice(0, at);
  const app = { name, redirect: to(`https://${line.slice(at + 3)}/oauth/callback`) };
  return who(asks(app)).warnings.some(({ severity }) => severity !== 'info');
}

it('warns of hostile names and addresses, and leaves honest ones in peace', () => {
  const missed = HOSTILE.filter((line) => !warned(line));
  const wronged = HONEST.filter(warned);
  const hits = HOSTILE.length - missed.length;
  const recall = hits / HOSTILE.length;
  const precision = hits / (hits + wronged.length);
  process.stdout.write(
    `warnings: ${HOSTILE.length} hostile, ${HONEST.length} honest; recall ${recall.toFixed(3)}, ` +
      `precision ${precision.toFixed(3)}; missed: ${missed.join(', ') || 'none'}; ` +
      `wronged: ${wronged.join(', ') || 'none'}\n`,
  );
  expect(HOSTILE.length + HONEST.length).toBeGreaterThanOrEqual(150);
  expect(new Set([...HOSTILE, ...HONEST]).size).toBe(HOSTILE.length + HONEST.length);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.98);
});
