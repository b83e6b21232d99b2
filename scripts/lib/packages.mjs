// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { Stop, say, seconds } from './say.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.countersign-setup');
/** What npm itself notes down of what it has put into node_modules. */
const installedFile = join(root, 'node_modules', '.package-lock.json');

/** Installs what package-lock.json says, unless exactly that is installed. */
export async function ensurePackages() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  if (isInstalled()) {
    writeFileSync(stampFile, wanted);
    return;
  }
  say('Installing packages (npm ci) …');
  const start = Date.now();
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    path: 'system',
  });
  if (code !== 0) throw new Stop(`${output}\nnpm ci failed; nothing can run without the packages.`);
  writeFileSync(stampFile, wanted);
  say(`Packages installed in ${seconds(Date.now() - start)}.`);
}

/**
 * Whether somebody's own `npm install` has already put the locked versions in place. Optional
 * packages may be missing: most of them are for other systems.
 */
function isInstalled() {
  if (!existsSync(installedFile)) return false;
  const locked = packagesIn(lockFile);
  const installed = packagesIn(installedFile);
  return Object.entries(locked).every(([path, { version, optional }]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === version : optional === true);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
