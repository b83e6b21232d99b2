import { readFileSync } from 'node:fs';
import { ulid } from 'ulid';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, plant, stored, storedRequests, type Tables, tell } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';
import { diskOf, makeVersion1 } from './support/store-faults.ts';

const FULL = 'The store failed, or there is no space left.';

async function openOptions(profile: Profile) {
  const page = await profile.context.newPage();
  await page.goto(`chrome-extension://${profile.extensionId}/options.html`);
  return page;
}

async function fixture(version: 1 | 2): Promise<Tables> {
  return JSON.parse(
    readFileSync(new URL(`fixtures/store-v${version}.json`, import.meta.url), 'utf8'),
  );
}

test('records that cannot be read are put aside, counted and exported, and the sound ones shown', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  const [sound] = await storedRequests(own);
  const spoilt = (change: object) => ({ ...sound, id: ulid(), ...change });
  const garbage = [
    spoilt({ status: 7 }),
    spoilt({ requesters: 'Alice' }),
    spoilt({ app: null }),
    spoilt({ message: 'x'.repeat(2_000_000) }),
    { id: ulid(), queuedAt: 5, queuedFor: 0, createdAt: '<b>' },
    // Not even the fields that put it into a list.
    { id: ulid(), nothing: 'else' },
  ];
  await plant(own, 'requests', garbage);

  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('BoardSync');
  await expect(popup.page.getByText('5 could not be read')).toBeVisible();
  const options = await openOptions(bob);
  await expect(options.getByText('Requests kept in this browser: 1')).toBeVisible();
  await expect(options.getByText('Unreadable, kept aside, in the export: 6')).toBeVisible();
  const quarantined = (await stored(own))['quarantine'] as { value: object }[];
  expect(quarantined.map(({ value }) => value)).toEqual(expect.arrayContaining(garbage));
  expect(await storedRequests(own)).toEqual([sound]);

  const download = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export everything' }).click();
  await expect(options.getByText(/^In your downloads: countersign-/)).toBeVisible();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Tables;
  expect(file['requests']).toEqual([sound]);
  expect(file['quarantine']).toEqual(quarantined);
});

test('on a full disk the request is not lost: said so, kept in the form, sent when there is room', async ({
  alone: as,
}) => {
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  const disk = await diskOf(own, alice.extensionId);
  await alice.page.bringToFront();
  await disk.fill();
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.fill('To plan the launch', 'Alice');
  await banner.send();
  await expect(banner.region.getByRole('alert')).toContainText(FULL);
  await expect(banner.reason).toHaveValue('To plan the launch');
  await expect(banner.status).toHaveCount(0);
  expect((await stored(own))['requests']).toEqual([]);
  await disk.free();
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  expect(await storedRequests(own)).toHaveLength(1);
});

test('on a full disk a link stays where it is, and a reload takes it in when there is room', async ({
  alone: as,
}) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  const disk = await diskOf(own, bob.extensionId);
  const link = linkTo(requestPayload());
  await disk.fill();
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(link);
  await expect(popup.status.filter({ hasText: `Could not be imported: ${FULL}` })).toBeVisible();
  await expect(popup.page.getByRole('textbox', { name: 'Paste a request link' })).toHaveValue(link);
  await openLink(bob.page, link);
  const notice = bob.page.getByRole('region', { name: 'Countersign' });
  await expect(notice.getByRole('status')).toContainText(FULL);
  await expect(bob.page).toHaveURL(link);
  await disk.free();
  await bob.page.reload();
  await expect(notice.getByRole('status')).toContainText('is in your queue');
  await expect(bob.page).not.toHaveURL(/#countersign/);
  await expect(popup.items).toHaveCount(1);
});

test('the store of version 1 is brought to today’s, with everything in its place', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await makeVersion1(own, await fixture(1));
  const popup = new PopupPage(await bob.openPopup());
  const names = () => popup.items.getByRole('heading', { level: 2 }).allTextContents();
  await expect(popup.items).toHaveCount(4);
  expect(await names()).toEqual(['Oldest', 'Both', 'Middle', 'Newest']);
  await expect(popup.items.first()).toContainText('2 people');
  await popup.filter('Status', 'Decided');
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('Decided');
  const { kept: _, ...tables } = await stored(own);
  const { requests = [], ...others } = await fixture(2);
  // Version 6 sorts what waits by how many ask.
  const asking = { Oldest: -2, Both: -1, Middle: -1, Newest: -1 } as Record<string, number>;
  const sorted = requests.map((one) => {
    const { app, queuedAt } = one as { app: { name: string }; queuedAt?: number };
    return queuedAt ? { ...(one as object), queuedFor: asking[app.name] } : one;
  });
  const added = { consents: [], outbox: [], remotes: [] };
  expect(tables).toEqual({ ...others, requests: sorted, ...added });
  await popup.tab('My requests').click();
  await expect(popup.items).toHaveCount(3);
  expect(await names()).toEqual(['Both', 'Answered', 'Mine']);
  await expect(popup.items.nth(1)).toContainText('Go ahead');
});

test('an upgraded store takes decisions and new requests like any other', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await makeVersion1(own, await fixture(1));
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('Middle');
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved' })).toBeVisible();
  await popup.importLink(linkTo(requestPayload()));
  await expect.poll(async () => (await storedRequests(own)).length).toBe(8);
  await expect.poll(() => bob.badge()).toBe('4');
});

test('Erase everything empties it all, after a question', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch', 'Alice');
  const own = await ownPage(alice);
  await tell(own, 'importLink', { text: linkTo(requestPayload({ name: 'Carol' })) });
  await plant(own, 'quarantine', []);
  const options = await openOptions(alice);
  await options.getByRole('button', { name: 'Erase everything' }).click();
  await options.getByRole('button', { name: 'Keep it' }).click();
  expect(await storedRequests(own)).not.toEqual([]);
  await options.getByRole('button', { name: 'Erase everything' }).click();
  await options.getByRole('button', { name: 'Yes, erase everything' }).click();
  await expect(options.getByText('Everything was erased.')).toBeVisible();
  await expect(options.getByText('Requests kept in this browser: 0')).toBeVisible();
  for (const records of Object.values(await stored(own))) expect(records).toEqual([]);
  const left = await own.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { local: { get(): Promise<object> } } } }
    ).chrome.storage.local.get(),
  );
  expect(JSON.stringify(left)).not.toContain('Alice');
  await expect.poll(() => alice.badge()).toBe('');
  const popup = new PopupPage(await alice.openPopup());
  await expect(popup.status.filter({ hasText: 'Nothing to review' })).toBeVisible();
  await connect(alice.page);
  await expect(banner.button('Request approval')).toBeVisible();
  await banner.press('Request approval');
  await expect(banner.name).toHaveValue('');
  await expect(banner.reason).toHaveValue('');
});

test('what was never asked here cannot be withdrawn, shared or decided', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  const id = ulid();
  for (const name of ['shareRequest', 'shareDecision', 'withdrawRequest'] as const) {
    expect(await tell(own, name, { id })).toMatchObject({ ok: false });
  }
  expect(await tell(own, 'decideRequest', { id, kind: 'approve', reason: '' })).toEqual({
    ok: false,
    problem: 'unknown-request',
  });
  expect((await stored(own))['requests'] as ApprovalRequest[]).toEqual([]);
});
