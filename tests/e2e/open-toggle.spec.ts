import type { Page } from '@playwright/test';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { expectAccessible } from './support/axe.ts';
import { askFor, file } from './support/desk.ts';
import { keptAs, killWorker, ownPage, plant, stored, tell } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

const MINUTE = 60_000;
const OPENED = 'I opened user-installed apps for a moment';

interface WorkerGlobal {
  chrome: {
    action: {
      getBadgeBackgroundColor(of: object): Promise<number[]>;
      getTitle(of: object): Promise<string>;
    };
    alarms: { get(name: string): Promise<{ scheduledTime: number } | undefined> };
    notifications: {
      getAll(): Promise<Record<string, boolean>>;
      onClicked: { dispatch(id: string): void };
    };
  };
}

/** What only the background can see: color and name of the button, alarm, notifications. */
async function background({ serviceWorker }: Profile) {
  return (await serviceWorker()).evaluate(async () => {
    const { action, alarms, notifications } = (globalThis as unknown as WorkerGlobal).chrome;
    const [red = 0, green = 0] = await action.getBadgeBackgroundColor({});
    return {
      red: red > green,
      title: await action.getTitle({}),
      alarm: (await alarms.get('open-toggle'))?.scheduledTime,
      notifications: Object.keys(await notifications.getAll()).length,
    };
  });
}

/** The person clicks on the one notification there is. */
async function clickNotification({ serviceWorker }: Profile): Promise<void> {
  await (await serviceWorker()).evaluate(async () => {
    const { notifications } = (globalThis as unknown as WorkerGlobal).chrome;
    for (const id of Object.keys(await notifications.getAll()))
      notifications.onClicked.dispatch(id);
  });
}

/** The switches that stand open, as they are stored. */
async function openOnes(own: Page): Promise<{ openedAt: number; remindAt: number }[]> {
  return ((await keptAs(own, 'openToggles')) ?? []) as { openedAt: number; remindAt: number }[];
}

/** As if it had been opened so many minutes earlier. */
async function age(own: Page, minutes: number): Promise<void> {
  const list = await openOnes(own);
  const time = minutes * MINUTE;
  const value = list.map((one) => ({
    ...one,
    openedAt: one.openedAt - time,
    remindAt: one.remindAt - time,
  }));
  await plant(own, 'kept', [{ name: 'openToggles', value }]);
}

test('an opened switch is on the badge, is reminded of after a killed worker, and is closed again', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(own, askFor('BoardSync', ['read:jira-work']));
  await file(own, askFor('Sketcher', ['read:jira-work']));
  const popup = new PopupPage(await bob.openPopup());
  const { page } = popup;
  const strip = page.getByRole('region', { name: 'User-installed apps are open' });
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opens = await popup.other(OPENED);
  await expect(page.getByText('Countersign reminds you after 15 minutes')).toBeVisible();
  expect(await background(bob)).toMatchObject({ red: false, title: 'Countersign' });
  await opens.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('User-installed apps have been open since')).toBeFocused();
  await expect(strip).toContainText('User-installed apps are open on acme.atlassian.net.');
  await expect(strip).toContainText('Opened for BoardSync (');
  await expect(strip).toContainText('You are reminded at');
  // The number stays a number; color and name of the button tell.
  await expect.poll(async () => (await background(bob)).red).toBe(true);
  expect(await bob.badge()).toBe('1');
  const told = await background(bob);
  expect(told.title).toBe('Countersign: user-installed apps are open on acme.atlassian.net');
  const [{ openedAt = 0, remindAt = 0 } = {}] = await openOnes(own);
  expect(remindAt - openedAt).toBe(15 * MINUTE);
  expect(told.alarm).toBe(remindAt);
  expect(told.notifications).toBe(0);
  await expectAccessible(page, 'switch open');
  await popup.button('Back').click();
  await popup.review('Sketcher');
  await popup.decide('Dismiss', 'dismissal');
  await expect.poll(() => bob.badge()).toBe('open');

  // Killed, and woken when it is long due: by the message of a page.
  await killWorker(bob.context);
  await age(own, 20);
  await tell(own, 'readToggles', {});
  await expect.poll(async () => (await background(bob)).notifications).toBe(1);
  const opened = bob.context.waitForEvent('page');
  await clickNotification(bob);
  await expect(new PopupPage(await opened).detail('BoardSync')).toBeVisible();
  await page.bringToFront();
  await page.reload();
  const [open] = await openOnes(own);
  const minutesOpen = () => Math.floor((Date.now() - (open?.openedAt ?? 0)) / MINUTE);
  await expect(strip).toContainText(/\(\d+ minutes ago\)/);
  const said = Number((await strip.textContent())?.match(/\((\d+) minutes ago\)/)?.[1]);
  expect(said).toBeGreaterThanOrEqual(20);
  expect(said).toBeLessThanOrEqual(minutesOpen());
  await expect(strip).not.toContainText('You are reminded at');
  expect((await background(bob)).alarm).toBeUndefined();
  await expectAccessible(page, 'switch open for too long');

  const pressed = Date.now();
  await strip.getByRole('button', { name: 'Remind me again in 15 minutes' }).click();
  await expect(popup.status.filter({ hasText: 'Saved' })).toBeVisible();
  await expect(strip).toContainText('You are reminded at');
  await expect.poll(async () => (await background(bob)).notifications).toBe(0);
  const again = (await background(bob)).alarm ?? 0;
  expect(again).toBeGreaterThanOrEqual(pressed + 15 * MINUTE);
  expect(again).toBeLessThanOrEqual(Date.now() + 15 * MINUTE);

  await strip.getByRole('button', { name: 'I closed it again' }).click();
  await expect(popup.status.filter({ hasText: 'closed again' })).toBeFocused();
  await expect(strip).toHaveCount(0);
  await expect.poll(() => bob.badge()).toBe('');
  expect(await background(bob)).toMatchObject({ red: false, title: 'Countersign' });
  expect((await background(bob)).alarm).toBeUndefined();
  const log = (await stored(own))['audit'] as AuditEntry[];
  const noted = log.filter(({ move }) => move.startsWith('toggle-'));
  expect(noted).toMatchObject([
    { move: 'toggle-opened', app: 'BoardSync', site: 'acme.atlassian.net', actor: 'reviewer' },
    { move: 'toggle-closed', app: 'BoardSync', from: 'approved', to: 'approved' },
  ]);
  await popup.menu('Audit log');
  await expect(page.getByRole('list', { name: 'Entries' })).toContainText(
    'User-installed apps closed again',
  );
});

test('Options says after how many minutes', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(own, askFor('BoardSync', ['read:jira-work']));
  const options = await bob.context.newPage();
  await options.goto(`chrome-extension://${bob.extensionId}/options.html`);
  const after = options.getByRole('combobox', { name: 'Remind me that user-installed apps are' });
  await expect(after).toHaveValue('15');
  await after.selectOption('5 minutes');
  await expect(options.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await (await popup.other(OPENED)).click();
  await expect.poll(async () => (await background(bob)).red).toBe(true);
  const { alarm } = await background(bob);
  const open = await openOnes(own);
  const [{ openedAt = 0, remindAt = 0 } = {}] = open;
  expect(remindAt - openedAt).toBe(5 * MINUTE);
  expect(alarm).toBe(remindAt);
});
