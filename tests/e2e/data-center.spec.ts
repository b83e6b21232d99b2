import type { Page } from '@playwright/test';
import { BannerOnPage } from './support/banner.ts';
import { ownPage } from './support/extension.ts';
import { createCollector, leaksIn } from './support/leaks.ts';
import { addHost, HostsPart } from './support/options.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

/** The part of the extension API that the last test looks at. */
interface ScriptingGlobal {
  chrome: { scripting: { getRegisteredContentScripts(): Promise<unknown[]> } };
}

const JIRA = 'https://jira.acme.example/jira';
const LINKS = `${JIRA}/plugins/servlet/applinks/listApplicationLinks`;
const CALLBACK = 'https://ledgerlink.example/oauth/callback';

/** Starts the connection at the app, as a person does. */
async function connect(page: Page, version: '1.0a' | '2.0'): Promise<void> {
  await page.goto('https://ledgerlink.example/');
  await page.getByRole('link', { name: `Connect to Jira (OAuth ${version})` }).click();
}

const logIn = (page: Page, person: string) =>
  page.getByRole('button', { name: `Log in as ${person}` }).click();

/** What an administrator does on the page of application links. */
async function makeLink(page: Page, field: string, value: string): Promise<void> {
  await logIn(page, 'Adam Admin');
  await page.getByRole('textbox', { name: 'Name' }).fill('LedgerLink');
  await page.getByRole('textbox', { name: field }).fill(value);
  await page.getByRole('button', { name: 'Create link' }).click();
}

