import type { Page } from '@playwright/test';
import { ACCEPT, AUTHORIZE, authoriseAnew, authorize, guardOn } from './support/authorise.ts';
import { ownPage, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';
import { contentScriptOn } from './support/worlds.ts';

test.use({ sites: 'apart' });

/**
 * The answer to a consent of ours, against an app that ignores `state`: on every way on which its
 * code once reached the app.
 */

for (const saasWorker of ['fetch', 'shell', 'reader'] as const) {
  test(`an app with a service worker (${saasWorker}) hears nothing, even where no lock is checked`, async ({
    as,
    sim,
  }) => {
    sim.set({ saasChecksState: false, saasWorker, pkce: 'ignored' });
    const bob = await as('Bob Admin');
    await bob.page.goto('https://boardsync.example/');
    await expect(bob.page.getByText('Works offline')).toBeVisible();
    const issued = () => sim.events().filter(({ type }) => type === 'code-issued').length;
    for (const acceptNavigation of ['redirect', 'client'] as const) {
      await test.step(acceptNavigation, async () => {
        sim.set({ acceptNavigation });
        const before = issued();
        const { popup, page } = await authorize(bob);
        await page.getByRole('button', ACCEPT).click();
        await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
        await expect(popup.page.getByText(/^Authorized .+ not yet confirmed/)).toBeVisible();
        expect(issued()).toBe(before + 1);
        expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
        await tell(popup.page, 'eraseAll', {});
        await Promise.all([page.close(), popup.page.close()]);
      });
    }
  });
}

test('whoever gets the code all the same cannot use it', async ({ as, sim }) => {
  sim.set({ saasChecksState: false });
  const bob = await as('Bob Admin');
  const page = await authoriseAnew(bob, await ownPage(bob));
  await page.getByRole('button', ACCEPT).click();
  await expect(
    page.getByText('The answer is locked, and Countersign keeps the answer from reaching the app.'),
  ).toBeVisible();
  // The bar says that before Accept as well: the code comes a moment later.
  await expect.poll(() => sim.world.codes.size).toBe(1);
  const [code = ''] = sim.world.codes.keys();
  // Another browser brings it to the app, whose server tries to redeem it.
  const carol = await as('Carol Requester');
  await carol.page.goto(`https://boardsync.example/oauth/callback?code=${code}`);
  await expect(carol.page.getByRole('alert')).toContainText('code_verifier does not match');
  expect(sim.events().some(({ type }) => type === 'token-exchanged')).toBe(false);
});

test('where Atlassian takes no lock, that is said and remembered, and the app’s own page offered', async ({
  as,
  sim,
}) => {
  sim.set({ pkce: 'refused' });
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other(AUTHORIZE)).click();
  const page = await opened;
  await expect(page.getByRole('status')).toContainText('did not take the consent page');
  await expect(page.getByRole('button', { name: "Open the app's connect page" })).toBeVisible();
  await page.close();
  await (await popup.other(AUTHORIZE)).click();
  await expect(popup.page.getByText('No consent page can be opened.')).toBeVisible();
  expect(sim.events().filter(({ type }) => type === 'authorize-seen')).toHaveLength(1);
});

test('no consent page is opened for a return host that ends in a dot', async ({ as }) => {
  const bob = await as('Bob Admin');
  const { app, ...rest } = requestPayload();
  const popup = new PopupPage(await bob.openPopup());
  for (const host of ['boardsync.example.', 'boardsync.example..']) {
    await test.step(host, async () => {
      const redirect = { uri: `https://${host}/oauth/callback`, hadQuery: false };
      await popup.importLink(linkTo({ ...rest, app: { ...app, redirect } }));
      await popup.review('BoardSync');
      await popup.decide('Approve', 'approval');
      await popup.other('Open Connected apps');
      await expect(popup.button(AUTHORIZE)).toHaveCount(0);
      await popup.page.getByText('Good to know').click();
      await expect(
        popup.page.getByText('Not all of its parts are known, or fit for it.'),
      ).toBeVisible();
      await tell(popup.page, 'eraseAll', {});
      await popup.page.reload();
    });
  }
});

test('a tenant below the return host is not opened as the app’s front page', async ({
  as,
  sim,
}) => {
  sim.servePage('mallory.boardsync.example', '/', '<h1>Mallory</h1>');
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(
    linkTo(requestPayload({ startPage: 'https://mallory.boardsync.example/' })),
  );
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await popup.button("Open the app's connect page").click();
  await expect(await opened).toHaveURL('https://boardsync.example/');
});

test('what our script stopped at its source is noted, and of no other tab', async ({ as }) => {
  const bob = await as('Bob Admin');
  const { popup, page } = await authorize(bob);
  const name = 'guardCancelled';
  const script = async (document: Page) =>
    contentScriptOn({ context: bob.context, document }, bob.extensionId);
  await bob.page.goto('https://auth.atlassian.com/consent');
  expect(await (await script(bob.page))?.send({ name, data: { outcome: 'accepted' } })).toEqual({
    ok: false,
    problem: 'unknown-request',
  });
  const ours = await script(page);
  expect(await ours?.send({ name: 'guardLook', data: {} })).toMatchObject({
    ok: true,
    held: true,
    pkce: true,
    digest: expect.stringMatching(/^[\w-]{43}$/),
    until: expect.any(Number),
  });
  // The page is gone before it could hear the answer.
  await ours?.send({ name, data: { outcome: 'accepted' } }).catch(() => undefined);
  await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
  await expect(popup.page.getByText(/^Authorized .+ not yet confirmed/)).toBeVisible();
});

test('of what is secret only digests are kept', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  const page = await authoriseAnew(bob, own);
  await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
  const [pending] = sim.world.pending;
  const kept = JSON.stringify(await stored(own));
  expect(pending?.codeChallenge).toMatch(/^[\w-]{43}$/);
  for (const secret of [pending?.state, pending?.codeChallenge, pending?.context]) {
    expect(kept).not.toContain(secret);
  }
  const [record] = (await stored(own))['consents'] as { requestId: string }[];
  expect(record?.requestId).toBe((await storedRequests(own))[0]?.id);
});
