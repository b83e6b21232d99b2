import type { Page } from '@playwright/test';
import type { Simulator } from '../simulator/simulator.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, storedRequests } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

test.use({ sites: 'apart' });

/**
 * What a tab asked for counts for the page to which it really led. A page can begin a connection for
 * the honest client that leads nowhere, and then show the consent page of another one.
 */

const HONEST = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
const ACCEPT = { name: 'Accept', exact: true } as const;
const guardOn = (page: Page) => page.getByRole('region', { name: 'Countersign' });

/** The honest client's authorization request, with the attacker's own return address. */
const honest = (state: string) =>
  `https://auth.atlassian.com/authorize?${new URLSearchParams({
    audience: 'api.atlassian.com',
    client_id: HONEST,
    scope: 'read:jira-work write:jira-work',
    redirect_uri: 'https://lookalike.example/oauth/callback',
    state,
    response_type: 'code',
  })}`;

/** Carol leaves a connection of her own app under way; answers with the address of its consent. */
async function opaqueOf(carol: Profile): Promise<string> {
  await connect(carol.page, 'lookalike.example');
  await expect(carol.page.getByRole('heading', { name: /^BoardSync is requesting/ })).toBeVisible();
  return carol.page.url();
}

/** From now on Atlassian answers the start of a connection with nothing, so that it leads nowhere. */
function answerNothing(sim: Simulator): void {
  sim.servePage('auth.atlassian.com', '/authorize', () => ({ status: 204 }));
}

/** A page of the attacker's: begins the honest connection, and then leads to this address. */
function poseAttack(sim: Simulator, path: string, target: string): void {
  sim.servePage('lookalike.example', path, () => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>BoardSync</title><h1>BoardSync</h1>
<button id="begin">Connect</button><button id="go">Go on</button>
<script>
begin.onclick = () => location.assign(${JSON.stringify(honest('a-state-that-leads-nowhere'))});
go.onclick = () => location.assign(${JSON.stringify(target)});
</script>`,
  }));
}

/** Presses both, one after the other: the second only once the first was answered. */
async function attack(page: Page): Promise<void> {
  const nothing = page.waitForResponse(/^https:\/\/auth\.atlassian\.com\/authorize/);
  await page.getByRole('button', { name: 'Connect' }).click();
  expect((await nothing).status()).toBe(204);
  await page.getByRole('button', { name: 'Go on' }).click();
}

test('a start that led nowhere says nothing of another consent page: the guard is not green', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque', saasChecksState: false });
  const carol = await as('Carol Requester');
  const target = await opaqueOf(carol);
  answerNothing(sim);
  poseAttack(sim, '/', target);
  const bob = await as('Bob Admin');
  const { app, ...rest } = requestPayload();
  const redirect = { uri: 'https://lookalike.example/oauth/callback', hadQuery: false };
  const payload = { ...rest, startPage: 'https://lookalike.example/', app: { ...app, redirect } };
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(payload));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await popup.button("Open the app's connect page").click();
  const page = await opened;
  await attack(page);
  const guard = guardOn(page);
  await expect(guard.getByRole('alert')).toContainText('The client is not shown by this page');
  await expect(guard).not.toContainText('compared: app name, site, client id');
  await page.getByRole('button', ACCEPT).click();
  await expect(guard.getByRole('alert')).toBeVisible();
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
  expect(sim.saas.get('lookalike.example')?.received).toEqual([]);
});

test('nor does it name the client in a request from that page', async ({ as, sim }) => {
  sim.set({ consentUrl: 'opaque' });
  const carol = await as('Carol Requester');
  const target = await opaqueOf(carol);
  answerNothing(sim);
  poseAttack(sim, '/attack', target);
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  await alice.page.bringToFront();
  await alice.page.goto('https://lookalike.example/attack');
  await attack(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch');
  const [request] = await storedRequests(own);
  expect(request?.app.name).toBe('BoardSync');
  expect(request?.app.clientId).toBeUndefined();
  expect(request?.app.redirect).toBeUndefined();
  expect(request?.app.scopes).toEqual([]);
});

test('the chain that really led there counts: through a sign-in, and loaded again', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  const alice = await as();
  const own = await ownPage(alice);
  await alice.page.bringToFront();
  await connect(alice.page);
  await alice.page.getByRole('button', { name: 'Sign in as Alice Requester' }).click();
  const banner = new BannerOnPage(alice.page);
  await expect(banner.headline).toBeVisible();
  await alice.page.reload();
  await banner.ask('To plan the launch');
  const [request] = await storedRequests(own);
  expect(request?.app.clientId).toBe(HONEST);
});

test('a sign-in that goes on without the start page still leads to the same consent', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  // What is known of the real sign-in is little: here it leads straight on to the consent page.
  const carol = await as('Carol Requester');
  const target = await opaqueOf(carol);
  const page = (body: string) => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body,
  });
  sim.servePage('auth.atlassian.com', '/authorize', () => ({
    status: 302,
    headers: { location: 'https://id.atlassian.com/posed' },
  }));
  sim.servePage('id.atlassian.com', '/posed', () =>
    page('<a href="https://id.atlassian.com/posed/second">Go on</a>'),
  );
  sim.servePage('id.atlassian.com', '/posed/second', () => page(`<a href="${target}">Go on</a>`));
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  await alice.page.bringToFront();
  await connect(alice.page, 'lookalike.example');
  await expect(alice.page).toHaveURL('https://id.atlassian.com/posed');
  await alice.page.getByRole('link', { name: 'Go on' }).click();
  await expect(alice.page).toHaveURL('https://id.atlassian.com/posed/second');
  await alice.page.getByRole('link', { name: 'Go on' }).click();
  await new BannerOnPage(alice.page).ask('To plan the launch');
  const [request] = await storedRequests(own);
  expect(request?.app.clientId).toBe('xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i');
});

test('a consent page reached without our own connection is not called held', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  const carol = await as('Carol Requester');
  const target = await opaqueOf(carol);
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const page = await opened;
  const guard = guardOn(page);
  await expect(guard.getByRole('status')).toContainText('matches the request');
  // No start is seen in this tab: the address alone leads to somebody else's connection.
  await page.goto(target);
  await expect(guard.getByRole('alert')).toBeVisible();
  await expect(guard).not.toContainText('keeps the answer from reaching the app');
});
