import { rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import type { Simulator } from '../simulator/simulator.ts';
import { grantedBuild, launchFirefox } from './support/firefox.ts';
import { FirefoxPage, openedBy, takesLinkIn } from './support/firefox-page.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { expect, test } from './support/profiles.ts';

interface BrowserGlobal {
  browser: {
    declarativeNetRequest: {
      getSessionRules(): Promise<{ id: number }[]>;
      updateSessionRules(change: { removeRuleIds: number[] }): Promise<void>;
    };
  };
}

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';
const AUTHORIZE = 'Authorize for acme.atlassian.net';

interface Opened {
  popup: FirefoxPage;
  consent: Page;
}

/** Bob approves what came by link and opens the consent page, in a Firefox of his own. */
async function guarded(sim: Simulator, walk: (opened: Opened) => Promise<void>): Promise<void> {
  const extension = grantedBuild();
  const firefox = await launchFirefox({ simulator: sim, extension });
  try {
    await takesLinkIn(await firefox.newPage(), linkTo(requestPayload()));
    const popup = new FirefoxPage(await firefox.openPopup());
    await popup.click('button', 'Review BoardSync');
    await popup.click('button', 'Approve');
    await popup.click('button', 'Confirm approval');
    await popup.reads('Approved.');
    // The bar at the foot may lie over what is pressed: opened, and brought to the middle.
    await popup.find('summary', 'Other ways (3)');
    await popup.page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
      document.querySelector('.disclosure')?.scrollIntoView({ block: 'center' });
    });
    const consent = await openedBy(firefox.browser, () => popup.click('button', AUTHORIZE));
    await walk({ popup, consent });
  } finally {
    await firefox.close();
    rmSync(extension, { recursive: true, force: true });
  }
}

test.beforeEach(({ sim }) => {
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
  sim.reset();
});

test('in Firefox the guarded consent is compared, and its answer kept from the app', async ({
  sim,
}) => {
  sim.set({ saasChecksState: false, sites: 'several' });
  await guarded(sim, async ({ popup, consent }) => {
    const guard = new FirefoxPage(consent, '.countersign-guard');
    await guard.reads('Choose acme.atlassian.net on this page.');
    const there = new FirefoxPage(consent);
    const choose = async (site: string) => {
      await there.click('combobox', 'Use app on');
      await there.click('option', site);
    };
    await choose('globex.atlassian.net');
    await guard.reads('Site: globex.atlassian.net here');
    await there.click('button', 'Accept');
    await guard.reads('Stop: this page is not what was requested.');
    expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
    await choose('acme.atlassian.net');
    await guard.reads('Everything shown matches the request');
    await there.click('button', 'Accept');
    await popup.reads('as far as this browser saw; not yet confirmed');
    expect(sim.events().some(({ type }) => type === 'accepted')).toBe(true);
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  });
});

test('in Firefox the answer is stopped where it is sent, whatever happens to the rule on its way', async ({
  sim,
}) => {
  sim.set({ saasChecksState: false, pkce: 'ignored' });
  await guarded(sim, async ({ popup, consent }) => {
    await new FirefoxPage(consent, '.countersign-guard').reads('matches the request');
    const left = await popup.page.evaluate(async () => {
      const { declarativeNetRequest: rules } = (globalThis as unknown as BrowserGlobal).browser;
      const ours = (await rules.getSessionRules()).map(({ id }) => id);
      await rules.updateSessionRules({ removeRuleIds: ours });
      return ours.length;
    });
    expect(left).toBe(1);
    await new FirefoxPage(consent).click('button', 'Accept');
    await popup.reads('as far as this browser saw; not yet confirmed');
    expect(sim.events().some(({ type }) => type === 'code-issued')).toBe(true);
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  });
});
