import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that colors alone can break, and those that go by where things are drawn. */
const DRAWN = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

/** A tab of 1280 × 800 at 200 % zoom, and WCAG 1.4.10's narrow window. */
const ZOOMED = { width: 640, height: 400 };
const NARROW = { width: 320, height: 600 };

/** What the checker says of one rule that is broken. */
interface Broken {
  id: string;
  nodes: { target: unknown[]; failureSummary?: string | undefined }[];
}

interface Look {
  within: string | undefined;
  options: { resultTypes: ['violations']; runOnly?: { type: 'rule'; values: string[] } };
}

/** Runs in the page: another look, where the checker is there already. */
async function lookAgain({ within, options }: Look): Promise<Broken[] | undefined> {
  const { axe } = globalThis as {
    axe?: { run(context: unknown, how: object): Promise<{ violations: Broken[] }> };
  };
  return axe && (await axe.run(within ?? document, options)).violations;
}

/** The first look at a page: brings half a megabyte of script along. */
async function firstLook(page: Page, { within, options }: Look): Promise<Broken[]> {
  // There are no frames of others in our pages; otherwise each look opens a tab of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode().options(options);
  if (within) axe.include(within);
  return (await axe.analyze()).violations;
}

/** What is wrong for people with assistive technology: rule and element, short enough to read. */
async function violations(page: Page, within?: string, rules?: string[]): Promise<string[]> {
  const look: Look = {
    within,
    // Of what is as it should be, which is most, no list is made.
    options: {
      resultTypes: ['violations'],
      ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
    },
  };
  const found = (await page.evaluate(lookAgain, look)) ?? (await firstLook(page, look));
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/**
 * Expects nothing wrong: in light, dark and forced colors, at 200 % zoom and 320 px wide, where
 * there must be nothing to scroll for sideways either.
 * @param within the host element, where the page itself is somebody else's
 */
export async function expectAccessible(page: Page, state: string, within?: string): Promise<void> {
  const size = page.viewportSize();
  const expectNothing = async (look: string, rules?: string[]) =>
    expect(await violations(page, within, rules), `${state}, ${look}`).toEqual([]);
  const expectInside = async (look: string) =>
    expect(await page.evaluate(overflow, within ?? 'html'), `${state}, ${look}`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await expectNothing('light');
  // What is there at all depends on the window, so in the narrowest one every rule is asked again.
  await page.setViewportSize(NARROW);
  await expectNothing('320 px wide');
  await expectInside('320 px wide');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(ZOOMED);
  await expectNothing('dark at 200 % zoom', DRAWN);
  await expectInside('200 % zoom');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await expectNothing('forced colours at 200 % zoom', DRAWN);
  await page.emulateMedia({ forcedColors: 'none' });
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
