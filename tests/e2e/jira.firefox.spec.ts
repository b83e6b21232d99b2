import type { Page } from 'puppeteer-core';
import { createJiraChannel } from '../../lib/channels/jira/channel.ts';
import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import { fetchFrom } from '../simulator/jira/fetch.ts';
import { grantedBuild, launchFirefox } from './support/firefox.ts';
import { FirefoxPage } from './support/firefox-page.ts';
import { expect, test } from './support/profiles.ts';

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';
const SITE = 'acme.atlassian.net';
const TARGET = { site: SITE, project: 'ITAPPS', issueType: '10001' };
const QUEUE = { site: SITE, label: 'IT queue', to: `jira://${SITE}/ITAPPS/10001` };

test.beforeEach(() => {
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
});

/** Sends a message from a page of the extension. */
function tell<T>(page: Page, name: string, data: object): Promise<T> {
  return page.evaluate(
    (message) => {
      const { browser } = globalThis as unknown as {
        browser: { runtime: { sendMessage(message: object): Promise<T> } };
      };
      return browser.runtime.sendMessage(message);
    },
    { name, data },
  );
}

test('a request from Firefox is filed in Jira, and the answer comes back', async ({
  world: sim,
}) => {
  const firefox = await launchFirefox({ simulator: sim, extension: grantedBuild() });
  try {
    const page = await firefox.newPage();
    await page.goto('https://id.atlassian.com/login');
    const login = new FirefoxPage(page);
    await login.click('button', 'Sign in as Alice Requester');
    await login.reads('Signed in as Alice Requester');
    // The session of the site itself, which is another cookie.
    await firefox.browser.setCookie({ ...sim.signIn('Alice Requester', SITE), domain: SITE });
    const popup = await firefox.openPopup();
    expect(await tell(popup, 'addDestination', QUEUE)).toMatchObject({ ok: true });

    await page.goto('https://boardsync.example/');
    await new FirefoxPage(page).click('link', 'Connect to Jira');
    const banner = new FirefoxPage(page, '.countersign-banner');
    await banner.click('button', 'Request approval');
    await banner.write('Why do you need this app?', 'To plan the launch');
    await banner.click('button', 'Send request');
    const jira = sim.jira(SITE);
    await expect.poll(() => jira.world.issues.size).toBe(1);
    const [issue] = [...jira.world.issues.values()];
    if (!issue) throw new Error('Nothing was filed.');
    expect(issue.creator?.name).toBe('Alice Requester');

    // A colleague decides, with another browser.
    const bob = createJiraChannel({
      ...{ transport: fetchFrom(jira, { accountId: '712020:bob' }), now: Date.now },
      say: (key) => key,
    });
    const seen = await bob.list(TARGET, {});
    const item = seen.ok ? seen.items[0] : undefined;
    if (!item?.asks[0]) throw new Error(JSON.stringify(seen));
    const { id, app, edition, site } = item.asks[0].payload;
    const payload = {
      ...{ type: 'decision' as const, ids: [id], edition, site, app: { name: app.name } },
      ...{ kind: 'deny' as const, reason: 'Use the one we have.', at: Date.now() },
    };
    expect(await bob.resolve(TARGET, item.ref, { payload, note: 'Denied.' })).toMatchObject({
      outcome: 'done',
    });
    expect(await tell(popup, 'lookNow', {})).toMatchObject({ ok: true });
    const own = new FirefoxPage(await firefox.openPopup());
    await own.click('tab', 'My requests');
    const text = await own.reads('Use the one we have.');
    expect(text).not.toContain('not verified');
  } finally {
    await firefox.close();
  }
});
