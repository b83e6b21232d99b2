import { BannerOnPage, COPIED } from './support/banner.ts';
import { ownPage, storedRequests } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, test } from './support/profiles.ts';

/** The form in a window as small as a sign-in pop-up, and one press for all of it. */

const SIGN_IN_WINDOW = { width: 500, height: 600 };

test('the form with its buttons fits a sign-in window, and covers nothing of Atlassian’s', async ({
  as,
}) => {
  const { page } = await as('Alice Requester');
  await page.setViewportSize(SIGN_IN_WINDOW);
  await connect(page);
  const banner = new BannerOnPage(page);
  // The runner scrolls the page about while it waits for a button that takes no press yet.
  await expect(banner.button('Request approval')).toBeEnabled();
  await banner.fill('Our sprint board has to follow the issues.', 'Alice Requester');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const parts = [banner.headline, banner.reason, banner.name, banner.button('Hide')];
  for (const part of [...parts, banner.button('Copy message'), banner.button('Email admin')]) {
    const box = await part.boundingBox();
    if (!box) throw new Error('It is nowhere.');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(SIGN_IN_WINDOW.width);
    expect(box.y + box.height).toBeLessThanOrEqual(SIGN_IN_WINDOW.height);
  }
  // Unfolded it shows all, and folded its parts.
  await expect(banner.region.getByText(/^What will be sent/)).toHaveText(
    'What will be sent app, site, 4 permissions, your reason, your name',
  );
  await expect(banner.preview).toBeHidden();
  await banner.unfoldPreview();
  await expect(banner.preview).toContainText('Our sprint board has to follow the issues.');
});

test('from the page to the copied message it takes two presses and one text', async ({ as }) => {
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  const { page } = alice;
  await page.bringToFront();
  await connect(page);
  const banner = new BannerOnPage(page);
  let presses = 0;
  const press = async (name: string) => {
    presses += 1;
    await banner.press(name);
  };
  await press('Request approval');
  // What is typed goes into the box that has the focus.
  await expect(banner.reason).toBeFocused();
  await page.keyboard.type('To plan the launch');
  expect(await storedRequests(own)).toEqual([]);
  await press('Copy message');
  await expect(banner.status).toHaveText(COPIED);
  expect(presses).toBeLessThanOrEqual(3);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('Why: To plan the launch');
  expect(text).toMatch(/#countersign=1\.\S+$/);
  await expect
    .poll(async () => (await storedRequests(own)).map(({ passedOn }) => passedOn?.how))
    .toEqual(['copy']);
});

test('by email: one press, said once it was done, and the first button the next time', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  const { page } = alice;
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.fill('To plan the launch', 'Alice');
  await banner.press('Email admin');
  await expect(banner.status).toHaveText('Your mail program has the message.');
  await connect(page);
  await expect(banner.status).toHaveText(/^Requested .+ · waiting for a decision$/);
  const ways = banner.region.getByRole('button', { name: /^(?:Copy message|Email admin)$/ });
  await expect(ways).toHaveText(['Email admin', 'Copy message']);

  const popup = new PopupPage(await alice.openPopup());
  await popup.tab('My requests').click();
  const steps = popup.page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  await expect(steps).toHaveText([/^Asked /, /^Email opened /, 'Waiting for a decision']);
});

test('where the page forbids copying, the message is shown and nothing is said to be copied', async ({
  as,
  sim,
}) => {
  const words =
    'Your site admin must authorize this app for the site acme.atlassian.net before the app can access your account.';
  sim.servePage('auth.atlassian.com', '/consent', () => ({
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'permissions-policy': 'clipboard-write=()',
    },
    body: `<!doctype html><h1>BoardSync is requesting access to your Atlassian account.</h1><p>${words}</p>`,
  }));
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  const { page } = alice;
  await page.bringToFront();
  await page.goto('https://auth.atlassian.com/consent?context=abcdefghijklmnop');
  const banner = new BannerOnPage(page);
  await banner.fill('To plan the launch');
  await banner.send();
  const box = banner.region.getByRole('textbox', { name: "Couldn't copy" });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(/^I'd like to use BoardSync[\s\S]+#countersign=1\.\S+$/);
  await expect(banner.status).toContainText('waiting for a decision');
  await expect(banner.region.getByText('Message copied.')).toHaveCount(0);
  const [request] = await storedRequests(own);
  expect(request?.passedOn).toBeUndefined();
});

test('a script of the page opens no menu, and presses nothing in it', async ({ as }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await expect(banner.button('More')).toBeEnabled();
  const scripted = (label: string) =>
    page.locator('.countersign-banner').evaluate((host, name) => {
      const buttons = [...(host.shadowRoot?.querySelectorAll('button') ?? [])];
      buttons.find((one) => (one.ariaLabel ?? one.textContent) === name)?.click();
    }, label);
  await scripted('More');
  await expect(banner.region.getByRole('menu')).toHaveCount(0);
  await banner.press('More');
  await expect(banner.region.getByRole('menuitem', { name: 'Report a problem' })).toBeEnabled();
  await scripted('Report a problem');
  await expect(banner.region.getByRole('textbox', { name: /^Report/ })).toHaveCount(0);
  await expect(banner.region.getByRole('menu')).toBeVisible();
});
