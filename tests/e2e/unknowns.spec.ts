import type { Page } from '@playwright/test';
import type { Simulator } from '../simulator/simulator.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, storedRequests, tell } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, signIn, test } from './support/profiles.ts';
import {
  acceptOn,
  freshWorld,
  missing,
  NOT_POSED,
  ROWS,
  type Row,
  table,
} from './support/unknowns.ts';

interface Cast {
  sim: Simulator;
  alice: Profile;
  bob: Profile;
  /** pages of the extension in either browser, to look into the store from */
  own: { alice: Page; bob: Page };
}

/** Opens the consent page, and does there what makes the block show. */
async function meet(page: Page, { sites, blockWhen }: Row['set'], press: boolean): Promise<void> {
  await connect(page);
  if (sites === 'several') {
    await page.getByRole('combobox').click();
    await page.getByRole('option', { name: 'acme.atlassian.net' }).click();
  }
  if (blockWhen === 'accept' && press) await acceptOn(page).click();
}

/** The person asks, by whatever way the page leaves; answers with what they met and the link. */
async function ask({ alice, own }: Cast, row: Row): Promise<{ met: string; link: string }> {
  await meet(alice.page, row.set, row.set.consentLifetimeMs !== 0);
  const banner = new BannerOnPage(alice.page);
  let met = 'asked';
  if (row.set.consentLifetimeMs === 0) {
    const heading = alice.page.getByRole('heading', { name: 'Something went wrong', exact: true });
    await expect(heading).toBeVisible();
    const popup = new PopupPage(await alice.openPopup());
    await popup.menu('Request approval for this page');
    await popup.page.getByRole('textbox', { name: /^App/ }).fill('BoardSync');
    await popup.page.getByRole('textbox', { name: /^Site/ }).fill('acme.atlassian.net');
    await popup.button('Copy message').click();
    await expect(popup.status.filter({ hasText: 'Message copied.' })).toBeVisible();
    await popup.page.close();
    met = 'expired: asked by hand';
  } else {
    await expect(banner.headline).toBeVisible();
    if ((await banner.headline.textContent())?.startsWith('Looks blocked')) {
      met = 'asked whether it is a block, asked';
      await banner.press('Yes, it is blocked');
    } else await banner.press('Request approval');
    await banner.reason.fill('To plan the launch');
    const app = banner.region.getByRole('textbox', { name: 'What is the app called?' });
    if (await app.isVisible()) await app.fill('BoardSync');
    await banner.send();
    await expect(banner.status).toContainText('Message copied.');
  }
  const [request] = await storedRequests(own.alice);
  expect(request).toMatchObject({ site: 'acme.atlassian.net', app: { name: 'BoardSync' } });
  const texts = await tell(own.alice, 'shareRequest', { id: request?.id ?? '' });
  return { met, link: texts.ok ? texts.link : '' };
}

/** The admin opens the link, signed in or not. */
async function receive({ sim, bob, own }: Cast, row: Row, link: string): Promise<string> {
  if (!row.set.adminSignIn) {
    expect(await tell(own.bob, 'importLink', { text: link })).toMatchObject({ ok: true });
    return '';
  }
  for (const [cookie, account] of sim.world.sessions) {
    if (account.endsWith('bob')) sim.world.sessions.delete(cookie);
  }
  await bob.page.goto('about:blank');
  await bob.page.goto(link);
  await bob.page.getByRole('button', { name: 'Sign in as Bob Admin' }).click();
  const notice = bob.page.getByRole('region', { name: 'Countersign' });
  await expect(notice.getByRole('status')).toContainText('in your queue');
  return '; the link survived a sign-in';
}

/** Presses Accept; where the page redraws itself all the time, by keyboard: the focus stays. */
async function accept(page: Page, { set }: Row): Promise<void> {
  if (!set.rerender) return acceptOn(page).click();
  await acceptOn(page).focus();
  await page.keyboard.press('Enter');
}

