import { findFirefox } from '../../scripts/lib/find-browsers.mjs';
import type { Simulator } from '../simulator/simulator.ts';
import { type FirefoxWithExtension, launchFirefox } from './support/firefox.ts';
import { FirefoxPage, openedBy, untilAnswered } from './support/firefox-page.ts';
import { test as base, expect, type Person } from './support/profiles.ts';

const NO_FIREFOX = 'No Firefox was found: run `npm run setup`, or set FIREFOX_PATH.';
const HEADLINE = "BoardSync needs a site admin's approval on acme.atlassian.net";

/** Firefox with the extension, somebody signed in, and everything closed at the end. */
const test = base.extend<{ firefoxAs: (person: Person) => Promise<FirefoxWithExtension> }>({
  firefoxAs: async ({ sim }, use) => {
    sim.reset();
    const opened: FirefoxWithExtension[] = [];
    await use(async (person) => {
      const firefox = await launchFirefox({ simulator: sim });
      opened.push(firefox);
      const page = await firefox.newPage();
      await page.goto('https://id.atlassian.com/login');
      const login = new FirefoxPage(page);
      await login.click('button', `Sign in as ${person}`);
      await login.reads(`Signed in as ${person}`);
      await page.close();
      return firefox;
    });
    await Promise.all(opened.map((firefox) => firefox.close()));
  },
});

test.beforeEach(() => {
  // Said aloud: a run without Firefox must not look like one that passed in it.
  if (!findFirefox()) process.stdout.write(`${NO_FIREFOX}\n`);
  test.skip(!findFirefox(), NO_FIREFOX);
});

/** From the app to the block, and to a sent request; gives the share link. */
async function askInFirefox(firefox: FirefoxWithExtension, sim: Simulator): Promise<string> {
  const page = await firefox.newPage();
  await page.goto('https://boardsync.example/');
  await new FirefoxPage(page).click('link', 'Connect to Jira');
  const banner = new FirefoxPage(page, '.countersign-banner');
  await banner.reads(HEADLINE);
  await banner.click('button', 'Request approval');
  await banner.write('Why do you need this app?', 'To plan the launch');
  await banner.write('Your name or email (optional)', 'alice@acme.example');
  await banner.reads('bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA');
  await banner.reads('https://boardsync.example/oauth/callback');
  await banner.click('button', 'Copy message');
  await banner.reads('Message copied. Paste it to your admin.');
  await banner.find('button', 'Withdraw request');
  const secrets = sim.secrets().map(({ value }) => value);

  const popup = new FirefoxPage(await firefox.openPopup());
  await popup.click('tab', 'My requests');
  const mine = await popup.reads('Waiting for a decision');
  expect(mine).toContain('BoardSync');
  expect(mine).toContain('To plan the launch');
  const link = await popup.page.evaluate(async () => {
    const { browser } = globalThis as unknown as {
      browser: { runtime: { sendMessage(message: object): Promise<{ link: string }> } };
    };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('countersign');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const requests = await new Promise<{ id: string }[]>((resolve) => {
      const all = db.transaction('requests').objectStore('requests').getAll();
      all.onsuccess = () => resolve(all.result);
    });
    db.close();
    const data = { id: requests[0]?.id };
    return (await browser.runtime.sendMessage({ name: 'shareRequest', data })).link;
  });
  expect(link).toMatch(/^https:\/\/admin\.atlassian\.com\/#countersign=1\./);
  expect(secrets.filter((secret) => mine.includes(secret) || link.includes(secret))).toEqual([]);
  return link;
}

for (const consentUrl of ['clear', 'opaque'] as const) {
  test(`in Firefox: asked on a blocked page with a ${consentUrl} address, reviewed and approved`, async ({
    firefoxAs,
    sim,
  }) => {
    const alices = await firefoxAs('Alice Requester');
    sim.set({ consentUrl });
    const link = await askInFirefox(alices, sim);
    await alices.close();

    const bobs = await firefoxAs('Bob Admin');
    const admin = await bobs.newPage();
    await admin.goto(link);
    await new FirefoxPage(admin, '.countersign-notice').reads(
      'BoardSync for acme.atlassian.net is in your queue',
    );
    await untilAnswered('The link is still in the address', () =>
      admin.evaluate(() => location.hash === ''),
    );

    const popup = new FirefoxPage(await bobs.openPopup());
    await popup.find('list', 'Requests');
    await popup.click('button', 'Review BoardSync');
    const detail = await popup.reads('Who asked and why');
    expect(detail).toContain('alice@acme.example');
    expect(detail).toContain('To plan the launch');
    expect(detail).toContain('write:jira-work');
    expect(detail).toContain('not verified');
    await popup.click('button', 'Approve');
    await popup.write('Reason (goes to the requesters)', 'Fine for the launch');
    await popup.click('button', 'Confirm approval');
    await popup.reads('Approved. The block stays until you make it take effect');
    await popup.find('button', "Open the app's connect page");
    expect(await popup.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
      'status',
    );

    // The app's own way is compared with the request, and the app connects.
    const app = await openedBy(bobs.browser, () =>
      popup.click('button', "Open the app's connect page"),
    );
    const there = new FirefoxPage(app);
    await there.click('link', 'Connect to Jira');
    const guard = new FirefoxPage(app, '.countersign-guard');
    const bar = await guard.reads('Everything shown matches the request');
    expect(bar).toContain('BoardSync gets the answer');
    await there.click('button', 'Accept');
    await there.reads('Connected to acme.atlassian.net as Bob Admin');
    await popup.reads('as far as this browser saw; not yet confirmed');
  });
}
