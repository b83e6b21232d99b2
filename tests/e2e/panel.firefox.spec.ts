import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import { launchFirefox } from './support/firefox.ts';
import { FirefoxPage, takesLinkIn, untilAnswered } from './support/firefox-page.ts';
import { ADMIN, linkTo, requestPayload } from './support/links.ts';
import { expect, test } from './support/profiles.ts';

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';

test('in Firefox the panel comes and goes with an address that changes without a load', async ({
  sim,
}) => {
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
  sim.reset();
  sim.set({ adminNavigation: 'client' });
  const firefox = await launchFirefox({ simulator: sim });
  try {
    const page = await firefox.newPage();
    await takesLinkIn(page, linkTo(requestPayload()));
    await page.goto(ADMIN);
    const panel = new FirefoxPage(page, '.countersign-queue');
    await new FirefoxPage(page).click('link', 'Connected apps');
    await panel.reads('Countersign: 1 request waits, perhaps for this site');
    await panel.click('button', 'Move to the left');
    await panel.find('button', 'Move to the right');
    await new FirefoxPage(page).click('link', 'All sites');
    await untilAnswered('The panel is still there', () =>
      page.evaluate(() => !document.querySelector('.countersign-queue')),
    );
    expect(new URL(page.url()).href).toBe(ADMIN);
  } finally {
    await firefox.close();
  }
});
