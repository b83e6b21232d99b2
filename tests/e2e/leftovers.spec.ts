import type { Page } from '@playwright/test';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import { keptAs, ownPage, plant, stored, tell } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

interface Area {
  get(): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
}

interface WorkerGlobal {
  chrome: {
    action: { getBadgeText(of: object): Promise<string> };
    alarms: {
      create(name: string, when: { when: number }): Promise<void>;
      getAll(): Promise<{ name: string }[]>;
    };
    declarativeNetRequest: { getSessionRules(): Promise<unknown[]> };
    scripting: { getRegisteredContentScripts(): Promise<{ id: string }[]> };
    storage: Record<'local' | 'session', Area>;
  };
}

/** Everything of ours that a browser keeps outside the database. */
async function left({ serviceWorker }: Profile) {
  return (await serviceWorker()).evaluate(async () => {
    const { action, alarms, declarativeNetRequest, scripting, storage } = (
      globalThis as unknown as WorkerGlobal
    ).chrome;
    return {
      local: Object.keys(await storage.local.get()),
      session: Object.keys(await storage.session.get()).map((key) => key.replace(/:\d+$/, '')),
      rules: (await declarativeNetRequest.getSessionRules()).length,
      scripts: (await scripting.getRegisteredContentScripts()).map(({ id }) => id).sort(),
      alarms: (await alarms.getAll()).map(({ name }) => name).sort(),
      badge: await action.getBadgeText({}),
    };
  });
}

/** Bob approves and opens the consent page; answers with its tab. */
async function authorize(bob: Profile): Promise<Page> {
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const page = await opened;
  await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
  return page;
}

const guardOn = (page: Page) => page.getByRole('region', { name: 'Countersign' });

/** All that is held has had its time; then the alarm goes off. */
async function muchLater(bob: Profile): Promise<void> {
  const own = await ownPage(bob);
  const held = ((await stored(own))['consents'] ?? []) as object[];
  await plant(
    own,
    'consents',
    held.map((one) => ({ ...one, until: Date.now() })),
  );
  await own.close();
  await (await bob.serviceWorker()).evaluate(() =>
    (globalThis as unknown as WorkerGlobal).chrome.alarms.create('tidy', { when: Date.now() }),
  );
}

test('what a guarded consent needed goes when it is over', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const first = await authorize(bob);
  expect(await left(bob)).toMatchObject({
    rules: 2,
    scripts: ['guard'],
    alarms: ['expiry', 'tidy'],
  });
  await first.close();
  await expect.poll(async () => (await left(bob)).scripts).toEqual([]);
  // A closed tab can be opened again: its answer stays held until its time is over.
  expect((await left(bob)).rules).toBe(2);
  await muchLater(bob);
  await expect.poll(() => left(bob)).toMatchObject({ rules: 0, alarms: ['expiry'] });

  // Left open too long, the page is gone before its answer is no longer held.
  const popup = new PopupPage(await bob.openPopup());
  await popup.filter('Status', 'Decided');
  await popup.review('BoardSync');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const second = await opened;
  await expect(guardOn(second).getByRole('status')).toContainText('matches the request');
  await muchLater(bob);
  await expect(second.getByText('is over, with no Accept seen')).toBeVisible();
  await expect.poll(() => left(bob)).toMatchObject({ rules: 0, scripts: [], alarms: ['expiry'] });
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
});

test('no more consent pages are opened than answers are held', async ({ as }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  const held = Array.from({ length: 50 }, (_, hold) => ({
    digest: `digest ${hold}`,
    requestId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    expected: { appName: 'BoardSync', scopes: [], site: 'acme.atlassian.net' },
    at: Date.now(),
    until: Date.now() + 60_000,
    hold,
    pages: [],
  }));
  await plant(own, 'consents', held);
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  await expect(popup.page.getByText('There are 50 consent pages open already.')).toBeVisible();
  expect(await left(bob)).toMatchObject({ rules: 0, scripts: [] });
});

test('a notice that nobody came for goes with its tab', async ({ as }) => {
  const bob = await as('Bob Admin');
  const page = await bob.context.newPage();
  await openLink(page, linkTo(requestPayload()));
  await expect(page.getByRole('region', { name: 'Countersign' })).toContainText('queue');
  // What came in waits: so the panel stands ready, too.
  expect((await left(bob)).scripts).toEqual(['notice', 'panel']);
  await page.close();
  await expect.poll(async () => (await left(bob)).scripts).toEqual(['panel']);
  expect((await left(bob)).session).not.toContain('notice');
});

test('Erase everything leaves nothing of anybody', async ({ as }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  await bob.page.bringToFront();
  await openLink(bob.page, linkTo(requestPayload({ name: 'Carol' })));
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText('queue');
  const settings = { ...DEFAULTS, expireAfterDays: 14, strict: true };
  expect(await tell(own, 'saveSettings', { settings })).toMatchObject({ ok: true });
  const asked = {
    edition: 'cloud',
    site: 'globex.atlassian.net',
    cause: 'admin-must-authorize',
    app: { name: 'Sketcher' },
    message: '',
    name: 'bob@acme.example',
    reason: 'Pictures',
  } as const;
  const ask = { ...asked, app: { ...asked.app, scopes: ['read:jira-work'] } };
  expect(await tell(own, 'raiseRequest', ask)).toMatchObject({ ok: true });
  await plant(own, 'drafts', [{ key: 'k', at: 0, reason: 'half', name: '', site: '', app: '' }]);
  const page = await authorize(bob);
  const before = await left(bob);
  expect(before).toMatchObject({ rules: 2, scripts: expect.arrayContaining(['guard', 'own']) });
  expect(await keptAs(own, 'requesterName')).toBe('bob@acme.example');
  expect(await keptAs(own, 'settings')).toEqual(settings);

  const options = await bob.context.newPage();
  await options.goto(`chrome-extension://${bob.extensionId}/options.html`);
  const closed = page.waitForEvent('close');
  await options.getByRole('button', { name: 'Erase everything' }).click();
  await options.getByRole('button', { name: 'Yes, erase everything' }).click();
  await expect(options.getByText('Everything was erased.')).toBeVisible();
  await closed;
  expect(await left(bob)).toEqual({
    local: [],
    session: [],
    rules: 0,
    scripts: [],
    alarms: ['expiry'],
    badge: '',
  });
  expect(Object.values(await stored(own)).flat()).toEqual([]);
});
