import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { keptAs, ownPage, stored } from './support/extension.ts';
import { connect, expect, test } from './support/profiles.ts';

const QUESTION = 'Looks blocked: is it?';

test('another language: the person is asked; a no holds for the wording, not for others', async ({
  as,
  sim,
}) => {
  sim.set({ language: 'de', blockLanguage: 'same' });
  const alice = await as('Alice Requester');
  const banner = new BannerOnPage(alice.page);
  await connect(alice.page);
  await expect(banner.headline).toHaveText(QUESTION);
  await expectAccessible(alice.page, 'question', '.countersign-banner');
  await banner.press('No, it works');
  await expect(banner.region).toHaveCount(0);
  const own = await ownPage(alice);
  expect(await keptAs(own, 'notBlocked')).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect((await stored(own))['requests']).toEqual([]);
  // The same wording again, and then another one: where that is asked about, the first had its time.
  await connect(alice.page);
  await expect(alice.page.getByRole('alert')).toBeVisible();
  sim.set({ wording: 'app-blocked' });
  const other = await alice.context.newPage();
  await connect(other);
  await expect(new BannerOnPage(other).headline).toHaveText(QUESTION);
  await expect(banner.region).toHaveCount(0);
});

test('Accept without any effect: the person is asked, though nothing on the page changed', async ({
  as,
  sim,
}) => {
  const { page } = await as();
  const banner = new BannerOnPage(page);
  const consent = new URL(
    'https://api.atlassian.com/oauth2/authorize/server/consent?scope=read%3Ame',
  );
  // In Turkish, in no alert, as a plain paragraph.
  sim.servePage(
    consent.hostname,
    consent.pathname,
    `<!doctype html><h1>BoardSync Atlassian hesabınıza erişmek istiyor</h1>
<p>Uygulamanın hesabınıza erişebilmesi için site YÖNETİCİNİZİN bu uygulamaya acme.atlassian.net sitesinde izin vermesi gerekir.</p>
<button type="submit">Kabul et</button>`,
  );
  await page.goto(consent.href);
  await page.getByRole('button', { name: 'Kabul et' }).click();
  await expect(banner.headline).toHaveText(QUESTION);
});

test('a report of the page: from the banner and from Options, and nothing private in it', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.choose('Report a problem');
  const box = banner.region.getByRole('textbox', { name: /^Report/ });
  await expect(box).toBeFocused();
  await expectAccessible(alice.page, 'report', '.countersign-banner');
  await banner.press('Copy report');
  await expect(banner.region.getByText('Copied.')).toBeVisible();
  const copied = await alice.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Countersign field report 1\n\{/);
  const options = await alice.context.newPage();
  await options.goto(`chrome-extension://${alice.extensionId}/options.html`);
  await options.getByRole('button', { name: 'Make a report' }).click();
  const other = await options.getByRole('textbox', { name: /^Report/ }).inputValue();
  const state = new URL(alice.page.url()).searchParams.get('state') ?? 'no state';
  for (const report of [copied, other]) {
    expect(report).toContain('Your site admin must authorize this app for the site');
    expect(report).toContain('admin-must-authorize');
    for (const secret of [state, 'BoardSync', 'boardsync', 'acme', 'Alice']) {
      expect(report).not.toContain(secret);
    }
  }
  await alice.page.close();
  await options.getByRole('button', { name: 'Make a report' }).click();
  await expect(options.getByText('No sign-in page is open')).toBeVisible();
});
