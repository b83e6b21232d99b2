import type { Page } from '@playwright/test';
import { tell } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

test.use({ sites: 'apart' });

/**
 * The attack of RFC 9700 (4.7, 4.5) on a reviewer: a requester files his own connection under way,
 * or an app of his own, and waits for the admin's Accept. The app is as careless as can be: it finds
 * its user by the state alone.
 */

const ACCEPT = { name: 'Accept', exact: true } as const;
const AUTHORIZE = 'Authorize for acme.atlassian.net';
const CONNECT = "Open the app's connect page";
const LOOKALIKE = 'xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i';

const guardOn = (page: Page) => page.getByRole('region', { name: 'Countersign' });

/** Carol starts a connection and leaves it under way; answers with its addresses. */
async function underWay(carol: Profile): Promise<{ authorize: string; state: string }> {
  const started = carol.page.waitForRequest(/^https:\/\/auth\.atlassian\.com\/authorize/);
  await connect(carol.page);
  const authorize = (await started).url();
  await expect(carol.page.getByRole('alert')).toBeVisible();
  return { authorize, state: new URL(authorize).searchParams.get('state') ?? '' };
}

async function approve(bob: Profile, link: string, typedHost = ''): Promise<PopupPage> {
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(link);
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval', '', typedHost);
  await expect(popup.status.filter({ hasText: 'Approved' })).toBeFocused();
  return popup;
}

/** Presses a button of the popup that opens a page, and answers with that page. */
async function opened(bob: Profile, popup: PopupPage, name: string): Promise<Page> {
  const page = bob.context.waitForEvent('page');
  await (await popup.other(name)).click();
  return page;
}

test('a connection that its requester has under way is opened on no route', async ({ as, sim }) => {
  sim.set({ saasChecksState: false });
  const carol = await as('Carol Requester');
  const { authorize, state } = await underWay(carol);
  const bob = await as('Bob Admin');
  const notice = guardOn(bob.page);

  // Where an address should stand, his own does not get in.
  const { app } = requestPayload();
  const uri = `https://boardsync.example/oauth/callback?state=${state}`;
  for (const refused of [
    { startPage: authorize },
    { app: { ...app, redirect: { uri, hadQuery: false } } },
    { app: { ...app, resource: authorize } },
  ]) {
    await openLink(bob.page, linkTo(requestPayload(refused)));
    await expect(notice.getByRole('status')).toContainText('could not take this link in');
  }

  // Where words stand, it is words: the notice leads to the request, and nowhere else.
  const words = `Please open https://auth.atlassian.com/authorize?state=${state}`;
  const link = linkTo(
    requestPayload({
      startPage: 'https://auth.atlassian.com/authorize',
      message: words,
      reason: words,
    }),
  );
  await openLink(bob.page, link);
  await expect(notice.getByRole('status')).toContainText('is in your queue');
  await expect(notice.getByRole('link')).toHaveCount(0);
  const queue = bob.context.waitForEvent('page');
  await notice.getByRole('button', { name: 'Review BoardSync' }).click();
  const popup = new PopupPage(await queue);
  await expect(popup.detail('BoardSync')).toContainText(state);
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved' })).toBeFocused();
  await expect(popup.detail('BoardSync').getByRole('link')).toHaveCount(0);
  const front = await opened(bob, popup, CONNECT);
  await expect(front).toHaveURL('https://boardsync.example/');
  await front.close();
  await (await opened(bob, popup, 'Open Connected apps')).close();

  const consent = await opened(bob, popup, AUTHORIZE);
  await expect(guardOn(consent).getByRole('status')).toContainText('matches the request');
  await consent.getByRole('button', ACCEPT).click();
  await expect(consent.getByRole('status')).toContainText('You accepted BoardSync');
  await consent.goBack().catch(() => undefined);
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  expect(await popup.page.evaluate(() => navigator.clipboard.readText())).not.toContain(state);

  // What reached Atlassian: her own start, and one of ours with another state.
  const states = sim.world.pending.map((pending) => pending.state);
  expect(states).toHaveLength(2);
  expect(states.filter((one) => one === state)).toHaveLength(1);
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  await carol.page.goto('https://boardsync.example/');
  await expect(carol.page.getByText('Bob Admin')).toHaveCount(0);
});

