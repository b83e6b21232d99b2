import { expectAccessible } from './support/axe.ts';
import { ownPage, storedRequests, tell } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

const SECRET = 'sTaTe-0f-Th3-F1ow-9xYz';
const CLIENT = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
const PRINTED = `$ ledger login
Error: Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.
App: Ledger CLI
Open https://auth.atlassian.com/authorize?client_id=${CLIENT}&scope=read%3Ajira-work&redirect_uri=http%3A%2F%2F127.0.0.1%3A3118%2Fcb&state=${SECRET}&code_challenge=${SECRET}`;

async function openForm(profile: Profile, size = {}) {
  const popup = new PopupPage(await profile.openPopup(size));
  await popup.openManualRequest();
  const box = (name: RegExp) => popup.page.getByRole('textbox', { name });
  return {
    popup,
    app: box(/^App/),
    site: box(/^Site/),
    client: box(/^Client ID/),
    reason: box(/^Why/),
    error: box(/^Paste an error/),
    preview: popup.page.getByRole('group', {
      name: 'What will be sent',
      includeHidden: true,
    }),
  };
}

test('any page: what it gives is filled in, the person completes it, and the link is there', async ({
  as,
  sim,
}) => {
  sim.servePage(
    'boardsync.example',
    '/oops',
    `<!doctype html><h1>Could not connect</h1><p>Jira said: Your site admin must authorize this app for the site acme.atlassian.net</p><p>state ${SECRET}</p>`,
  );
  const alice = await as('Alice Requester');
  await alice.page.goto(`https://boardsync.example/oops?state=${SECRET}`);
  const { popup, app, site, reason, preview } = await openForm(alice);
  await expect(popup.status.filter({ hasText: 'boardsync.example' })).toBeVisible();
  await expect(site).toHaveValue('acme.atlassian.net');
  await reason.fill('To plan the launch');
  await popup.button('Copy message').click();
  await expect(popup.page.getByRole('alert')).toHaveText('Write what the app is called.');
  await expect(app).toBeFocused();
  await app.fill('BoardSync');
  await expect(preview).toContainText('https://boardsync.example/oops');
  await expect(preview).toContainText('To plan the launch');
  await expectAccessible(popup.page, 'form for a request by hand');
  await popup.button('Copy message').click();
  await expect(popup.status.filter({ hasText: 'Message copied.' })).toBeFocused();
  const link = await popup.page.evaluate(() => navigator.clipboard.readText());
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  expect(request).toMatchObject({ cause: 'by-hand', asked: true, site: 'acme.atlassian.net' });
  expect(JSON.stringify(request)).not.toContain(SECRET);

  const bob = await as('Bob Admin');
  const service = new PopupPage(await bob.openPopup());
  await service.importLink(link);
  await expect(service.items).toContainText('made by hand');
  await expect(await service.review('BoardSync')).toContainText('The requester says so');
});

test('where nothing was read, the e-mail says what the person says; a Data Center keeps its own words', async ({
  as,
  sim,
}) => {
  sim.servePage('wiki.globex.example', '/pages/viewpage.action', '<!doctype html><h1>Oops</h1>');
  sim.servePage('desk.example', '/oops', '<!doctype html><h1>Oops</h1>');
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  const passedOn = async (app: string) => {
    const request = (await storedRequests(own)).find((one) => one.app.name === app);
    const texts = await tell(own, 'shareRequest', { id: request?.id ?? '' });
    if (!texts.ok) throw new Error(texts.problem);
    return { request, text: texts.text };
  };

  await alice.page.goto('https://wiki.globex.example/pages/viewpage.action');
  const wiki = await openForm(alice);
  await expect(wiki.site).toHaveValue('wiki.globex.example');
  await wiki.app.fill('Ledger');
  await wiki.popup.button('Copy message').click();
  await expect(wiki.popup.status.filter({ hasText: 'Message copied.' })).toBeVisible();
  const { request, text } = await passedOn('Ledger');
  expect(request).toMatchObject({
    edition: 'data-center',
    dataCenter: { product: 'confluence', base: 'https://wiki.globex.example' },
  });
  expect(text).toContain(
    'Confluence Data Center → Administration → Applications → Application links',
  );
  expect(text).not.toMatch(/press Accept|site admin/);

  await alice.page.goto('https://desk.example/oops');
  const service = await openForm(alice);
  await service.app.fill('Desk');
  await service.site.fill('acme.atlassian.net');
  await service.reason.fill('It says that I may not');
  await service.popup.button('Copy message').click();
  await expect(service.popup.status.filter({ hasText: 'Message copied.' })).toBeVisible();
  const said = (await passedOn('Desk')).text;
  expect(said).toContain('It says that I may not');
  expect(said).not.toMatch(/must authorize|press Accept/);
});

