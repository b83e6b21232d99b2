import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';
import { addQueue, openWhere } from './support/queue.ts';

/** Requests travel to Jira by themselves: as the person sees it who decides. */

const SITE = 'acme.atlassian.net';

/** Alice has filed a request. */
async function filed(alice: Profile): Promise<void> {
  await addQueue(alice, 'IT Help');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.press('Request approval');
  await banner.reason.fill('To plan the launch');
  await banner.press('Send request');
  await expect(banner.status).toHaveText('Filed as ITAPPS-1');
}

/** Bob watches the same project. */
async function watches(bob: Profile, words = 'Last look:'): Promise<void> {
  const { page, part } = await openWhere(bob);
  const watch = part.getByRole('checkbox', { name: 'Show its requests in my queue' });
  await watch.focus();
  await watch.press('Space');
  await expect(part.getByRole('listitem')).toContainText(words);
  await expect(watch).toBeChecked();
  await expectAccessible(page, 'a queue that is watched');
  await page.close();
}

test('a project’s requests come into the queue, proven, and the answer goes back', async ({
  as,
  world,
}) => {
  const alice = await as('Alice Requester');
  await alice.context.addCookies([world.signIn('Alice Requester', SITE)]);
  const bob = await as('Bob Admin');
  await bob.context.addCookies([world.signIn('Bob Admin', SITE)]);
  await filed(alice);
  await addQueue(bob, 'IT Help');
  await watches(bob);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.tab('To review')).toContainText('1');
  const detail = await popup.review('BoardSync');
  await expect(detail).toContainText('Alice Requester');
  await expect(detail).toContainText('verified by Jira');
  await expect(detail.getByRole('link', { name: 'Filed as ITAPPS-1' })).toBeVisible();
  await expectAccessible(popup.page, 'a request from Jira');
  await popup.decide('Deny', 'denial', 'We have one already');
  await expect(detail).toContainText('What you decided is on its way to ITAPPS-1.');
  const [issue] = world.jira(SITE).world.issues.values();
  await expect.poll(() => issue?.labels, { timeout: 40_000 }).toContain('countersign-denied');

  // The requester’s own popup looks, and says who decided.
  const own = await alice.context.newPage();
  await own.goto(`chrome-extension://${alice.extensionId}/popup.html#mine`);
  const item = own.getByRole('listitem').filter({ hasText: 'BoardSync' }).first();
  await expect(item).toContainText('Decided in Jira by Bob Admin.');
  await expect(item).toContainText('We have one already');
  await expectAccessible(own, 'an answer from Jira');
});

test('what was changed after it was filed cannot be approved', async ({ as, world }) => {
  const alice = await as('Alice Requester');
  await alice.context.addCookies([world.signIn('Alice Requester', SITE)]);
  const bob = await as('Bob Admin');
  await bob.context.addCookies([world.signIn('Bob Admin', SITE)]);
  await filed(alice);
  const [issue] = world.jira(SITE).world.issues.values();
  if (!issue) throw new Error('It is not there.');
  issue.description = JSON.parse(
    JSON.stringify(issue.description).replaceAll('To plan the launch', 'To read it all'),
  );
  await addQueue(bob, 'IT Help');
  await watches(bob);
  const popup = new PopupPage(await bob.openPopup());
  const detail = await popup.review('BoardSync');
  await expect(detail).toContainText('One ask was changed in Jira after it was filed.');
  await expect(popup.button('Approve')).toHaveCount(0);
  await expect(popup.button('Deny')).toBeVisible();
  await expectAccessible(popup.page, 'a request that was changed');
});

test('a queue that cannot be read says so above the list', async ({ as, world }) => {
  const bob = await as('Bob Admin');
  await bob.context.addCookies([world.signIn('Bob Admin', SITE)]);
  await addQueue(bob, 'IT Help');
  world.set({ jiraTrouble: 'login-page' });
  const signedOut = 'Sign in to Jira on that site';
  await watches(bob, signedOut);
  const page = await bob.openPopup();
  await expect(page.getByText(signedOut)).toBeVisible();
  await expect(page.getByRole('link', { name: `${SITE}/ITAPPS` })).toBeVisible();
  await expectAccessible(page, 'a queue that cannot be read');
});
