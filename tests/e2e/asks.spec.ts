import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, plant, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, type RequestInLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

const HONEST = requestPayload();
/** The same public client id and site, and another name, address and more to ask for. */
const EVIL: RequestInLink = requestPayload({
  name: 'Mallory',
  reason: 'Quick, please',
  app: {
    ...HONEST.app,
    name: 'BoardSync Pro',
    scopes: [...HONEST.app.scopes, 'manage:jira-configuration'],
    redirect: { uri: 'https://evil.example/callback', hadQuery: false },
    falseHost: 'auth.evil.example',
  } as RequestInLink['app'],
});

const take = async (profile: Profile, ...payloads: object[]) => {
  const own = await ownPage(profile);
  for (const payload of payloads) {
    expect(await tell(own, 'importLink', { text: linkTo(payload) })).toMatchObject({ ok: true });
  }
  await own.close();
};
const disagreeing = (detail: Locator) =>
  detail.getByRole('region', { name: 'These asks do not agree' });

/** Tab, as often as it takes; a person looks where the focus is, too. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let stops = 0; stops < 60; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there.');
}

for (const [order, first, links] of [
  ['before', 'BoardSync Pro', [EVIL, HONEST]],
  ['after', 'BoardSync', [HONEST, EVIL]],
] as const) {
  test(`an outsider’s link ${order} the honest one: both are told, one is dropped by keyboard, and the honest one is authorised`, async ({
    as,
    sim,
  }) => {
    const bob = await as('Bob Admin');
    await take(bob, ...links);
    const popup = new PopupPage(await bob.openPopup());
    await expect(popup.items).toHaveCount(1);
    await expect(popup.items).toContainText('asks do not agree');
    const detail = await popup.review(first);
    const told = disagreeing(detail);
    const entry = (who: string) =>
      told.getByRole('list', { name: 'These asks do not agree' }).locator(':scope > li', {
        hasText: `${who}, `,
      });
    for (const text of [
      ...['BoardSync Pro', 'evil.example', 'https://evil.example/callback'],
      ...['manage:jira-configuration', 'auth.evil.example', 'not verified: this came by link'],
    ]) {
      await expect(entry('Mallory')).toContainText(text);
    }
    for (const text of ['boardsync.example', 'https://boardsync.example/oauth/callback']) {
      await expect(entry('Alice')).toContainText(text);
    }
    await expect(entry(order === 'before' ? 'Mallory' : 'Alice')).toContainText('Shown below');
    await expectAccessible(popup.page, 'asks that do not agree');

    // What is shown is Mallory's, and warned of.
    const warned = order === 'before' ? 'evil.example' : '';
    await popup.decide('Approve', 'approval', '', warned);
    const steps = detail.getByRole('group', { name: 'Make it take effect' });
    await expect(steps).toContainText('so no page is opened');
    await popup.other('Open Connected apps');
    await expect(popup.button('Authorize for acme.atlassian.net')).toHaveCount(0);

    const drop = popup.button('Drop this ask: BoardSync Pro, evil.example');
    await tabTo(drop);
    await popup.page.keyboard.press('Enter');
    await expect(popup.status.filter({ hasText: 'Dropped.' })).toBeFocused();
    await expect(told).toHaveCount(0);
    await expect(popup.detail('BoardSync')).toBeVisible();
    const opened = bob.context.waitForEvent('page');
    await (await popup.other('Authorize for acme.atlassian.net')).click();
    const page = await opened;
    const guard = page.getByRole('region', { name: 'Countersign' });
    await expect(guard.getByRole('status')).toContainText('matches the request');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  });
}

test('a dropped ask is kept, does not come back by its link, and can be put back by keyboard', async ({
  as,
}) => {
  const bob = await as();
  await take(bob, EVIL, HONEST);
  const popup = new PopupPage(await bob.openPopup());
  const detail = await popup.review('BoardSync Pro');
  await popup.button('Drop this ask: BoardSync Pro, evil.example').click();
  await expect(popup.detail('BoardSync')).toBeVisible();
  await take(bob, EVIL);
  await expect(disagreeing(detail)).toHaveCount(0);
  const people = popup.page.getByRole('region', { name: 'Who asked and why' });
  await expect(people).toContainText('Alice');
  await expect(people).not.toContainText('Mallory');
  const quarantined = popup.page.getByText('1 ask was dropped');
  await tabTo(quarantined);
  await popup.page.keyboard.press('Enter');
  await expect(popup.page.getByText('Mallory, ')).toBeVisible();
  await tabTo(popup.button('Put it back: BoardSync Pro, evil.example'));
  await popup.page.keyboard.press('Enter');
  await expect(popup.status.filter({ hasText: 'Ask put back' })).toBeFocused();
  // What is shown stays what it is: it comes behind the one that was left.
  await expect(disagreeing(popup.detail('BoardSync'))).toContainText('Mallory');
  const log = (await stored(popup.page))['audit'] as { move: string; app: string }[];
  expect(log.map(({ move, app }) => `${move} ${app}`)).toEqual([
    'raise BoardSync Pro',
    'join BoardSync',
    'drop BoardSync Pro',
    'put-back BoardSync Pro',
  ]);
  const [kept] = await storedRequests(popup.page);
  expect(JSON.stringify(kept)).toContain('https://evil.example/callback');
});

test('an outsider’s link to what this browser’s own page asked for spoils nothing', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch', 'Alice');
  const own = await ownPage(alice);
  const [mine] = await storedRequests(own);
  await plant(own, 'requests', [
    { ...mine, review: true, queuedAt: mine?.createdAt, queuedFor: -1 },
  ]);
  const { app } = mine ?? HONEST;
  await take(alice, { ...EVIL, app: { ...EVIL.app, clientId: app.clientId } });
  const [joined] = await storedRequests(own);
  expect(joined).toMatchObject({ app, message: mine?.message });
  expect(joined?.requesters).toHaveLength(2);

  const popup = new PopupPage(await alice.openPopup());
  const detail = await popup.review('BoardSync');
  await expect(disagreeing(detail)).toContainText('no link changes it');
  await expect(disagreeing(detail)).toContainText('BoardSync Pro');
  await expect(detail.getByRole('group', { name: 'Summary' })).toContainText('No warnings');
  await popup.decide('Approve', 'approval');
  await popup.button('Decide my own request').click();
  const opened = alice.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const page = await opened;
  expect(page.url()).not.toContain('evil.example');
  const guard = page
    .getByRole('region', { name: 'Countersign' })
    .filter({ hasText: 'Authorizing BoardSync for acme.atlassian.net' });
  // The page says the app and the site in its block.
  await expect(guard).toContainText('Compared: App, Site, Client ID, Permissions, and Returns to.');
  await expect(guard.getByRole('alert')).toHaveCount(0);
  // The person's own page shows their request, and no second form.
  await connect(alice.page);
  await expect(banner.reason).toHaveCount(0);
});

test('a request of before takes an outsider’s link in beside what it says', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  const file = readFileSync(new URL('fixtures/store-v2.json', import.meta.url), 'utf8');
  const { requests } = JSON.parse(file) as { requests: RequestInLink[] };
  await take(bob, requestPayload({ site: 'globex.atlassian.net' }));
  await plant(own, 'requests', requests);
  const [oldest] = requests;
  await take(bob, { ...EVIL, app: { ...EVIL.app, clientId: oldest?.app.clientId } });
  const popup = new PopupPage(await bob.openPopup());
  const detail = await popup.review('Oldest');
  for (const told of ['oldest.example', 'Alice, ', 'Carol, ', 'evil.example', 'Mallory, ']) {
    await expect(disagreeing(detail)).toContainText(told);
  }
  await expect(detail.getByRole('list', { name: 'Who asked and why' })).toContainText('So do I');
});
