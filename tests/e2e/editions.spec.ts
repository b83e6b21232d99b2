import { json } from '../simulator/http.ts';
import { BannerOnPage } from './support/banner.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { addHost } from './support/options.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, test } from './support/profiles.ts';

const GOV_SITE = 'acme-gov.atlassian-us-gov-mod.net';

test('Government Cloud: consent, administration, sign-in and cure are its own', async ({ as }) => {
  const alice = await as();
  await connect(alice.page, 'boardsync-gov.example');
  await expect(alice.page).toHaveURL(/^https:\/\/id\.atlassian-us-gov-mod\.com\/login/);
  await alice.page.getByRole('button', { name: 'Sign in as Alice Requester' }).click();
  await expect(alice.page).toHaveURL(/^https:\/\/api\.atlassian-us-gov-mod\.com\//);
  const banner = new BannerOnPage(alice.page);
  await expect(banner.headline).toContainText(GOV_SITE);
  await banner.ask('To plan the launch');
  const link = await banner.copyLink();
  expect(link).toMatch(/^https:\/\/admin\.atlassian-us-gov-mod\.com\/#countersign=1\./);

  const bob = await as();
  await bob.page.goto(link);
  await expect(bob.page).toHaveURL(/^https:\/\/id\.atlassian-us-gov-mod\.com\/login/);
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText(
    'is in your queue',
  );
  await bob.page.getByRole('button', { name: 'Sign in as Bob Admin' }).click();
  const popup = new PopupPage(await bob.openPopup());
  const detail = await popup.review('BoardSync for Government');
  await expect(detail).toContainText('Government');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Open Connected apps')).click();
  await expect(await opened).toHaveURL(
    /^https:\/\/admin\.atlassian-us-gov-mod\.com\/s\/44444444-dddd-4ddd-8ddd-444444444444\/user-connected-apps/,
  );
  await connect(bob.page, 'boardsync-gov.example');
  await bob.page.getByRole('button', { name: 'Accept' }).click();
  await expect(bob.page.getByRole('status')).toContainText(`Connected to ${GOV_SITE}`);
  await connect(alice.page, 'boardsync-gov.example');
  await expect(banner.status).toContainText('Works now');
});

test('Isolated Cloud: read once its domain was added, with what an opaque address hides', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  const alice = await as();
  await connect(alice.page, 'boardsync-iso.example');
  await alice.page.getByRole('button', { name: 'Sign in as Alice Requester' }).click();
  await expect(alice.page.getByRole('alert')).toBeVisible();
  const banner = new BannerOnPage(alice.page);
  await expect(banner.region).toHaveCount(0);
  await addHost(alice, 'Atlassian Isolated Cloud', 'admin.acme.atlassian-isolated.example');
  await connect(alice.page, 'boardsync-iso.example');
  await expect(banner.headline).toContainText('work.acme.atlassian-isolated.example');
  await banner.fill('To plan the launch');
  await expect(banner.preview).toContainText('iS0bS2yN3cL4oU5dOd6QwErTy7UiOp8A');
  await banner.send();
  const link = await banner.copyLink();

  const bob = await as('Bob Admin');
  await addHost(bob, 'Atlassian Isolated Cloud', 'https://acme.atlassian-isolated.example');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(link);
  const detail = await popup.review('BoardSync Isolated');
  await popup.decide('Approve', 'approval');
  await expect(detail).toContainText('Not all of its parts are known, or fit for it.');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Open Connected apps')).click();
  await expect(await opened).toHaveURL(/^https:\/\/\w+\.acme\.atlassian-isolated\.example\//);
});

test('a custom domain that was added leads to the Connected apps of its site', async ({
  as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  // The custom domain is an alias: it tells the cloud id of the site behind it.
  const cloudId = sim.world.sites[0]?.cloudId;
  sim.servePage('work.acme.example', '/_edge/tenant_info', () => json({ cloudId }));
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload({ site: 'work.acme.example' })));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const front = bob.context.waitForEvent('page');
  await (await popup.other('Open Connected apps')).click();
  await expect(await front).toHaveURL('https://admin.atlassian.com/');
  await addHost(bob, 'Custom domain of a Cloud site', 'https://work.acme.example');
  const exact = bob.context.waitForEvent('page');
  await (await popup.other('Open Connected apps')).click();
  await expect(await exact).toHaveURL(
    `https://admin.atlassian.com/s/${cloudId}/user-connected-apps`,
  );
});
