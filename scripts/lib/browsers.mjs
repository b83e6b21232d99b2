// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { findChromium, findFirefox } from './find-browsers.mjs';
import { run } from './run.mjs';
import { Stop, say } from './say.mjs';

/**
 * Finds Chromium and Firefox, and installs what is missing if that needs no question.
 * Throws a Stop without Chromium; Firefox is optional.
 * @returns {Promise<{ firefox: string | undefined, whyNoFirefox: string }>}
 */
export async function ensureBrowsers() {
  const system = describeSystem();
  if (!(await chromiumHere())) await installChromium(system);
  if (!findFirefox() && system.canApt) await apt(['firefox-esr']);
  const snap = system.isUbuntu ? " (Ubuntu's own is a snap, which cannot be driven)" : '';
  const none = `no Firefox was found; install it, or set FIREFOX_PATH${snap}`;
  const firefox = findFirefox();
  return { firefox, whyNoFirefox: firefox ? '' : none };
}

/** Playwright is asked as late as this, because it is not there before `npm ci`. */
async function chromiumHere() {
  const playwright = await import('@playwright/test');
  return findChromium(playwright.chromium.executablePath());
}

/** @param {ReturnType<typeof describeSystem>} system */
async function installChromium({ hasApt, isRoot, canApt }) {
  if (hasApt && !isRoot) {
    throw new Stop(
      'No Chromium was found. Run one of these, then try again:\n' +
        '  sudo npx playwright install --with-deps chromium\n' +
        '  sudo apt-get install --no-install-recommends chromium firefox-esr   (Debian)\n' +
        'or set CHROMIUM_PATH to a Chromium or a Chrome for Testing.',
    );
  }
  if (canApt) await apt(findFirefox() ? ['chromium'] : ['chromium', 'firefox-esr']);
  if (await chromiumHere()) return;
  say('Installing Chromium (playwright install) …');
  const withDeps = hasApt ? ['--with-deps'] : [];
  const { output } = await run('playwright', ['install', ...withDeps, 'chromium']);
  if (await chromiumHere()) return;
  throw new Stop(
    `${output}\nNo Chromium was found or could be installed; set CHROMIUM_PATH to one.`,
  );
}

/**
 * Failing is left to the caller, who looks again for what it wanted.
 * @param {string[]} names
 */
async function apt(names) {
  say(`Installing ${names.join(' and ')} (apt-get install) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['-y', '--no-install-recommends', 'install', ...names], { env });
}

function describeSystem() {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const isRoot = process.getuid?.() === 0;
  const hasApt = /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(text);
  const isUbuntu = /^ID="?ubuntu\b/m.test(text);
  // Ubuntu's packages of these names only lead to snaps.
  return { isRoot, hasApt, isUbuntu, canApt: hasApt && isRoot && !isUbuntu };
}
