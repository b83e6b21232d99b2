import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { requireFirefox } from './browsers.ts';
import { untilAnswered } from './firefox-page.ts';
import { LAUNCH_MS } from './launch.ts';

/** What is chosen at the start of Firefox. */
export interface FirefoxOptions {
  /** Folder of the built extension. */
  extension?: string;
  /** The network to live in: preferences that lead every host to it. */
  simulator: { firefoxPrefs: () => Record<string, unknown> };
  headless?: boolean;
}

/** Firefox with the extension in it. */
export interface FirefoxWithExtension {
  browser: Browser;
  /** Host of the extension's own pages, of this start alone. */
  uuid: string;
  /** A tab; pages of the simulator may be opened in it as usual. */
  newPage: () => Promise<Page>;
  /** The popup's page in a tab. Its `browser.*` stands in for the background, which has no handle. */
  openPopup: () => Promise<Page>;
  /** takes the extension away under the open pages */
  uninstall: () => Promise<void>;
  close: () => Promise<void>;
}

/** The build with every host granted from the start: a headless prompt cannot be answered. */
export function grantedBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-firefox-'));
  cpSync('.output/firefox-mv3', folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { host_permissions: string[] };
  manifest.host_permissions.push('https://*/*');
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}

/** Starts Firefox over WebDriver BiDi and installs the extension for this start. */
export async function launchFirefox(options: FirefoxOptions): Promise<FirefoxWithExtension> {
  const extension = resolve(options.extension ?? '.output/firefox-mv3');
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireFirefox(),
    headless: options.headless ?? true,
    timeout: LAUNCH_MS,
    protocolTimeout: LAUNCH_MS,
    // Covers pages and the extension's own requests.
    acceptInsecureCerts: true,
    // Without it, moz-extension:// pages cannot be navigated to.
    args: ['-remote-allow-system-access'],
    extraPrefsFirefox: {
      ...options.simulator.firefoxPrefs(),
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId(extension)]: uuid }),
      'intl.locale.requested': 'en-US',
    },
  });
  const installed = await browser.installExtension(extension);
  const newPage = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(LAUNCH_MS);
    return page;
  };
  return {
    browser,
    uuid,
    newPage,
    openPopup: async () => {
      const page = await newPage();
      await page.setViewport({ width: 400, height: 600 });
      await headingOf(page, `moz-extension://${uuid}/popup.html`);
      return page;
    },
    uninstall: () => browser.uninstallExtension(installed),
    close: () => browser.close(),
  };
}

/** So often it is asked before the page is opened once more: on a busy computer an opening got lost. */
const ASKED = 50;

/** Opens the page and waits for its heading. */
async function headingOf(page: Page, url: string): Promise<void> {
  let asked = 0;
  await untilAnswered('The page of the extension shows no heading', () => {
    // Never settles, because the load moves to the extension's process; the heading tells.
    if (asked % ASKED === 0) page.goto(url).catch(() => undefined);
    asked += 1;
    return page.$('h1');
  });
}

function geckoId(extension: string): string {
  const file = join(extension, 'manifest.json');
  if (!existsSync(file)) {
    throw new Error(`There is no built extension in ${extension}: run \`npm run build:firefox\`.`);
  }
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  return manifest.browser_specific_settings.gecko.id;
}