test('an error from a terminal is pasted; its secrets go nowhere, and a closed popup loses nothing', async ({
  as,
}) => {
  const alice = await as();
  const { popup, error, app, site, client, reason } = await openForm(alice);
  await expect(popup.status.filter({ hasText: "can't be read" })).toBeVisible();
  await error.fill(PRINTED);
  await expect(app).toHaveValue('Ledger CLI');
  await expect(site).toHaveValue('acme.atlassian.net');
  await expect(client).toHaveValue(CLIENT);
  await reason.fill('Half a rea');
  await popup.page.reload();
  await popup.menu('Request approval for this page');
  await expect(reason).toHaveValue('Half a rea');
  await error.fill(PRINTED);
  await app.fill('Ledger');
  await popup.button('Copy message').click();
  await expect(popup.status.filter({ hasText: 'Message copied.' })).toBeVisible();
  await popup.button('Done').click();
  await expect(popup.button('More')).toBeFocused();
  await popup.tab('My requests').click();
  await expect(popup.items).toContainText('Ledger');
  const own = await ownPage(alice);
  const everything = await own.evaluate(async () =>
    JSON.stringify(
      await (
        globalThis as unknown as {
          chrome: {
            storage: { local: { get(): Promise<object> }; session: { get(): Promise<object> } };
          };
        }
      ).chrome.storage.session.get(),
    ),
  );
  expect(everything + JSON.stringify(await storedRequests(own))).not.toContain(SECRET);
});

test('an address that poses as Atlassian’s is told to the reviewer, and nothing else of it', async ({
  as,
}) => {
  const alice = await as();
  const { popup, error, app, client, preview } = await openForm(alice);
  await error.fill(PRINTED.replace('auth.atlassian.com', 'auth.atlassian.com.evil.example'));
  await expect(app).toHaveValue('Ledger CLI');
  await expect(client).toHaveValue('');
  await expect(preview).toContainText('Posed as Atlassianauth.atlassian.com.evil.example');
  await popup.button('Copy message').click();
  await expect(popup.status.filter({ hasText: 'Message copied.' })).toBeVisible();
  const link = await popup.page.evaluate(() => navigator.clipboard.readText());
  const bob = await as();
  const service = new PopupPage(await bob.openPopup());
  await service.importLink(link);
  await service.review('Ledger CLI');
  await expect(service.page.getByRole('list', { name: 'Warnings' })).toContainText(
    'The sign-in started at "auth.atlassian.com.evil.example", not at Atlassian.',
  );
});

test('on a consent page with an opaque address the browser’s own memory helps', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  const alice = await as('Alice Requester');
  await connect(alice.page);
  await expect(alice.page.getByRole('alert')).toBeVisible();
  const { app, site, client, preview } = await openForm(alice, { width: 320 });
  await expect(app).toHaveValue('BoardSync');
  await expect(site).toHaveValue('acme.atlassian.net');
  await expect(client).toHaveValue(CLIENT);
  await expect(preview).toContainText('read:jira-work');
});
