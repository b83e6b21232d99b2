// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowsers } from './browsers.mjs';
import { root, run } from './run.mjs';
import { Stop, say } from './say.mjs';

const modules = join(root, 'node_modules');

/**
 * Everything that the other scripts need: packages, generated types, browsers. Silent and quick
 * where nothing is missing.
 */
export async function ensureSetup() {
  await ensureForBuilding();
  return ensureBrowsers();
}

/** The part of the set-up that a build needs. */
export async function ensureForBuilding() {
  await ensurePackages();
  await ensureTypes();
}

/** WXT's generated types (.wxt/), if there are none: builds and tests renew them. */
export async function ensureTypes() {
  if (existsSync(join(root, '.wxt', 'tsconfig.json'))) return;
  const { code, output } = await run('wxt', ['prepare']);
  if (code !== 0) throw new Stop(`${output}\nwxt prepare failed.`);
}

/** Installs what package-lock.json says, unless exactly that is installed. */
export async function ensurePackages() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Stop(`Node 20 or newer is needed; this is ${process.versions.node}.`);
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(modules, '.countersign-setup');
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(lock)) {
    say('Installing packages (npm ci) …');
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, output } = await run('npm', args);
    if (code !== 0) throw new Stop(`${output}\nnpm ci failed; nothing runs without the packages.`);
  }
  writeFileSync(stamp, wanted);
}

/**
 * Whether somebody's own `npm install` has already put the locked versions in place. Optional
 * packages may be missing: most of them are for other systems.
 * @param {string} lock
 */
function isInstalled(lock) {
  const noted = join(modules, '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages ?? {};
  /** @type {[string, { version?: string, optional?: boolean }][]} */
  const locked = Object.entries(JSON.parse(lock).packages ?? {});
  return locked.every(([path, { version, optional = false }]) => {
    if (path === '') return true;
    return path in installed ? installed[path].version === version : optional;
  });
}
