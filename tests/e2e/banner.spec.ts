import { BannerOnPage, COPIED } from './support/banner.ts';
import { ownPage, storedRequests, tell } from './support/extension.ts';
import { connect, expect, test } from './support/profiles.ts';

const HEADLINE = "BoardSync needs a site admin's approval on acme.atlassian.net";

test('a blocked person asks, and finds the open request on coming back', async ({ as }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await expect(banner.headline).toHaveText(HEADLINE);
  await banner.fill('To plan the launch', 'alice@acme.example');
  await expect(banner.preview).toContainText('bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA');
  await expect(banner.preview).toContainText('https://boardsync.example/oauth/callback');
  await expect(banner.preview).toContainText('To plan the launch');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  await expect(banner.status).toBeFocused();
  await connect(page);
  await expect(banner.status).toContainText('waiting for a decision');
  await expect(banner.button('Request approval')).toHaveCount(0);
});

for (const blockWhen of ['load', 'pick', 'accept'] as const) {
  for (const consentUrl of ['clear', 'opaque'] as const) {
    test(`app, site and client are read with a ${consentUrl} address and a block on ${blockWhen}`, async ({
      as,
      sim,
    }) => {
      sim.set({ blockWhen, consentUrl, sites: blockWhen === 'pick' ? 'several' : 'one' });
      const { page } = await as('Alice Requester');
      await connect(page);
      if (blockWhen === 'pick') {
        await page.getByRole('combobox').click();
        await page.getByRole('option', { name: 'acme.atlassian.net' }).click();
      }
      if (blockWhen === 'accept') await page.getByRole('button', { name: 'Accept' }).click();
      const banner = new BannerOnPage(page);
      await expect(banner.headline).toHaveText(HEADLINE);
      await banner.press('Request approval');
      await expect(banner.preview).toContainText('bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA');
      await expect(banner.preview).toContainText('read:jira-work write:jira-work');
      await expect(banner.preview).toContainText('https://boardsync.example/');
    });
  }
}

test('the banner goes when another site is picked and comes back with the blocked one', async ({
  as,
  sim,
}) => {
  sim.set({ blockWhen: 'pick', sites: 'several' });
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  const pick = async (site: string) => {
    await page.getByRole('combobox').click();
    await page.getByRole('option', { name: site }).click();
  };
  await pick('acme.atlassian.net');
  await banner.fill('Half a rea');
  await pick('globex.atlassian.net');
  await expect(banner.region).toHaveCount(0);
  await pick('acme.atlassian.net');
  await expect(banner.reason).toHaveValue('Half a rea');
  await pick('initech.atlassian.net');
  await expect(banner.headline).toContainText('initech.atlassian.net');
  await expect(banner.reason).toHaveCount(0);
});

test('a form half filled in survives a reload', async ({ as }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.fill('Only half of the rea', 'Alice');
  await page.reload();
  await expect(banner.reason).toHaveValue('Only half of the rea');
  await expect(banner.name).toHaveValue('Alice');
  await expect(banner.button('Copy message')).toBeEnabled();
});

test('a killed worker loses neither the connection nor the draft', async ({ as, sim }) => {
  sim.set({ consentUrl: 'opaque' });
  const { page, context } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.fill('Written before the end');
  const session = await context.browser()?.newBrowserCDPSession();
  const { targetInfos } = (await session?.send('Target.getTargets')) ?? { targetInfos: [] };
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  await session?.send('Target.closeTarget', { targetId: worker?.targetId ?? '' });
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  await page.reload();
  await expect(banner.status).toContainText('waiting for a decision');
});

test('the banner survives a page that redraws itself, with focus and text', async ({ as, sim }) => {
  sim.set({ rerender: true });
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.press('Request approval');
  await banner.reason.pressSequentially('Typed while the page redraws', { delay: 40 });
  await expect(banner.reason).toHaveValue('Typed while the page redraws');
  await expect(banner.reason).toBeFocused();
  await expect(page.locator('.countersign-banner')).toHaveCount(1);
});

