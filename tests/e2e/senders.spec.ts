import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ulid } from 'ulid';
import { BannerOnPage } from './support/banner.ts';
import { keptAs, ownPage, stored, storedRequests } from './support/extension.ts';
import { ADMIN, linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';
import { contentScriptOn } from './support/worlds.ts';

test.use({ sites: 'apart' });

const REFUSED = { ok: false, problem: 'not-allowed' };
const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent';
const BLOCK =
  'Your site admin must authorize this app for the site acme.atlassian.net before the app can access your account.';

/** Sound data, so that the sender alone is what is wrong; the sender is looked at before the data. */
function soundData(id: string): Record<string, object> {
  const facts = { edition: 'cloud', site: 'acme.atlassian.net', appName: 'BoardSync', scopes: [] };
  const { app, cause, edition, message, name, reason, site } = requestPayload();
  return {
    blockSeen: {},
    lookUp: { ...facts, blocked: true },
    saveDraft: { key: 'k', reason: 'r', name: 'n', site: '', app: '' },
    raiseRequest: {
      app: { ...app, redirect: undefined },
      cause,
      edition,
      message,
      name,
      reason,
      site,
    },
    withdrawRequest: { id },
    decisionSeen: { id },
    unblockedSeen: { ...facts, accepted: true },
    shareRequest: { id },
    linkOpened: { fragment: new URL(linkTo(requestPayload())).hash },
    takeNotice: {},
    noticeSeen: {},
    importLink: { text: linkTo(requestPayload()) },
    decideRequest: { id, kind: 'approve', reason: '' },
    shareDecision: { id },
    shareDecisions: { ids: [id] },
    findConnectedApps: { id },
    listDestinations: {},
    addDestination: { site: '*.atlassian.net', label: 'IT', to: 'it@evil.example' },
    removeDestination: { site: '*.atlassian.net', label: 'IT' },
    makeSetup: { from: 'IT' },
    sendRequest: { id, to: 'IT' },
    useSetup: {},
    quarantine: { ids: [id] },
    eraseAll: {},
  };
}

const scriptOn = ({ context, page, extensionId }: Profile) =>
  contentScriptOn({ context, document: page }, extensionId);

/** What a page's scripts may send. Everything else in the protocol is refused, whatever is added. */
const MAY = {
  consent: [
    'blockSeen',
    'lookUp',
    'saveDraft',
    'raiseRequest',
    'withdrawRequest',
    'decisionSeen',
    'unblockedSeen',
    'shareRequest',
    'destinations',
    'sendRequest',
    'passedOn',
    'guardLook',
    'guardAccepted',
    'guardCancelled',
    'hostLook',
    'perhapsSeen',
    'notBlocked',
  ],
  intake: [
    'linkOpened',
    'takeNotice',
    'noticeSeen',
    'useSetup',
    'panelPage',
    'panelQueue',
    'panelOpen',
    'panelOff',
  ],
};

/** Every message of the protocol that this sender may not send, by the text of its table. */
function refusedFor(sender: keyof typeof MAY): string[] {
  const folder = new URL('../../lib/', import.meta.url);
  const files = [
    'messages.ts',
    ...readdirSync(new URL('messages/', folder)).map((file) => `messages/${file}`),
  ];
  const table = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  const names = [...table.matchAll(/^ {2}(\w+): \{\s*from: \[/gm)].map(([, name = '']) => name);
  const others = ['decideRequest', 'putRule', 'matchSite', 'clientSeen'];
  const some = [...MAY.consent, ...MAY.intake, ...others];
  expect(names).toEqual(expect.arrayContaining(some));
  return names.filter((name) => !MAY[sender].includes(name));
}

test('a script on the consent page may ask, and neither decide nor import nor erase', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  await alice.page.bringToFront();
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask('To plan the launch');
  // The last that is noted of it.
  await expect.poll(() => keptAs(own, 'requesterWay')).toBe('copy');
  const before = await stored(own);
  const [request] = await storedRequests(own);
  const script = await scriptOn(alice);
  const data = soundData(request?.id ?? ulid());
  const refused = refusedFor('consent');
  expect(refused).toEqual(
    expect.arrayContaining(['decideRequest', 'importLink', 'linkOpened', 'eraseAll']),
  );
  for (const name of refused) {
    expect(await script?.send({ name, data: data[name] ?? {} }), name).toEqual(REFUSED);
  }
  expect(await stored(own)).toEqual(before);
  // The same way of asking is heard where it may ask.
  expect(await script?.send({ name: 'lookUp', data: data['lookUp'] })).toMatchObject({ ok: true });
});

test('a script on the administration page may take a link in, nothing more, and no nonsense', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  await bob.page.bringToFront();
  await bob.page.goto(ADMIN);
  const script = await scriptOn(bob);
  const data = soundData(ulid());
  for (const name of refusedFor('intake')) {
    expect(await script?.send({ name, data: data[name] ?? {} }), name).toEqual(REFUSED);
  }
  // Messages without sense are answered with a problem, and the worker lives on.
  for (const message of [
    null,
    'decideRequest',
    42,
    [],
    {},
    { name: '__proto__', data: {} },
    { name: 'constructor', data: {} },
    { name: 'toString' },
    { name: 7, data: {} },
    { name: ['takeNotice'], data: {} },
    { name: 'linkOpened' },
    { name: 'linkOpened', data: { fragment: 5 } },
    { name: 'linkOpened', data: { fragment: 'x'.repeat(70_001) } },
  ]) {
    const told = await script?.send(message);
    expect(told, JSON.stringify(message).slice(0, 60)).toEqual({ ok: false, problem: 'bad-data' });
  }
  expect(await script?.send({ name: 'takeNotice', data: {} })).toEqual({ ok: true });
  expect((await stored(own))['requests']).toEqual([]);
  expect(await script?.send({ name: 'linkOpened', data: data['linkOpened'] })).toEqual({
    ok: true,
  });
  expect(await storedRequests(own)).toHaveLength(1);
});

test('a web page can neither send a message nor reach a file nor frame the popup', async ({
  as,
  sim,
}) => {
  const { page, extensionId } = await as('Alice Requester');
  await connect(page);
  await expect(new BannerOnPage(page).headline).toBeVisible();
  for (const address of [page.url(), 'https://boardsync.example/', ADMIN]) {
    await page.goto(address);
    const response = await page.evaluate(async (id) => {
      const { chrome } = globalThis as unknown as {
        chrome?: { runtime?: { sendMessage?(id: string, message: object): Promise<unknown> } };
      };
      const message = { name: 'eraseAll', data: {} };
      return chrome?.runtime?.sendMessage?.(id, message).catch(() => 'refused') ?? 'no way to send';
    }, extensionId);
    expect(['no way to send', 'refused']).toContain(response);
    for (const file of ['consent-banner.js', 'popup.html', 'manifest.json', 'icon/16.png']) {
      expect(await fetched(page, `chrome-extension://${extensionId}/${file}`)).toBe('refused');
    }
  }

  const popup = `chrome-extension://${extensionId}/popup.html`;
  // A page without a policy of its own, so that only the extension can be what forbids it.
  sim.servePage('forum.example', '/frame', () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: `<h1>Forum</h1><iframe src="${popup}"></iframe>`,
  }));
  await page.goto('https://forum.example/frame');
  await expect(page.getByRole('heading', { name: 'Forum' })).toBeVisible();
  expect(page.frames().map((frame) => frame.url())).not.toContain(popup);
  await expect(page.frameLocator('iframe').getByRole('tab')).toHaveCount(0);
});

