import { rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import { grantedBuild, launchFirefox } from './support/firefox.ts';
import { FirefoxPage, openedBy, takesLinkIn, untilAnswered } from './support/firefox-page.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { expect, test } from './support/profiles.ts';

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';

/** Waits until the bar shows, to the eye, that nothing stands behind it any more. */
const saysItIsGone = (page: Page) =>
  untilAnswered('The bar does not say it', () =>
    page.evaluate(() => {
      const root = document.querySelector('.countersign-guard')?.shadowRoot;
      const alert = root?.querySelector('[role=alert]');
      const said = root?.querySelector('[role=status]');
      const seen = (element: Element | null | undefined) =>
        element?.checkVisibility({ visibilityProperty: true }) === true;
      return seen(alert) && !seen(said) && alert?.textContent?.includes('Close this tab');
    }),
  );

test('in Firefox the bar says so when its extension is taken away under the page', async ({
  sim,
}) => {
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
  sim.reset();
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
    const consent = await openedBy(firefox.browser, () =>
      popup.click('button', 'Authorize for acme.atlassian.net'),
    );
    const guard = new FirefoxPage(consent, '.countersign-guard');
    await guard.reads('Everything shown matches the request');
    await firefox.uninstall();
    await saysItIsGone(consent);
    const accept = await new FirefoxPage(consent).find('button', 'Accept');
    await accept.click();
    await saysItIsGone(consent);
    expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
  } finally {
    await firefox.close();
    rmSync(extension, { recursive: true, force: true });
  }
});
