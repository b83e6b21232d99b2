import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import { SAMPLE_ID, sampleRequest } from '../requests/sample.ts';
import { carryFrom, carryKept } from '../storage/kept-item.ts';
import { replaceSample } from '../storage/sample.ts';
import type { Handlers } from './serve.ts';

/** The request with which somebody tries Countersign. */
export function sampleHandlers(): Pick<Handlers, 'addSample' | 'removeSamples'> {
  return {
    async addSample() {
      const people = [
        { name: say('sample_name', 'Ada'), reason: say('sample_reason') },
        { name: say('sample_name', 'Grace'), reason: '' },
      ];
      await replaceSample(sampleRequest({ app: say('sample_app'), people }, Date.now()));
      return { ok: true, id: SAMPLE_ID };
    },
    async removeSamples() {
      await replaceSample();
      return { ok: true };
    },
  };
}

/** Where IT installed it for everybody, nobody waits for a page that asks who they are. */
async function isOwnChoice(): Promise<boolean> {
  const { installType } = await browser.management.getSelf();
  return installType !== 'admin';
}

/** Shows the first-run page once, after a person has installed it. */
export function watchInstall(): void {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    // Tests of a build for tests start hundreds of browsers, each newly installed.
    if (reason !== 'install' || import.meta.env.MODE === 'e2e') return;
    if (!(await isOwnChoice().catch(() => true))) return;
    await browser.tabs
      .create({ url: browser.runtime.getURL('/welcome.html') })
      .catch(() => undefined);
  });
}

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
