// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { Stop, say } from './say.mjs';

const stampFile = join(root, '.wxt', 'countersign-stamp');

/** Writes WXT's generated types (.wxt/), unless they were made from the same things. */
export async function ensurePrepared() {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  say('Generating types (wxt prepare) …');
  const { code, output } = await run('wxt', ['prepare']);
  if (code !== 0) throw new Stop(`${output}\nwxt prepare failed.`);
  writeFileSync(stampFile, wanted);
}

/** The types depend on these contents, and on which entrypoints and public files there are. */
function fingerprint() {
  const hash = createHash('sha256');
  const contents = ['wxt.config.ts', 'package-lock.json', 'public/_locales/en/messages.json'];
  for (const file of contents) {
    const path = join(root, file);
    hash.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : '');
  }
  for (const folder of ['entrypoints', 'public']) {
    const path = join(root, folder);
    const names = existsSync(path) ? readdirSync(path, { recursive: true }).map(String) : [];
    hash.update(`\0${folder}\0`).update(names.sort().join('\0'));
  }
  return hash.digest('hex');
}
