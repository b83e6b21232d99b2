import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, plant, storedRequests, tell } from './support/extension.ts';
import { decisionPayload, linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';
import { diskOf } from './support/store-faults.ts';

// Each state is looked at three times over, by a checker that takes its time.
const BANNER = '.countersign-banner';
/** In an order in which each may follow the one before. */
const DECISIONS = { deny: 'Denied', block: 'Blocked', approve: 'Approved', dismiss: 'Closed' };

/** Two apps in the queue, one of them asked for by two people. */
async function fillQueue(profile: Profile): Promise<Page> {
  const own = await ownPage(profile);
  const { app } = requestPayload();
  const other = { ...app, name: 'Sketcher', clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' };
  for (const payload of [
    requestPayload({ at: Date.now() - 7_200_000 }),
    requestPayload({ name: 'Carol', reason: '' }),
    requestPayload({ app: other, reason: 'Pictures' }),
  ]) {
    expect(await tell(own, 'importLink', { text: linkTo(payload) })).toMatchObject({ ok: true });
  }
  return own;
}

test('the banner has no accessibility violations before and after asking', async ({
  alone: as,
}) => {
  const alice = await as('Alice Requester');
  const disk = await diskOf(await ownPage(alice), alice.extensionId);
  await alice.page.bringToFront();
  // Before the first write: the browser asks about its quota only now and then.
  await disk.fill();
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  const check = (state: string) => expectAccessible(alice.page, state, BANNER);
  await expect(banner.headline).toBeVisible();
  await check('blocked');
  await banner.fill('To plan the launch', 'Alice');
  await expect(banner.button('Copy message')).toBeEnabled();
  await check('form');
  await banner.send();
  await expect(banner.region.getByRole('alert')).toBeVisible();
  await check('problem');
  await disk.free();
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  await check('sent');
  await banner.copyLink();
  await check('copied');
  await alice.page.reload();
  await expect(banner.status).toContainText('waiting for a decision');
  await check('waiting');
  await banner.press('Hide');
  await expect(banner.button('Show Countersign')).toBeVisible();
  await check('hidden');
});

test('the banner has no accessibility violations with any answer', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch');
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  const ids = request?.requesters.map(({ id }) => id) ?? [];
  await alice.page.bringToFront();
  for (const [at, [kind, says]] of Object.entries(DECISIONS).entries()) {
    const answer = decisionPayload(ids, { kind, reason: 'Because', at: Date.now() - 9000 + at });
    await tell(own, 'importLink', { text: linkTo(answer) });
    await alice.page.reload();
    await expect(banner.status).toContainText(says);
    await expectAccessible(alice.page, kind, BANNER);
  }
});

test('the notice has no accessibility violations', async ({ as }) => {
  const bob = await as('Bob Admin');
  const says = bob.page.getByRole('region', { name: 'Countersign' }).getByRole('status');
  const link = linkTo(requestPayload());
  await openLink(bob.page, link);
  await expect(says).toContainText('is in your queue');
  await expectAccessible(bob.page, 'taken in', '.countersign-notice');
  await openLink(bob.page, link.slice(0, -9));
  await expect(says).toContainText('could not take this link in');
  await expectAccessible(bob.page, 'refused', '.countersign-notice');
});

/** By keyboard: the check before has moved the page about, and closed the tab in front of it. */
async function authorize(popup: PopupPage): Promise<void> {
  await popup.page.bringToFront();
  await (await popup.other('Authorize for acme.atlassian.net')).press('Enter');
}

test('the guard and the page after Accept have no accessibility violations', async ({
  as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  sim.set({ sites: 'several', consentUrl: 'opaque' });
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await expectAccessible(popup.page, 'steps');
  const opened = bob.context.waitForEvent('page');
  await authorize(popup);
  const page = await opened;
  const guard = page.getByRole('region', { name: 'Countersign' });
  const check = (state: string) => expectAccessible(page, state, '.countersign-guard');
  await expect(guard.getByRole('status')).toContainText('Choose acme.atlassian.net');
  await check('nothing differs');
  await connect(page);
  await expect(guard.getByRole('alert')).toContainText('Another connection');
  await check('another connection');
  await guard.getByRole('button', { name: 'I have checked the differences' }).click();
  await expect(guard).toContainText('Accept works now');
  await check('overruled');
  await page.close();
  const again = bob.context.waitForEvent('page');
  await authorize(popup);
  const second = await again;
  await second.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(second.getByRole('status')).toContainText('You did not accept');
  await expectAccessible(second, 'refused');
  await second.close();
  sim.set({ sites: 'one' });
  const last = bob.context.waitForEvent('page');
  await authorize(popup);
  const third = await last;
  await third.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(third.getByRole('status')).toContainText('You accepted BoardSync');
  await expectAccessible(third, 'accepted');
});

test('the popup has no accessibility violations on the way to a decision', async ({ as }) => {
  const bob = await as();
  const popup = new PopupPage(await bob.openPopup());
  const check = (state: string) => expectAccessible(popup.page, state);
  await expect(popup.status.filter({ hasText: 'Nothing to review' })).toBeVisible();
  await check('empty');
  const own = await fillQueue(bob);
  const [sound] = await storedRequests(own);
  await plant(own, 'requests', [{ ...sound, id: 'unreadable', status: 7 }]);
  await popup.page.bringToFront();
  await popup.page.reload();
  await expect(popup.items).toHaveCount(2);
  await check('list');
  await popup.page.getByRole('searchbox', { name: 'Search requests' }).fill('nothing like it');
  await expect(popup.status.filter({ hasText: 'No request matches' })).toBeVisible();
  await check('no match');
  await popup.button('Clear search and filters').click();
  await popup.menu('Keyboard shortcuts');
  await check('keys');
  await popup.page.keyboard.press('Escape');
  await popup.review('BoardSync');
  await check('detail');
  await popup.button('Deny').click();
  await popup.button('Confirm denial').click();
  await check('decision without its reason');
  await popup.decide('Approve', 'approval', 'Fine');
  await expect(popup.status.filter({ hasText: 'Approved' })).toBeFocused();
  await check('outcome');
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  await check('answer');
  await popup.button('Back').click();
  await popup.filter('Status', 'Decided');
  await expect(popup.items).toContainText('Approved');
  await check('decided');
});

test('import and My requests have no accessibility violations', async ({ as }) => {
  const alice = await as('Alice Requester');
  const popup = new PopupPage(await alice.openPopup());
  const check = (state: string) => expectAccessible(popup.page, state);
  await popup.importLink('no link');
  await expect(popup.status.filter({ hasText: 'Could not be read' })).toBeVisible();
  await check('import refused');
  await popup.importLink(linkTo(requestPayload()));
  await expect(popup.status.filter({ hasText: 'Imported' })).toBeVisible();
  await check('imported');
  await popup.tab('My requests').click();
  await check('no requests of one’s own');
  await alice.page.bringToFront();
  await connect(alice.page);
  await new BannerOnPage(alice.page).ask('To plan the launch');
  await popup.page.bringToFront();
  await expect(popup.items).toHaveCount(1);
  await check('my requests');
  await popup.button('Withdraw request').click();
  await check('asked before withdrawing');
  await popup.button('Yes, withdraw it').click();
  await expect(popup.items).toContainText('Withdrawn');
  await check('withdrawn');
});

test('the options have no accessibility violations', async ({ as }) => {
  const bob = await as();
  await fillQueue(bob);
  const page = await bob.context.newPage();
  await page.goto(`chrome-extension://${bob.extensionId}/options.html`);
  await expect(page.getByText('Requests kept in this browser: 2')).toBeVisible();
  await expectAccessible(page, 'options');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expectAccessible(page, 'question');
  await page.getByRole('button', { name: 'Yes, erase everything' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'erased' })).toBeFocused();
  await expectAccessible(page, 'erased');
});