/** The admin goes through the app's own flow; false where Atlassian does not let them. */
async function takeEffect({ bob }: Cast, row: Row): Promise<boolean> {
  if (row.set.orgAdminWithoutAccess) await signIn(bob.page, 'Olga OrgAdmin');
  await meet(bob.page, row.set, false);
  if (row.set.orgAdminWithoutAccess === 'denied') {
    await expect(bob.page.getByText('Access denied')).toBeVisible();
    await signIn(bob.page, 'Bob Admin');
    return false;
  }
  await accept(bob.page, row);
  await expect(bob.page.getByRole('status')).toContainText('Connected to');
  if (row.set.orgAdminWithoutAccess) await signIn(bob.page, 'Bob Admin');
  return true;
}

/** The person tries again, and it works; answers with where the request is then. */
async function tryAgain({ alice, own }: Cast, row: Row): Promise<string> {
  await meet(alice.page, row.set, false);
  await expect(acceptOn(alice.page)).toBeEnabled();
  await accept(alice.page, row);
  await expect(alice.page.getByRole('status')).toContainText('Connected to acme.atlassian.net');
  // Without the English heading nobody can say that the page is clear: then it is not claimed.
  const now = async () => (await storedRequests(own.alice)).at(-1)?.status;
  if (row.set.language) return (await now()) === 'pending' ? 'works' : 'claimed too much';
  await expect.poll(now).toBe('granted');
  return 'granted';
}

/** What is particular to a switch. */
async function probe({ sim, alice, own }: Cast, row: Row, id: string): Promise<string> {
  if (row.set.tenantInfo) {
    const found = await tell(own.bob, 'findConnectedApps', { id });
    const exact = found.ok && found.exact;
    return `; Connected apps: ${exact ? 'that site' : 'the front page'}`;
  }
  if (row.set.scopeGrowthReblocks === undefined) return '';
  sim.set({ saasScopes: 'grown' });
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await expect(acceptOn(alice.page)).toBeVisible();
  if (row.set.scopeGrowthReblocks) {
    await expect(banner.button('Request approval')).toBeVisible();
    return '; more scopes: may be asked for';
  }
  await expect(alice.page.getByRole('alert')).toHaveCount(0);
  return '; more scopes: no block';
}

async function journey(cast: Cast, row: Row): Promise<string> {
  const { met, link } = await ask(cast, row);
  const note = await receive(cast, row, link);
  const [queued] = await storedRequests(cast.own.bob);
  const id = queued?.id ?? '';
  const decided = await tell(cast.own.bob, 'decideRequest', { id, kind: 'approve', reason: '' });
  expect(decided).toMatchObject({ ok: true });
  if (row.set.consentLifetimeMs === 0) return `${met}, approved`;
  if (!(await takeEffect(cast, row))) return `${met}, approved; the org admin is denied`;
  const end = await tryAgain(cast, row);
  return `${met}, approved, ${end}${note}${await probe(cast, row, id)}`;
}

test('every value of every switch is posed', () => {
  expect(missing()).toEqual([]);
  for (const [unknown, why] of Object.entries(NOT_POSED))
    process.stdout.write(`${unknown}  ${why}\n`);
});

/** So that two browsers can share the walks. */
const PARTS = 2;

for (const part of Array(PARTS).keys()) {
  test(`whichever way the unknowns turn out, the journey has an end (${part + 1} of ${PARTS})`, async ({
    as,
    sim,
  }) => {
    const [alice, bob] = [await as('Alice Requester'), await as('Bob Admin')];
    const own = { alice: await ownPage(alice), bob: await ownPage(bob) };
    const cast: Cast = { sim, alice, bob, own };
    const sessions = new Map(sim.world.sessions);
    const outcomes = new Map<Row, string>();
    for (const row of ROWS.filter((_, at) => at % PARTS === part)) {
      await test.step(JSON.stringify(row.set), async () => {
        freshWorld(sim, sessions, row);
        for (const page of Object.values(own)) await tell(page, 'eraseAll', {});
        const came = await journey(cast, row).catch((error: Error) => `FAILED: ${error.message}`);
        outcomes.set(row, came);
        for (const [cookie, account] of sim.world.sessions) sessions.set(cookie, account);
        expect.soft(came, JSON.stringify(row.set)).toBe(row.outcome);
      });
    }
    process.stdout.write(`\n${table(outcomes)}\n`);
  });
}
