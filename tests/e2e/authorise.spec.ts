import type { Page } from '@playwright/test';
import { authoriseAnew } from './support/authorise.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

test.use({ sites: 'apart' });

const ACCEPT = { name: 'Accept', exact: true } as const;

const guardOn = (page: Page) => page.getByRole('region', { name: 'Countersign' });

/** Bob approves what the link asks for and presses "Authorize for …"; answers with the new tab. */
async function authorize(bob: Profile, link: string): Promise<{ popup: PopupPage; page: Page }> {
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(link);
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  return { popup, page: await opened };
}

for (const installAt of ['accept', 'token'] as const) {
  test(`a reviewer authorises the app; the app hears nothing (install at ${installAt})`, async ({
    as,
    sim,
  }) => {
    sim.set({ installAt });
    const alice = await as('Alice Requester');
    await connect(alice.page);
    const banner = new BannerOnPage(alice.page);
    await banner.ask('To plan');
    const bob = await as('Bob Admin');
    const { popup, page } = await authorize(bob, await banner.copyLink());
    await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
    await page.getByRole('button', ACCEPT).click();
    await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
    expect(page.url()).toMatch(/^chrome-extension:\/\/[a-z]+\/consent-result\.html$/);
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
    await expect(popup.page.getByText(/^Authorized .+ not yet confirmed/)).toBeVisible();

    await connect(alice.page);
    if (installAt === 'accept') {
      await expect(banner.status).toContainText('Works now');
      // The way back is no way round: the code stays held.
      await page.goBack().catch(() => undefined);
      expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
      return;
    }
    // Accept alone was not enough: the page says so beforehand, and leads to what is.
    await expect(alice.page.getByRole('alert')).toBeVisible();
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
    await expect(page.getByText('Pressing Accept was not enough')).toBeVisible();
    const opened = bob.context.waitForEvent('page');
    await page.getByRole('button', { name: "Open the app's connect page" }).click();
    const app = await opened;
    await app.getByRole('link', { name: 'Connect to Jira' }).click();
    await app.getByRole('button', ACCEPT).click();
    await expect(app.getByRole('status')).toContainText('as Bob Admin');
    await connect(alice.page);
    await expect(banner.status).toContainText('Works now');
    await page.getByRole('button', { name: 'Back to the request' }).click();
    await expect(page.getByRole('region', { name: 'Request for BoardSync' })).toBeVisible();
  });
}

test('an app that takes any state gets neither code nor account of the admin', async ({
  as,
  sim,
}) => {
  sim.set({ saasChecksState: false });
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan');
  const bob = await as('Bob Admin');
  const page = await authoriseAnew(bob, await ownPage(bob), await banner.copyLink());
  await page.getByRole('button', ACCEPT).click();
  await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  expect(sim.events().filter(({ type }) => type === 'connected')).toEqual([]);
  await alice.page.goto('https://boardsync.example/');
  await expect(alice.page.getByText('Bob Admin')).toHaveCount(0);
});

test('cancelled, nothing is authorised and the app hears nothing', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const page = await authoriseAnew(bob, await ownPage(bob), linkTo(requestPayload()));
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('You did not accept');
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
});

test('a page that is not what was requested is red, and Accept is held', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const { app, ...rest } = requestPayload();
  const link = linkTo({ ...rest, app: { ...app, name: 'BoardSync' } });
  sim.set({ sites: 'several' });
  const page = await authoriseAnew(bob, await ownPage(bob), link);
  const guard = guardOn(page);
  await expect(guard.getByRole('status')).toContainText('Choose acme.atlassian.net');
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: 'globex.atlassian.net' }).click();
  await expect(guard.getByRole('alert')).toContainText('Site: globex.atlassian.net here');
  await page.getByRole('button', ACCEPT).click();
  await expect(guard.getByRole('alert')).toBeVisible();
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
  await guard
    .getByRole('button', { name: 'I have checked the differences: let me accept' })
    .click();
  await page.getByRole('button', ACCEPT).click();
  await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
});

test('where the address hides it, the bar says what was read on the page and what was not', async ({
  as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  const clear = await authorize(bob, linkTo(requestPayload()));
  const guard = guardOn(clear.page);
  await expect(guard).toContainText('Compared: App, Site, Client ID, Permissions, and Returns to.');
  await expect(guard).not.toContainText('Not shown');
  await clear.page.close();
  sim.set({ consentUrl: 'opaque' });
  const opened = bob.context.waitForEvent('page');
  await (await clear.popup.other('Authorize for acme.atlassian.net')).click();
  const opaque = guardOn(await opened);
  await expect(opaque).toContainText('Compared: App and Site.');
  await expect(opaque).toContainText(
    'Not shown, so not compared: Client ID, Permissions, and Returns to.',
  );
});

test('another connection started in the guarded tab is red, and said to be held by nobody', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  const bob = await as('Bob Admin');
  const page = await authoriseAnew(bob, await ownPage(bob), linkTo(requestPayload()));
  const guard = guardOn(page);
  await expect(guard.getByRole('status')).toContainText('matches the request');
  await expect(guard).toContainText('keeps the answer from reaching the app');
  // The very same app and site: only the connection is another one.
  await connect(page);
  await expect(guard.getByRole('alert')).toContainText(
    'Another connection was started in this tab',
  );
  await expect(guard).toContainText('does not hold this answer: if you accept, the app gets it');
  await expect(guard).not.toContainText('keeps the answer from reaching the app');
  await page.getByRole('button', ACCEPT).click();
  await expect(guard.getByRole('alert')).toBeVisible();
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
});

test('another app behind the same words is told apart by its name', async ({ as }) => {
  const bob = await as('Bob Admin');
  const payload = requestPayload();
  // The request calls itself BoardSync but asks for the client of another app.
  const link = linkTo({
    ...payload,
    app: {
      ...payload.app,
      clientId: 'xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i',
      name: 'BoardSync',
      redirect: {
        uri: 'https://lookalike.example/oauth/callback',
        host: 'lookalike.example',
        hadQuery: false,
      },
      scopes: ['read:jira-work', 'read:jira-user'],
    },
  });
  const page = await authoriseAnew(bob, await ownPage(bob), link);
  const guard = guardOn(page);
  await expect(guard.getByRole('status').or(guard.getByRole('alert'))).toBeVisible();
  await page.getByRole('button', ACCEPT).click();
  await expect(page).not.toHaveURL(/^https:\/\/lookalike\.example/);
});

for (const [why, change] of [
  ['a return address that had a query', { hadQuery: true }],
  [
    'a program on the person’s computer',
    { uri: 'http://127.0.0.1:3118/cb', host: '127.0.0.1:3118' },
  ],
] as const) {
  test(`no consent page is opened for ${why}`, async ({ as }) => {
    const bob = await as('Bob Admin');
    const payload = requestPayload();
    const redirect = { uri: '', host: '', hadQuery: false, ...payload.app.redirect, ...change };
    const popup = new PopupPage(await bob.openPopup());
    await popup.importLink(linkTo({ ...payload, app: { ...payload.app, redirect } }));
    await popup.review('BoardSync');
    await popup.decide('Approve', 'approval');
    await popup.other('Open Connected apps');
    await expect(popup.button('Authorize for acme.atlassian.net')).toHaveCount(0);
    await popup.page.getByText('Good to know').click();
    await expect(popup.page.getByText('A consent page cannot be opened from here')).toBeVisible();
  });
}
