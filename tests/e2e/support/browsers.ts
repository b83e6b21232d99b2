import { chromium, type Page } from '@playwright/test';
import { findChromium, findFirefox } from '../../../scripts/lib/find-browsers.mjs';

/**
 * Chromium draws its address bar with web pages of its own, which costs each start 0.7 s of a
 * processor. The switch counts once only, so what Playwright turns off is said again.
 */
const WITHOUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'ThirdPartyStoragePartitioning'],
  ...['LensOverlay', 'MediaRouter', 'OptimizationHints', 'AimEnabled', 'PreconnectToSearch'],
];

/** The arguments for it; for a browser that nobody looks at. */
export const LIGHTER: readonly string[] = [`--disable-features=${WITHOUT}`];

/**
 * One process for the pages of all sites: each step from one host to the next would start another.
 * The extension's pages and its worker have their own all the same.
 */
export const ONE_FOR_ALL_SITES: readonly string[] = [
  `--disable-features=${[...WITHOUT, 'IsolateOrigins', 'site-per-process']}`,
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
];

/** For a window that nobody looks at: tabs and toolbar would be drawn at each step of a page that loads. */
export async function fillScreen(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  const bounds = { windowState: 'fullscreen' } as const;
  await session.send('Browser.setWindowBounds', { windowId, bounds });
  await session.detach();
}

/** Why there may be none: shown by whoever needs a browser and has none. */
const ADVICE = 'run `npm run setup`, or set';

/** The Chromium that the set-up found or installed, if there is one. */
export function chromiumPath(): string | undefined {
  return findChromium(chromium.executablePath());
}

/** The same, where nothing can be done without it. */
export function requireChromium(): string {
  const path = chromiumPath();
  if (!path) throw new Error(`No Chromium was found: ${ADVICE} CHROMIUM_PATH.`);
  return path;
}

/** The Firefox that the set-up found or installed. Firefox is optional: tests ask the runner. */
export function requireFirefox(): string {
  const path = findFirefox();
  if (!path) throw new Error(`No Firefox was found: ${ADVICE} FIREFOX_PATH.`);
  return path;
}
