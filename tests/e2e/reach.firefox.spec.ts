import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import { launchFirefox } from './support/firefox.ts';
import { FirefoxPage, takesLinkIn } from './support/firefox-page.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { expect, test } from './support/profiles.ts';
import { PLANTED, type Reach, reachFrom } from './support/reach.ts';

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';

test.beforeEach(() => {
  // Said aloud: a run without Firefox must not look like one that passed in it.
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
});

interface Messages {
  browser: { runtime: { sendMessage(message: object): Promise<unknown> } };
}

test('in Firefox: a content script reads nothing that is kept, and nothing that it plants decides', async ({
  sim,
}) => {
  sim.reset();
  const firefox = await launchFirefox({ simulator: sim });
  try {
    const popup = await firefox.openPopup();
    const tell = (name: string, data: object) =>
      popup.evaluate(
        (message) => (globalThis as unknown as Messages).browser.runtime.sendMessage(message),
        { name, data },
      );
    await tell('nameReviewer', { name: 'Bob' });
    const tab = await firefox.newPage();
    await takesLinkIn(tab, linkTo(requestPayload({ site: 'globex.atlassian.net' })));
    await tab.goto('https://boardsync.example/');
    await new FirefoxPage(tab).click('link', 'Connect to Jira');
    await new FirefoxPage(tab).find('button', 'Accept');
    const url = new URL(tab.url());
    const reached: Reach[] = await popup.evaluate(reachFrom, [`${url.origin}/*`, PLANTED] as const);
    expect(reached).toHaveLength(3);
    // Firefox 153 lets content scripts into these areas, so nothing of ours may be in them.
    for (const { read } of reached) expect(read ?? {}).toEqual({});
    expect(reached.find(({ area }) => area === 'local')?.wrote).toBe(true);

    await tell('importLink', { text: linkTo(requestPayload()) });
    expect(await tell('readSettings', {})).toMatchObject({ reviewer: 'Bob' });
    const again = new FirefoxPage(await firefox.openPopup());
    const list = await again.reads('globex.atlassian.net');
    expect(list).toContain('acme.atlassian.net');
  } finally {
    await firefox.close();
  }
});
