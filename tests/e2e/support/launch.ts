import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from '@playwright/test';
import { fillScreen, LIGHTER, ONE_FOR_ALL_SITES, requireChromium } from './browsers.ts';

/** Only a browser that hangs takes longer to start: a busy computer is slow, not wrong. */
export const LAUNCH_MS = 300_000;

/** What is chosen at the start of a browser; all of it is optional. */
export interface LaunchOptions {
  /** Folder of the built extension. Default: the build with the sites' hosts granted. */
  extension?: string;
  /** The network to live in. Without one, no host exists at all. */
  simulator?: { chromiumArgs: () => string[] };
  /** A profile to keep. Default: a new one, deleted at the end. */
  profileDir?: string;
  headless?: boolean;
  /** One process for the pages of all sites, where it is not the matter which draws a page. */
  sitesTogether?: boolean;
  /** Draws as often as for people, where it is measured how soon something is seen. */
  allFrames?: boolean;
  /** Opens the tabs of the last session again. Default: false. */
  restore?: boolean;
  /** Language of the browser, and with it of the extension. Default: `en-US`. */
  language?: string;
}

/** Size of the popup in CSS pixels; Chrome allows 25×25 to 800×600. */
export interface PopupSize {
  width?: number;
  height?: number;
}

/** Chromium with the extension in it. */
export interface ChromiumWithExtension {
  context: BrowserContext;
  extensionId: string;
  /** The background's worker: the living one, or the next to start. */
  serviceWorker: () => Promise<Worker>;
  /** The popup's page in a tab of the popup's size (400×600): headless has no toolbar. */
  openPopup: (size?: PopupSize) => Promise<Page>;
  close: () => Promise<void>;
}

/** Starts Chromium with one extension, alone with the simulator. */
export async function launchChromium(options: LaunchOptions = {}): Promise<ChromiumWithExtension> {
  const extension = resolve(options.extension ?? '.output/chrome-mv3-e2e');
  if (!existsSync(join(extension, 'manifest.json'))) {
    throw new Error(`There is no built extension in ${extension}: run \`npm run build:e2e\`.`);
  }
  const profile = options.profileDir ?? mkdtempSync(join(tmpdir(), 'countersign-'));
  if (options.headless !== false && !options.allFrames) drawLess(profile);
  const language = options.language ?? 'en-US';
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireChromium(),
    headless: options.headless ?? true,
    timeout: LAUNCH_MS,
    // Chromium takes its language from the environment on Linux and from the flag elsewhere.
    env: { ...process.env, LANGUAGE: language } as Record<string, string>,
    locale: language,
    viewport: options.headless === false ? null : { width: 1280, height: 800 },
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--lang=${language}`,
      ...(options.restore ? ['--restore-last-session'] : []),
      ...(options.headless === false ? [] : options.sitesTogether ? ONE_FOR_ALL_SITES : LIGHTER),
      ...(options.simulator?.chromiumArgs() ?? ['--host-resolver-rules=MAP * ~NOTFOUND']),
    ],
  });
  if (options.headless !== false) await fillScreen(context.pages()[0] ?? (await context.newPage()));
  const serviceWorker = () => findWorker(context);
  const extensionId = new URL((await serviceWorker()).url()).host;
  return {
    context,
    extensionId,
    serviceWorker,
    openPopup: async ({ width = 400, height = 600 } = {}) => {
      const page = await context.newPage();
      await page.setViewportSize({ width, height });
      await page.goto(`chrome-extension://${extensionId}/popup.html`);
      return page;
    },
    close: async () => {
      await context.close();
      if (!options.profileDir) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Switches the energy saver on: half of the frames, of which nobody sees any. */
function drawLess(profile: string): void {
  const file = join(profile, 'Local State');
  const battery_saver_mode = { state: 3 };
  if (!existsSync(file))
    writeFileSync(file, JSON.stringify({ performance_tuning: { battery_saver_mode } }));
}

async function findWorker(context: BrowserContext): Promise<Worker> {
  const isOurs = (worker: Worker) => worker.url().startsWith('chrome-extension://');
  const living = context.serviceWorkers().find(isOurs);
  return living ?? context.waitForEvent('serviceworker', isOurs);
}
