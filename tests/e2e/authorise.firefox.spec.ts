import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import { launchFirefox } from './support/firefox.ts';
import { FirefoxPage, openedBy, takesLinkIn } from './support/firefox-page.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { expect, test } from './support/profiles.ts';

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';
const AUTHORISE = 'Authorise for acme.atlassian.net';

/** The build with every host granted from the start: a headless prompt cannot be answered. */
function grantedBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-firefox-'));
  cpSync('.output/firefox-mv3', folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { host_permissions: string[] };
  manifest.host_permissions.push('https://*/*');
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}

test('in Firefox the guarded consent is compared, and its answer kept from the app', async ({
  sim,
}) => {
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
  sim.reset();
  sim.set({ saasChecksState: false, sites: 'several' });
  const extension = grantedBuild();
  const firefox = await launchFirefox({ simulator: sim, extension });
  try {
    await takesLinkIn(await firefox.newPage(), linkTo(requestPayload()));
    const popup = new FirefoxPage(await firefox.openPopup());
    await popup.click('button', 'Review BoardSync');
    await popup.click('button', 'Approve');
    await popup.click('button', 'Confirm approval');
    await popup.reads('Approved.');

    const consent = await openedBy(firefox.browser, () => popup.click('button', AUTHORISE));
    const guard = new FirefoxPage(consent, 'countersign-guard');
    await guard.reads('Choose acme.atlassian.net on this page.');
    const there = new FirefoxPage(consent);
    const choose = async (site: string) => {
      await there.click('combobox', 'Use app on');
      await there.click('option', site);
    };
    await choose('globex.atlassian.net');
    await guard.reads('The site chosen here is globex.atlassian.net');
    await there.click('button', 'Accept');
    await guard.reads('Stop: this page is not what was requested.');
    expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
    await choose('acme.atlassian.net');
    await guard.reads('Everything this page shows matches the request');
    await there.click('button', 'Accept');
    await popup.reads('as far as this browser saw; not yet confirmed');
    expect(sim.events().some(({ type }) => type === 'accepted')).toBe(true);
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  } finally {
    await firefox.close();
    rmSync(extension, { recursive: true, force: true });
  }
});