test('a page of the requester’s choice on the app’s own host is not opened', async ({
  as,
  sim,
}) => {
  sim.set({ saasChecksState: false });
  const carol = await as('Carol Requester');
  const { authorize } = await underWay(carol);
  // Many apps show what their users write; this one lets them send visitors on.
  sim.servePage(
    'boardsync.example',
    '/boards/carols-board',
    `<!doctype html><meta http-equiv="refresh" content="0;url=${authorize.replaceAll('&', '&amp;')}">`,
  );
  const bob = await as('Bob Admin');
  const page = 'https://boardsync.example/boards/carols-board';
  const popup = await approve(bob, linkTo(requestPayload({ startPage: page })));
  await expect(popup.detail('BoardSync')).toContainText(`started on ${page}; that proves nothing`);
  const front = await opened(bob, popup, CONNECT);
  await expect(front).toHaveURL('https://boardsync.example/');
  await expect(front.getByRole('link', { name: 'Connect to Jira' })).toBeVisible();
  expect(sim.events().filter(({ account }) => account === 'Bob Admin')).not.toContainEqual(
    expect.objectContaining({ type: 'consent-shown' }),
  );
});

test('a hostile app with a return address of its own gets neither code nor account', async ({
  as,
  sim,
}) => {
  sim.set({ saasChecksState: false });
  const bob = await as('Bob Admin');
  const { app, ...rest } = requestPayload();
  // An honest app was approved before: now its name comes with another client.
  await (await approve(bob, linkTo(requestPayload()))).page.close();
  const redirect = { uri: 'https://lookalike.example/oauth/callback', hadQuery: false };
  const fake = linkTo({ ...rest, app: { ...app, clientId: LOOKALIKE, redirect } });
  const popup = await approve(bob, fake, 'lookalike.example');

  // With such a warning, said once more, the return address is typed before anything opens.
  await (await popup.other(AUTHORIZE)).click();
  await expect(popup.page.getByRole('list', { name: 'Warnings once more' })).toContainText(
    'You approved "BoardSync" with another client ID',
  );
  const box = popup.page.getByRole('textbox', { name: /^To go on, type where the app returns to/ });
  await expect(box).toBeFocused();
  const open = popup.button('Open the consent page for acme.atlassian.net');
  await box.fill('boardsync.example');
  await open.click();
  await expect(popup.page.getByRole('alert')).toContainText('That is not lookalike.example');
  await box.fill('lookalike.example');
  const page = bob.context.waitForEvent('page');
  await box.press('Enter');
  const consent = await page;
  await consent.getByRole('button', ACCEPT).click();
  await expect(consent.getByRole('status')).toContainText('You accepted BoardSync');
  await consent.goBack().catch(() => undefined);
  expect(sim.saas.get('lookalike.example')?.received).toEqual([]);
  expect(sim.events().some(({ type }) => type === 'token-exchanged')).toBe(false);
});

/** As after an installation, but for the pages that are open. */
async function startAnew(popup: PopupPage): Promise<void> {
  expect(await tell(popup.page, 'eraseAll', {})).toMatchObject({ ok: true });
  await popup.page.close();
}

test('the app’s own way is compared too, and another client held', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  // The honest app's client id, and the address of another one that calls itself the same.
  const { app, ...rest } = requestPayload();
  const redirect = { uri: 'https://lookalike.example/oauth/callback', hadQuery: false };
  for (const consentUrl of ['clear', 'opaque'] as const) {
    await test.step(`${consentUrl} address`, async () => {
      sim.set({ consentUrl });
      const popup = await approve(
        bob,
        linkTo({ ...rest, startPage: 'https://lookalike.example/', app: { ...app, redirect } }),
      );
      const page = await opened(bob, popup, CONNECT);
      await page.getByRole('link', { name: 'Connect to Jira' }).click();
      const guard = guardOn(page);
      await expect(guard.getByRole('alert')).toContainText(`Client ID: ${LOOKALIKE} here`);
      await page.getByRole('button', ACCEPT).click();
      await expect(guard.getByRole('alert')).toBeVisible();
      expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
      expect(sim.saas.get('lookalike.example')?.received).toEqual([]);
      await page.close();
      await startAnew(popup);
    });
  }
});

test('where the app opens the consent page apart from its own, it is compared there', async ({
  as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  for (const [how, link] of [
    ['a tab of its own', '<a href="/connect" target="_blank">Connect in a new tab</a>'],
    [
      'a window of its own',
      '<button onclick="open(&quot;/connect&quot;, &quot;oauth&quot;, &quot;popup,width=600,height=700&quot;)">Connect in a window</button>',
    ],
  ] as const) {
    await test.step(how, async () => {
      const page = {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: `<!doctype html><h1>BoardSync</h1>${link}`,
      };
      sim.servePage('boardsync.example', '/', () => page);
      const popup = await approve(bob, linkTo(requestPayload()));
      const app = await opened(bob, popup, CONNECT);
      const consent = bob.context.waitForEvent('page');
      await app.getByText(/^Connect in a/).click();
      const guard = guardOn(await consent);
      // This request knew of two permissions; the app asks for more.
      await expect(guard.getByRole('alert')).toContainText('Permissions only here: read:jira-user');
      await (await consent).close();
      await app.close();
      await startAnew(popup);
    });
  }
});
