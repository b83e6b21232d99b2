// @ts-check
import { ensureBrowsers } from './browsers.mjs';
import { ensurePackages } from './packages.mjs';
import { ensurePrepared } from './prepare.mjs';
import { Stop } from './say.mjs';

/** Stops on a Node that is too old to run anything here. */
export function checkNode() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Stop(`Node 20 or newer is needed; this is ${process.versions.node}.`);
}

/**
 * Everything that the other scripts need: packages, browsers, generated types. Silent and quick
 * where nothing is missing.
 * @returns {Promise<import('./browsers.mjs').Browsers>}
 */
export async function ensureSetup() {
  await ensureForBuilding();
  return ensureBrowsers();
}

/** The part of the set-up that a build needs. */
export async function ensureForBuilding() {
  checkNode();
  await ensurePackages();
  await ensurePrepared();
}
