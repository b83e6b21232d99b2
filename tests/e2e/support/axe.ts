import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What is wrong for people with assistive technology: rule and element, short enough to read. */
async function violations(page: Page, within?: string, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (within) axe.include(within);
  if (rules) axe.withRules(rules);
  const found = await axe.analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/**
 * Expects nothing wrong in light colours, nothing wrong with the colours when they are dark, and
 * nothing to scroll for sideways at 320 px (WCAG 1.4.10).
 * @param within the host element, where the page itself is somebody else's
 */
export async function expectAccessible(page: Page, state: string, within?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, within), `${state}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, within, ['color-contrast']), `${state}, dark`).toEqual([]);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 600 });
  expect(await page.evaluate(overflow, within ?? 'html'), `${state}, 320 px wide`).toEqual([]);
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
