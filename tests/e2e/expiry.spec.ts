import type { Page } from '@playwright/test';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { BannerOnPage } from './support/banner.ts';
import { keptAs, ownPage, plant, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

const DAY = 86_400_000;

interface WorkerGlobal {
  chrome: {
    notifications: { getAll(): Promise<object>; clear(id: string): Promise<boolean> };
    alarms: {
      create(name: string, when: { when: number }): Promise<void>;
      get(name: string): Promise<{ periodInMinutes?: number } | undefined>;
    };
  };
}

/** Makes every request so many days older than it is. */
async function age(own: Awaited<ReturnType<typeof ownPage>>, days: number): Promise<void> {
  const older = (await storedRequests(own)).map((one) => ({
    ...one,
    createdAt: one.createdAt - days * DAY,
    updatedAt: one.updatedAt - days * DAY,
    ...(one.lastAskAt ? { lastAskAt: one.lastAskAt - days * DAY } : {}),
  }));
  await plant(own, 'requests', older);
}

/** The daily alarm goes off now. */
async function alarm({ serviceWorker }: Profile): Promise<void> {
  await (await serviceWorker()).evaluate(() =>
    (globalThis as unknown as WorkerGlobal).chrome.alarms.create('expiry', { when: Date.now() }),
  );
}

/** When it was last looked at the clock; 0: never. */
async function looked(own: Page): Promise<number> {
  return ((await keptAs(own, 'expiryLooked')) ?? 0) as number;
}

async function openOptions({ context, extensionId }: Profile) {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  return page;
}

test('what nobody decided for 30 days expires, half of that is marked, and both are in the log', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  const daily = await (await bob.serviceWorker()).evaluate(() =>
    (globalThis as unknown as WorkerGlobal).chrome.alarms.get('expiry'),
  );
  expect(daily?.periodInMinutes).toBe(1440);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  await age(own, 14);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).not.toContainText('Expires ');
  await age(own, 2);
  await popup.page.reload();
  await expect(popup.items).toContainText('Expires ');
  await age(own, 13);
  await alarm(bob);
  await expect(popup.items).toHaveCount(1);
  await age(own, 1.1);
  await alarm(bob);
  await expect(popup.items).toHaveCount(0);
  await expect.poll(() => bob.badge()).toBe('');
  const log = (await stored(own))['audit'] as AuditEntry[];
  expect(log.at(-1)).toMatchObject({ move: 'expire', from: 'pending', actor: 'clock' });
  await popup.filter('Status', 'Decided');
  await expect(popup.items).toContainText('Expired on');
});

test('an expired request says so to the person who asked, who may ask again', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch', 'Alice');
  const own = await ownPage(alice);
  await age(own, 31);
  await alarm(alice);
  await expect.poll(() => alice.badge()).toBe('!');
  const popup = new PopupPage(await alice.openPopup());
  await popup.tab('My requests').click();
  await expect(popup.items).toContainText('Expired on');
  await expect(popup.items).toContainText('You may ask again on the consent page.');
  await alice.page.bringToFront();
  await connect(alice.page);
  await expect(banner.status).toContainText('Nobody decided your request of');
  await expect.poll(() => alice.badge()).toBe('');
  await banner.ask('Still to plan the launch');
  const statuses = (await storedRequests(own)).map(({ status }) => status).sort();
  expect(statuses).toEqual(['expired', 'pending']);
});

test('an expired request is granted by a page without its block', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch', 'Alice');
  const own = await ownPage(alice);
  await age(own, 31);
  await alarm(alice);
  await expect.poll(async () => (await storedRequests(own))[0]?.status).toBe('expired');
  const bob = await as('Bob Admin');
  await connect(bob.page);
  await bob.page.getByRole('button', { name: 'Accept' }).click();
  await expect(bob.page.getByRole('status')).toContainText('Connected to');
  await alice.page.bringToFront();
  await connect(alice.page);
  await expect(banner.status).toContainText('Works now');
  expect((await storedRequests(own))[0]?.status).toBe('granted');
});

test('half of the time over is told once, by a notification', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  const shown = async () =>
    (await bob.serviceWorker()).evaluate(async () =>
      Object.keys(await (globalThis as unknown as WorkerGlobal).chrome.notifications.getAll()),
    );
  // It was looked at the clock when the extension came: that is not this look.
  const first = await looked(own);
  await alarm(bob);
  await expect.poll(() => looked(own)).toBeGreaterThan(first);
  expect(await shown()).toEqual([]);
  // Sixteen days go by: for the request, and since the last look at the clock.
  await age(own, 16);
  await plant(own, 'kept', [{ name: 'expiryLooked', value: Date.now() - 16 * DAY }]);
  await alarm(bob);
  await expect.poll(shown).toEqual(['half-time']);
  await (await bob.serviceWorker()).evaluate(() =>
    (globalThis as unknown as WorkerGlobal).chrome.notifications.clear('half-time'),
  );
  const before = await looked(own);
  await alarm(bob);
  await expect.poll(() => looked(own)).toBeGreaterThan(before);
  expect(await shown()).toEqual([]);
});

test('Options says after how many days, or never', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  await age(own, 8);
  const options = await openOptions(bob);
  const days = options.getByRole('combobox', { name: 'A request expires after' });
  await expect(days).toHaveValue('30');
  await days.selectOption('Never');
  await expect(options.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await age(own, 1000);
  await alarm(bob);
  await options.reload();
  await expect(days).toHaveValue('0');
  expect((await storedRequests(own))[0]?.status).toBe('pending');
  await days.selectOption('7 days');
  await expect.poll(async () => (await storedRequests(own))[0]?.status).toBe('expired');
});

test('one’s own request is decided only after being told, and not at all where that is strict', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch', 'Alice');
  const link = await banner.copyLink();
  const popup = new PopupPage(await alice.openPopup());
  await popup.tab('To review').click();
  await popup.importLink(link);
  await popup.page.keyboard.press('Escape');
  const options = await openOptions(alice);
  const strict = options.getByRole('checkbox', { name: 'Nobody decides a request of their own' });
  await strict.check();
  await expect(options.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

  await popup.page.bringToFront();
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval', 'Mine');
  const alert = popup.page.getByRole('alert');
  await expect(alert).toContainText('Ask another reviewer.');
  await expect(popup.button('Decide my own request')).toHaveCount(0);
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  const forced = { id: request?.id ?? '', kind: 'approve', reason: '', own: true } as const;
  expect(await tell(own, 'decideRequest', forced)).toEqual({
    ok: false,
    problem: 'own-request-strict',
  });

  await options.bringToFront();
  await strict.uncheck();
  await expect(options.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await popup.page.bringToFront();
  await popup.button('Confirm approval').click();
  await expect(alert).toContainText('This is your own request.');
  expect((await storedRequests(own))[0]?.status).toBe('pending');
  await popup.button('Decide my own request').click();
  await expect(popup.status.filter({ hasText: 'Approved' })).toBeVisible();
  expect((await storedRequests(own))[0]?.status).toBe('approved');
});
