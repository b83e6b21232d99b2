import { browser } from 'wxt/browser';
import { carryFrom, carryKept } from '../storage/kept-item.ts';

/**
 * Nothing of ours is in the areas of storage that content scripts know. Where the browser can, they are
 * shut out of them; what is found in `storage.local` all the same is nobody's.
 */
export async function shutOutScripts(): Promise<void> {
  carryFrom((names) => browser.storage.local.get(names));
  for (const area of [browser.storage.local, browser.storage.sync, browser.storage.session]) {
    // Chromium alone has it.
    if ('setAccessLevel' in area) await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
  await carryKept();
  await browser.storage.local.clear();
}
