import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, storedRequests } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

/** Where requests go: set by one, taken over by another, used at one press. */

const PORTAL = 'https://acme.atlassian.net/servicedesk/customer/portal/1/create/10';

async function options({ context, extensionId }: Profile) {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html#where`);
  return { page, part: page.getByRole('region', { name: 'Where requests go' }) };
}

test('an admin’s set-up link has a colleague’s requests arrive at one press', async ({ as }) => {
  const bob = await as('Bob Admin');
  const { page: settings, part } = await options(bob);
  await part.getByRole('textbox', { name: 'Jira project, email, or form' }).fill(PORTAL);
  await part
    .getByRole('radio', { name: 'It opens as a form, filled in, to send by hand.' })
    .check();
  await part.getByRole('textbox', { name: 'Name shown to people' }).fill('IT Help');
  await part.getByRole('button', { name: 'Add' }).click();
  await expect(part.getByRole('listitem')).toContainText('IT Help');
  await part.getByText('Set up for your colleagues').click();
  await part.getByRole('textbox', { name: 'Your team’s name' }).fill('IT at ACME');
  await expectAccessible(settings, 'where requests go');
  await part.getByRole('button', { name: 'Copy set-up link' }).click();
  await expect(part.getByText('Copied.')).toBeVisible();
  const link = await settings.evaluate(() => navigator.clipboard.readText());

  const alice = await as('Alice Requester');
  const { page } = alice;
  await page.goto(link);
  const notice = page.getByRole('region', { name: 'Countersign' });
  await expect(notice).toContainText('This link sets where your requests go:');
  await expect(notice).toContainText(
    'IT Help acme.atlassian.net/servicedesk/customer/portal/1/create/10 · *.atlassian.net',
  );
  await expect(notice).toContainText('It says it is from IT at ACME.');
  // Nothing is left of it in the address bar.
  expect(new URL(page.url()).hash).toBe('');
  await expectAccessible(page, 'a set-up', '.countersign-notice');
  const use = notice.getByRole('button', { name: 'Use this' });
  await expect(use).toBeEnabled();
  await use.click();
  await expect(notice.getByRole('status')).toHaveText(/^Saved\./);

  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.press('Request approval');
  await expect(banner.region).toContainText('Goes to IT Help');
  await banner.reason.fill('To plan the launch');
  const opening = alice.context.waitForEvent('page');
  await banner.press('Send request');
  const form = new URL((await opening).url());
  expect(`${form.origin}${form.pathname}`).toBe(PORTAL);
  expect(form.searchParams.get('description')).toContain('To plan the launch');
  expect(form.searchParams.get('description')).toMatch(/#countersign=1\.\S+$/);
  expect(form.href.length).toBeLessThanOrEqual(2000);
  await expect(banner.status).toHaveText('IT Help: the form is open in a new tab. Send it there.');
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  expect(request?.passedOn).toMatchObject({ how: 'send', to: 'IT Help' });

  // The same from My requests.
  const popup = new PopupPage(await alice.openPopup());
  await popup.tab('My requests').click();
  const item = popup.page.getByRole('listitem').filter({ hasText: 'BoardSync' }).first();
  await expect(item).toContainText('Opened for IT Help');
  const again = alice.context.waitForEvent('page');
  await item.getByRole('button', { name: 'Send request' }).click();
  expect(new URL((await again).url()).pathname).toBe(new URL(PORTAL).pathname);
});

test('a link from a stranger changes nothing by itself, and a hostile one is refused', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  const { page } = alice;
  const { part } = await options(alice);
  const { setupLink } = await import('../../lib/channels/destination.ts');
  const evil = { site: '*.atlassian.net', label: 'IT', to: 'https://forms.evil.example/?t={text}' };
  await page.bringToFront();
  await page.goto(await setupLink({ from: 'ACME', destinations: [evil] }));
  const notice = page.getByRole('region', { name: 'Countersign' });
  await expect(notice).toContainText('forms.evil.example');
  await expect(notice).toContainText('Not verified');
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toHaveCount(0);
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.press('Request approval');
  await expect(banner.button('Copy message')).toBeEnabled();
  await expect(banner.button('Send request')).toHaveCount(0);

  const posed = { ...evil, to: 'https://acme.atlassian.net.evil.example/?t={text}' };
  await page.goto(await setupLink({ from: 'ACME', destinations: [posed] }));
  await expect(notice).toContainText('imitates another one');
  await expect(notice.getByRole('button', { name: 'Use this' })).toHaveCount(0);
  await expect(part.getByRole('listitem')).toHaveCount(0);
});

test('of several places one is chosen, and stands first the next time', async ({ as }) => {
  const alice = await as('Alice Requester');
  const { page: settings, part } = await options(alice);
  for (const [to, label] of [
    ['it@acme.example', 'IT by email'],
    [PORTAL, 'IT Help'],
  ] as const) {
    await part.getByRole('textbox', { name: 'Jira project, email, or form' }).fill(to);
    const form = part.getByRole('radio', {
      name: 'It opens as a form, filled in, to send by hand.',
    });
    if (to === PORTAL) await form.check();
    await part.getByRole('textbox', { name: 'Name shown to people' }).fill(label);
    await part.getByRole('button', { name: 'Add' }).click();
    await expect(part.getByRole('listitem').filter({ hasText: label })).toBeVisible();
  }
  await settings.close();
  const { page } = alice;
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.press('Request approval');
  const choice = banner.region.getByRole('combobox', { name: 'Send to' });
  await expect(choice).toBeVisible();
  await expectAccessible(page, 'several places', '.countersign-banner');
  await expect(choice).toHaveValue('IT by email');
  // By key, as a person does: what a script chooses does not count.
  await choice.press('ArrowDown');
  await expect(choice).toHaveValue('IT Help');
  const opening = alice.context.waitForEvent('page');
  await banner.press('Send request');
  await (await opening).close();
  await expect(banner.status).toHaveText(/^IT Help: /);
  await page.bringToFront();
  await connect(page);
  await expect(choice).toHaveValue('IT Help');
});
