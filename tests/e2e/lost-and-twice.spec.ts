import { ulid } from 'ulid';
import type { MessageName } from '../../lib/messages.ts';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { BannerOnPage } from './support/banner.ts';
import { killWorker, ownPage, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, test } from './support/profiles.ts';
import { holdWorker, isHeld } from './support/store-faults.ts';

for (const when of ['before the write', 'after the write'] as const) {
  test(`a worker killed ${when} neither loses the request nor makes two of it`, async ({ as }) => {
    const alice = await as('Alice Requester');
    await connect(alice.page);
    const banner = new BannerOnPage(alice.page);
    await banner.fill('To plan the launch', 'Alice');
    await expect(banner.button('Copy message')).toBeEnabled();
    const worker = await alice.serviceWorker();
    await holdWorker(worker, when);
    await banner.send();
    await expect.poll(() => isHeld(worker)).toBe(true);
    await killWorker(alice.context);
    await expect(banner.region.getByRole('alert')).toContainText('Countersign did not answer');
    await expect(banner.reason).toHaveValue('To plan the launch');
    const own = await ownPage(alice);
    expect(await storedRequests(own)).toHaveLength(when === 'before the write' ? 0 : 1);
    await alice.page.bringToFront();
    await banner.send();
    await expect(banner.status).toContainText('Message copied.');
    const requests = await storedRequests(own);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.requesters).toMatchObject([{ reason: 'To plan the launch' }]);
    expect((await stored(own))['audit']).toHaveLength(1);
  });
}

test('a worker killed while it takes a link in leaves the link for the next look', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const worker = await bob.serviceWorker();
  await holdWorker(worker, 'before the write');
  const link = linkTo(requestPayload());
  await openLink(bob.page, link);
  await expect.poll(() => isHeld(worker)).toBe(true);
  await killWorker(bob.context);
  await expect(bob.page).toHaveURL(link);
  await bob.page.reload();
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText(
    'is in your queue',
  );
  await expect(bob.page).not.toHaveURL(/#countersign/);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
});

test('a double click sends one request', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.fill('To plan the launch');
  await expect(banner.button('Copy message')).toBeEnabled();
  await banner.button('Copy message').dblclick();
  await expect(banner.status).toContainText('Message copied.');
  const own = await ownPage(alice);
  const requests = await storedRequests(own);
  expect(requests).toHaveLength(1);
  expect(requests[0]?.requesters).toHaveLength(1);
});

test('two tabs that ask for the same at the same time make one request', async ({ as }) => {
  const alice = await as('Alice Requester');
  const second = await alice.context.newPage();
  const banners = [alice.page, second].map((page) => new BannerOnPage(page));
  for (const banner of banners) {
    await connect(banner.page);
    // Both are looking before either has written: a draft of the one would open the other's form.
    await expect(banner.button('Request approval')).toBeVisible();
  }
  for (const banner of banners) {
    await banner.page.bringToFront();
    await banner.fill('To plan the launch');
    await expect(banner.button('Copy message')).toBeEnabled();
  }
  await Promise.all(banners.map((banner) => banner.send()));
  for (const banner of banners) await expect(banner.status).toContainText('Message copied.');
  const own = await ownPage(alice);
  const requests = await storedRequests(own);
  expect(requests).toHaveLength(1);
  expect(requests[0]?.requesters).toHaveLength(1);
  expect((await stored(own))['audit']).toHaveLength(1);
});

test('the same link opened in two tabs at once is one request', async ({ as }) => {
  const bob = await as('Bob Admin');
  const second = await bob.context.newPage();
  const link = linkTo(requestPayload());
  await Promise.all([bob.page.goto(link), second.goto(link)]);
  const own = await ownPage(bob);
  await expect.poll(async () => (await storedRequests(own)).length).toBe(1);
  for (const page of [bob.page, second]) {
    await expect(page.getByRole('region', { name: 'Countersign' })).toContainText('in your queue');
  }
  const requests = await storedRequests(own);
  expect(requests[0]?.requesters).toHaveLength(1);
});

test('a decision whose answer was lost is made once, however often it is pressed', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.page.keyboard.press('Escape');
  await popup.review('BoardSync');
  await popup.button('Deny').click();
  await popup.page.getByRole('textbox', { name: 'Reason' }).fill('Use ours');
  await expect(popup.button('Confirm denial')).toBeEnabled();
  const worker = await bob.serviceWorker();
  await holdWorker(worker, 'after the write');
  await popup.button('Confirm denial').click();
  await expect.poll(() => isHeld(worker)).toBe(true);
  await killWorker(bob.context);
  await expect(popup.page.getByRole('alert')).toContainText('Countersign did not answer');
  await expect(popup.button('Confirm denial')).toBeEnabled();
  await popup.button('Confirm denial').click();
  await expect(popup.status.filter({ hasText: 'Denied.' })).toBeVisible();
  const moves = ((await stored(own))['audit'] as AuditEntry[]).map(({ move }) => move);
  expect(moves).toEqual(['raise', 'deny']);
  // Another press is another decision.
  await popup.button('Reopen').click();
  await expect(popup.status.filter({ hasText: 'Reopened' })).toBeFocused();
  await popup.button('Undo').click();
  await expect(popup.status.filter({ hasText: 'Undone' })).toBeFocused();
  await popup.button('Reopen').click();
  await popup.decide('Deny', 'denial', 'Use ours');
  await expect(popup.status.filter({ hasText: 'Denied.' })).toBeVisible();
  expect(((await stored(own))['audit'] as AuditEntry[]).map(({ move }) => move)).toEqual([
    ...moves,
    ...['reopen', 'undo', 'reopen', 'deny'],
  ]);
});

test('every message that moves a request changes nothing when it comes twice', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  await tell(own, 'importLink', { text: linkTo(requestPayload({ site: 'globex.atlassian.net' })) });
  const asked = { edition: 'cloud', site: 'acme.atlassian.net', cause: 'by-hand' } as const;
  const said = { message: '', name: 'Bob', reason: 'Pictures' };
  const app = { name: 'Sketcher', scopes: ['read:me'] };
  await tell(own, 'raiseRequest', { ...asked, ...said, app });
  const requests = await storedRequests(own);
  const mine = requests.find((one) => one.asked)?.id ?? '';
  const [id = '', other = ''] = requests.filter((one) => one.review).map((one) => one.id);
  const ids = [id, other];
  const twice = async (name: MessageName, data: object) => {
    const message = { ...data, press: ulid() };
    const first = await tell(own, name, message as never);
    expect(first, name).toMatchObject({ ok: true });
    const before = await stored(own);
    expect(await tell(own, name, message as never), name).toEqual(first);
    expect(await stored(own), name).toEqual(before);
    return ((before['audit'] ?? []) as AuditEntry[]).map(({ move }) => move);
  };
  await twice('assignRequest', { id, name: 'Bob' });
  await twice('unassignRequest', { id });
  await twice('decideRequest', { id, kind: 'deny', reason: 'No' });
  await twice('undoDecision', { ids: [id] });
  await twice('decideMany', { ids, kind: 'deny', reason: 'No' });
  await twice('reopenRequest', { id });
  await twice('undoDecision', { ids: [id] });
  const moves = await twice('withdrawRequest', { id: mine });
  expect(moves).toEqual([
    ...['raise', 'raise', 'raise', 'review', 'unreview', 'deny', 'undo', 'deny', 'deny'],
    ...['reopen', 'undo', 'withdraw'],
  ]);
});
