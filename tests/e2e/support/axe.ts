import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that colours alone can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** A tab of 1280 × 800 at 200 % zoom, and WCAG 1.4.10's narrow window. */
const WINDOWS = {
  '200 % zoom': { width: 640, height: 400 },
  '320 px wide': { width: 320, height: 600 },
};

/** What is wrong for people with assistive technology: rule and element, short enough to read. */
async function violations(page: Page, within?: string, rules?: string[]): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  // Half a megabyte of script: once for each page that is loaded, not twice at each look.
  const axe = new AxeBuilder(isThere ? { page, axeSource: '0' } : { page })
    // There are no frames of others in our pages; without this each look opens a tab of its own.
    .setLegacyMode()
    // Of what is as it should be, which is most, no list is made.
    .options({ resultTypes: ['violations'] });
  if (within) axe.include(within);
  if (rules) axe.withRules(rules);
  const found = await axe.analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/**
 * Expects nothing wrong: in light, dark and forced colours, at 200 % zoom and 320 px wide, where
 * there must be nothing to scroll for sideways either.
 * @param within the host element, where the page itself is somebody else's
 */
export async function expectAccessible(page: Page, state: string, within?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, within), `${state}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, within, COLOURS), `${state}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  expect(await violations(page, within, COLOURS), `${state}, forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  const size = page.viewportSize();
  for (const [name, window] of Object.entries(WINDOWS)) {
    await page.setViewportSize(window);
    expect(await violations(page, within), `${state}, ${name}`).toEqual([]);
    expect(await page.evaluate(overflow, within ?? 'html'), `${state}, ${name}`).toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}

/** Runs in the page: what sticks out of the window at either side. */
function overflow(selector: string): string[] {
  const host = document.querySelector(selector);
  const elements = [...((host?.shadowRoot ?? host)?.querySelectorAll<HTMLElement>('*') ?? [])];
  const drawn = elements.filter((one) => one.checkVisibility() && one.localName !== 'style');
  return drawn
    .filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      // What only screen readers get is a pixel large.
      return width > 1 && (left < -1 || right > innerWidth + 1);
    })
    .map((one) => `${one.localName}.${one.className}: ${one.textContent?.slice(0, 40)}`);
}
