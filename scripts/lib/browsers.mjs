// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { findChromium, findFirefox } from './find-browsers.mjs';
import { run } from './run.mjs';
import { Stop, say, seconds } from './say.mjs';

/** @typedef {{ chromium: string, firefox: string | undefined, whyNoFirefox: string }} Browsers */

const APT = ['-y', '--no-install-recommends', 'install'];

/**
 * Finds Chromium and Firefox, and installs what is missing where that needs no question.
 * Throws a Stop without Chromium; Firefox is optional.
 * @returns {Promise<Browsers>}
 */
export async function ensureBrowsers() {
  const chromium = (await chromiumHere()) ?? (await installChromium());
  const firefox = findFirefox();
  if (firefox) return { chromium, firefox, whyNoFirefox: '' };
  const { found, why } = await installFirefox();
  return { chromium, firefox: found, whyNoFirefox: why };
}

/** Playwright is asked as late as this, because it is not there before `npm ci`. */
async function chromiumHere() {
  const playwright = await import('@playwright/test');
  return findChromium(playwright.chromium.executablePath());
}

/** @returns {Promise<string>} */
async function installChromium() {
  const system = describeSystem();
  if (system.hasApt && !system.isRoot) {
    throw new Stop(
      'No Chromium was found. Run one of these, then try again:\n' +
        '  sudo npx playwright install --with-deps chromium\n' +
        '  sudo apt-get install --no-install-recommends chromium firefox-esr   (Debian)\n' +
        'or set CHROMIUM_PATH to a Chromium or a Chrome for Testing.',
    );
  }
  // Ubuntu's packages of these names only lead to snaps.
  if (system.hasApt && !system.isUbuntu) {
    const missing = findFirefox() ? ['chromium'] : ['chromium', 'firefox-esr'];
    await apt(missing);
  }
  const fromApt = await chromiumHere();
  if (fromApt) return fromApt;
  const withDeps = system.hasApt ? ['--with-deps'] : [];
  const output = await attempt('Chromium (playwright install)', 'playwright', [
    'install',
    ...withDeps,
    'chromium',
  ]);
  const found = await chromiumHere();
  if (found) return found;
  throw new Stop(
    `${output}\nNo Chromium was found or could be installed; set CHROMIUM_PATH to one.`,
  );
}

/** @returns {Promise<{ found: string | undefined, why: string }>} */
async function installFirefox() {
  const system = describeSystem();
  const none = 'no Firefox was found; install it, or set FIREFOX_PATH';
  if (system.isUbuntu) {
    return { found: undefined, why: `${none} (Ubuntu's own is a snap, which cannot be driven)` };
  }
  if (!system.hasApt || !system.isRoot) return { found: undefined, why: none };
  await apt(['firefox-esr']);
  const found = findFirefox();
  return { found, why: found ? '' : 'no Firefox was found and apt-get could not install it' };
}

let isListFresh = false;

/**
 * Failing is left to the caller, who looks again for what it wanted.
 * @param {string[]} names
 */
async function apt(names) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!isListFresh) await run('apt-get', ['update'], { env });
  isListFresh = true;
  await attempt(`${names.join(' and ')} (apt-get install)`, 'apt-get', [...APT, ...names], env);
}

/**
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<string>} what it printed
 */
async function attempt(what, command, args, env = {}) {
  say(`Installing ${what} …`);
  const start = Date.now();
  const { code, output } = await run(command, args, { env });
  const outcome = code === 0 ? 'Installed' : 'Could not install';
  say(`${outcome} ${what} in ${seconds(Date.now() - start)}.`);
  return output;
}

function describeSystem() {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return {
    isRoot: process.getuid?.() === 0,
    hasApt: /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(text),
    isUbuntu: /^ID="?ubuntu\b/m.test(text),
  };
}