function fetched(page: Page, address: string): Promise<string> {
  return page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      ),
    address,
  );
}

test('a consent page in a frame gets no script of ours and no banner', async ({ as, sim }) => {
  const blocked = { status: 200, headers: { 'content-type': 'text/html' } };
  sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', () => ({
    ...blocked,
    body: `<h1>BoardSync</h1><p>${BLOCK}</p>`,
  }));
  sim.servePage('boardsync.example', '/frame', () => ({
    ...blocked,
    body: `<iframe src="${CONSENT}" title="Consent"></iframe>`,
  }));
  const { context, page, extensionId } = await as('Alice Requester');
  // The same page on its own is recognized: the frame alone makes the difference.
  await page.goto(CONSENT);
  await expect(new BannerOnPage(page).region).toBeVisible();
  expect(await contentScriptOn({ context, document: page }, extensionId)).toBeDefined();
  await page.goto('https://boardsync.example/frame');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText(BLOCK)).toBeVisible();
  const document = page.frames().find((one) => one.url() === CONSENT);
  if (!document) throw new Error('The frame has not gone where it was sent.');
  expect(await contentScriptOn({ context, document }, extensionId)).toBeUndefined();
  await expect(frame.locator('.countersign-banner')).toHaveCount(0);
  await expect(frame.getByRole('region', { name: 'Countersign' })).toHaveCount(0);
});

test('nothing in the address of the popup makes it do anything', async ({ as }) => {
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await expect(popup.items).toHaveCount(1);
  const address = `chrome-extension://${bob.extensionId}/popup.html`;
  const link = new URL(linkTo(requestPayload({ name: 'Carol' })));
  await popup.page.goto(`${address}?name=eraseAll${link.hash}`);
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('1 person');
});