test('OAuth 2.0: from the unknown client to the application link and back', async ({ as }) => {
  const dora = await as();
  await addHost(dora, 'Jira Data Center', `${JIRA}/`);
  await connect(dora.page, '2.0');
  await expect(dora.page.getByRole('heading', { name: 'HTTP 400' })).toBeVisible();
  const banner = new BannerOnPage(dora.page);
  await expect(banner.headline).toContainText(
    "needs an administrator's approval on jira.acme.example",
  );
  await expect(banner.region).toContainText('No application link knows this app.');
  await banner.fill('To plan the launch');
  await banner.region.getByRole('textbox', { name: 'What is the app called?' }).fill('LedgerLink');
  await expect(banner.preview).toContainText(`Jira Data Center at ${JIRA}`);
  await expect(banner.preview).toContainText('HTTP 400');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  const link = await banner.copyLink();
  expect(link).toMatch(/^https:\/\/admin\.atlassian\.com\/#countersign=1\./);

  const bob = await as('Bob Admin');
  await bob.page.goto(link);
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText(
    'LedgerLink for jira.acme.example is in your queue',
  );
  const popup = new PopupPage(await bob.openPopup());
  const detail = await popup.review('LedgerLink');
  await expect(detail).toContainText('Data Center');
  await expect(detail).toContainText('No application link knows this app.');
  await popup.decide('Approve', 'approval', 'Fine');
  const effect = detail.getByRole('group', { name: 'Make it take effect' });
  await expect(effect).toContainText('External application → Incoming');
  await expect(effect.getByRole('button', { name: /Authorize/ })).toHaveCount(0);
  await popup.button('Open Application links').click();
  await expect(effect.getByRole('status')).toContainText('not among yours');
  await addHost(bob, 'Jira Data Center', JIRA);
  const opened = bob.context.waitForEvent('page');
  await popup.button('Open Application links').click();
  const admin = await opened;
  await expect(admin).toHaveURL(/\/jira\/login\.jsp/);
  await makeLink(admin, 'Redirect URL', CALLBACK);
  await expect(admin).toHaveURL(LINKS);
  const clientId = await admin.getByRole('listitem').getByRole('code').textContent();
  await admin.goto('https://ledgerlink.example/settings');
  await admin.getByRole('textbox', { name: 'jira.acme.example' }).fill(clientId ?? '');
  await admin.getByRole('button', { name: 'Save' }).click();
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  const answer = await popup.page.evaluate(() => navigator.clipboard.readText());
  expect(answer).toContain('If it still fails, tell me.');

  await dora.page.goto(/https:\/\/admin\S+/.exec(answer)?.[0] ?? '');
  await expect(dora.page.getByRole('region', { name: 'Countersign' })).toContainText('Approved');
  await connect(dora.page, '2.0');
  await logIn(dora.page, 'Dora User');
  await expect(dora.page.getByRole('button', { name: 'Allow' })).toBeVisible();
  await expect(banner.status).toContainText('Approved and working');
  await expect(
    banner.region.getByRole('link', { name: 'Apps you have let in on jira.acme.example' }),
  ).toHaveAttribute('href', `${JIRA}/plugins/servlet/oauth/users/access-tokens`);
  await dora.page.getByRole('button', { name: 'Allow' }).click();
  await expect(dora.page.getByRole('status')).toHaveText('LedgerLink is connected');
  const own = new PopupPage(await dora.openPopup());
  await own.tab('My requests').click();
  await expect(own.items).toContainText('Works');
  const tokens = dora.context.waitForEvent('page');
  await own.button('Apps you have let in on jira.acme.example').click();
  await expect(await tokens).toHaveURL(`${JIRA}/plugins/servlet/oauth/users/access-tokens`);
});

test('OAuth 1.0a: no link, then a clean page, then a token used twice; no token is kept', async ({
  as,
  sim,
}) => {
  const dora = await as();
  const collector = createCollector();
  collector.listen(dora.context);
  await addHost(dora, 'Jira Data Center', JIRA);
  await connect(dora.page, '1.0a');
  const banner = new BannerOnPage(dora.page);
  await expect(banner.region).toContainText('No application link knows this app.');
  await banner.fill('To plan the launch');
  await expect(banner.preview).toContainText('oauth_problem=consumer_key_unknown');
  await banner.region.getByRole('textbox', { name: 'What is the app called?' }).fill('LedgerLink');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  await connect(dora.page, '1.0a');
  await expect(banner.status).toContainText('waiting for a decision');

  const adam = await dora.context.newPage();
  await adam.goto(LINKS);
  await makeLink(adam, 'Consumer key', 'ledgerlink-consumer');
  await connect(dora.page, '1.0a');
  await expect(dora.page.getByText('would like to have read and write access')).toBeVisible();
  await expect(banner.headline).toHaveText('LedgerLink is not blocked on jira.acme.example');
  await expect(banner.status).toContainText('Works now');
  const address = dora.page.url();
  await dora.page.getByRole('button', { name: 'Allow' }).click();
  await expect(dora.page.getByRole('status')).toHaveText('LedgerLink is connected');
  await dora.page.goto(address);
  await expect(banner.region).toContainText('The attempt was used before or is too old');
  const token = new URL(address).searchParams.get('oauth_token');
  expect(sim.secrets().some(({ value }) => value === token)).toBe(true);
  await collector.drawn(dora.page);
  await collector.stores(await ownPage(dora));
  expect(leaksIn(collector.seen, sim.secrets())).toEqual([]);
});

test('bad addresses get a sentence; a host that was removed is left alone', async ({ as }) => {
  const dora = await as();
  const part = await HostsPart.open(dora);
  await part.add('Jira Data Center', 'http://jira.acme.example');
  await expect(part.region).toContainText('Write the base address alone');
  await part.add('Custom domain of a Cloud site', 'https://acme.atlassian.net');
  await expect(part.region).toContainText('knows this host already');
  await part.add('Jira Data Center', JIRA);
  await expect(part.items).toHaveCount(1);
  await part.add('Jira Data Center', JIRA);
  await expect(part.region).toContainText('knows this host already');
  await connect(dora.page, '2.0');
  const banner = new BannerOnPage(dora.page);
  await expect(banner.region).toBeVisible();
  await part.remove(JIRA);
  await expect(part.items).toHaveCount(0);
  await connect(dora.page, '2.0');
  await expect(dora.page.getByRole('heading', { name: 'HTTP 400' })).toBeVisible();
  const scripts = await (await dora.serviceWorker()).evaluate(() =>
    (globalThis as unknown as ScriptingGlobal).chrome.scripting.getRegisteredContentScripts(),
  );
  expect(scripts).toEqual([]);
  await expect(banner.region).toHaveCount(0);
});