test('clicks and typing of a script in the page do nothing', async ({ as, sim }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await expect(banner.button('Request approval')).toBeVisible();
  const scripted = (name: string) =>
    page.locator('.countersign-banner').evaluate((host, label) => {
      const buttons = [...(host.shadowRoot?.querySelectorAll('button') ?? [])];
      buttons.find((button) => button.textContent === label)?.click();
    }, name);
  await scripted('Request approval');
  await expect(banner.reason).toHaveCount(0);
  await banner.press('Request approval');
  await page.locator('.countersign-banner').evaluate((host) => {
    const box = host.shadowRoot?.querySelector('textarea');
    if (!box) return;
    box.value = 'written by the page';
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(banner.preview).not.toContainText('written by the page');
  await expect(banner.button('Copy message')).toBeEnabled();
  await scripted('Copy message');
  await expect(banner.status).toHaveCount(0);
  expect(sim.events().some(({ type }) => type === 'blocked')).toBe(true);
});

test('it takes no focus by itself and covers neither Accept nor Cancel', async ({ as }) => {
  const { page } = await as('Alice Requester');
  for (const size of [
    { width: 1280, height: 800 },
    { width: 500, height: 600 },
    { width: 320, height: 480 },
  ]) {
    await page.setViewportSize(size);
    await connect(page);
    const banner = new BannerOnPage(page);
    await expect(banner.headline).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
    await banner.press('Request approval');
    for (const name of ['Accept', 'Cancel']) {
      // Playwright clicks the middle of a control and fails where something else would be hit.
      const there = page.getByRole('main').getByRole('button', { name, exact: true });
      await there.click({ trial: true });
    }
  }
});

test('withdrawn, the form is there again; hidden, one click brings it back', async ({ as }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.ask('For a while');
  await banner.withdraw();
  await expect(banner.status).toHaveText('Withdrawn');
  await expect(banner.status).toBeFocused();
  await expect(banner.button('Request approval')).toBeVisible();
  await banner.press('Hide');
  await expect(banner.headline).toHaveCount(0);
  await banner.press('Show Countersign');
  await expect(banner.headline).toHaveText(HEADLINE);
});

test('what was done elsewhere meanwhile is shown when the person comes back', async ({ as }) => {
  const alice = await as('Alice Requester');
  const { page } = alice;
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.ask('For a while');
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  expect(await tell(own, 'withdrawRequest', { id: request?.id ?? '' })).toMatchObject({ ok: true });
  // The runner has each page believe that it is in front: the focus goes into a frame and comes back.
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<input aria-label="elsewhere">';
    document.body.append(frame);
  });
  await page.frameLocator('iframe').getByLabel('elsewhere').click();
  await expect(banner.button('Request approval')).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  await expect(banner.button('Request approval')).toBeVisible();
});

test('a page that names neither site nor app says so, and asks for them', async ({ as, sim }) => {
  sim.set({ wording: 'no-host', consentUrl: 'opaque', sites: 'several', blockWhen: 'pick' });
  const { page } = await as('Alice Requester');
  sim.servePage(
    'api.atlassian.com',
    '/oauth2/authorize/server/consent',
    '<!doctype html><p>Your site admin must authorize this app before the app can access your account.</p>',
  );
  await page.goto('https://api.atlassian.com/oauth2/authorize/server/consent?context=abc');
  const banner = new BannerOnPage(page);
  await expect(banner.headline).toHaveText(
    "This app (not named here) needs a site admin's approval on a site not named here",
  );
  await banner.fill('No idea what it is');
  const site = banner.region.getByRole('textbox', { name: 'Which site?' });
  await site.fill('not a host!');
  await banner.send();
  await expect(banner.region.getByRole('alert')).toContainText('acme.atlassian.net');
  await expect(banner.reason).toHaveValue('No idea what it is');
  await site.fill('https://acme.atlassian.net/jira');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  await page.reload();
  await expect(banner.status).toContainText('waiting for a decision');
  await banner.withdraw();
  await banner.press('Request approval');
  await expect(banner.reason).toHaveValue('');
});

test('the words alone do nothing: not on a forum, not in the knowledge base', async ({ as }) => {
  const { page } = await as();
  for (const address of ['https://forum.example/', 'https://support.atlassian.com/']) {
    await page.goto(address);
    await expect(page.locator('body')).toContainText('must authorize this app');
    await expect(page.locator('.countersign-banner')).toHaveCount(0);
  }
});

test('the whole way to a copied message works from the keyboard', async ({ as }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await expect(banner.headline).toBeVisible();
  const press = (key: string) => page.keyboard.press(key);
  await press('Tab');
  await expect(banner.button('More')).toBeFocused();
  // A button takes a press once it was there to be seen for a moment.
  await expect(banner.button('More')).toBeEnabled();
  await press('Enter');
  const report = banner.region.getByRole('menuitem', { name: 'Report a problem' });
  await expect(report).toBeFocused();
  await press('Escape');
  await expect(banner.button('More')).toBeFocused();
  await expect(report).toHaveCount(0);
  await press('Tab');
  await expect(banner.button('Hide')).toBeFocused();
  await press('Tab');
  await expect(banner.button('Request approval')).toBeEnabled();
  await press('Enter');
  await expect(banner.reason).toBeFocused();
  await press('Escape');
  await expect(banner.button('Request approval')).toBeFocused();
  await expect(banner.button('Request approval')).toBeEnabled();
  await press('Enter');
  await page.keyboard.type('By keyboard');
  await press('Tab');
  await page.keyboard.type('Alice');
  await press('Tab');
  await press('Enter');
  await expect(banner.preview).toBeVisible();
  await expect(banner.button('Copy message')).toBeEnabled();
  await press('Tab');
  await expect(banner.button('Copy message')).toBeFocused();
  await expect(banner.button('Copy message')).toBeEnabled();
  await press('Space');
  await expect(banner.status).toHaveText(COPIED);
  await expect(banner.status).toBeFocused();
  // It is not to be reached while the press before is still under way.
  await expect(banner.button('Copy message')).toBeEnabled();
  await press('Tab');
  await expect(banner.button('Copy message')).toBeFocused();
});
