// @ts-check
import { existsSync, readFileSync, statSync } from 'node:fs';

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

const FIREFOX = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/**
 * A Chromium that loads unpacked extensions: the one named by CHROMIUM_PATH, Playwright's own, or
 * the system's. Branded Chrome is left out: it refuses --load-extension.
 * @param {string | undefined} playwrightsOwn `chromium.executablePath()` of @playwright/test
 * @returns {string | undefined}
 */
export function findChromium(playwrightsOwn) {
  const candidates = playwrightsOwn === undefined ? CHROMIUM : [playwrightsOwn, ...CHROMIUM];
  return named('CHROMIUM_PATH') ?? candidates.find(isUsable);
}

/**
 * A Firefox: the one named by FIREFOX_PATH, or the system's.
 * @returns {string | undefined}
 */
export function findFirefox() {
  return named('FIREFOX_PATH') ?? FIREFOX.find(isUsable);
}

/**
 * A path that somebody chose; a wrong one is an error, or they would test another browser.
 * @param {string} variable
 */
function named(variable) {
  const path = process.env[variable];
  if (path && !existsSync(path)) throw new Error(`${variable} is ${path}, where nothing is.`);
  return path || undefined;
}

/**
 * Ubuntu's /usr/bin/chromium-browser and /usr/bin/firefox are small scripts that start a snap, or
 * say how to get it; a snap sees neither /tmp nor hidden folders, so it loads no extension.
 * @param {string} path
 */
function isUsable(path) {
  if (!existsSync(path)) return false;
  return statSync(path).size > 65_536 || !readFileSync(path, 'utf8').includes('/snap/');
}
