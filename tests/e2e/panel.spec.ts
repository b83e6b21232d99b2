import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { askFor, file } from './support/desk.ts';
import { killWorker, ownPage, storedRequests, tell } from './support/extension.ts';
import { ADMIN } from './support/links.ts';
import { buttonOn, headline, itemsOn, panelOn, registered } from './support/panel.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';
import { contentScriptOn } from './support/worlds.ts';

const ACME = 'acme.atlassian.net';
const GLOBEX = 'globex.atlassian.net';
const GOVERNMENT = 'acme-gov.atlassian-us-gov-mod.net';
const ACME_ID = '11111111-aaaa-4aaa-8aaa-111111111111';
const APPS_OF_ACME = `${ADMIN}s/${ACME_ID}/user-connected-apps`;

const link = (page: Page, site: string) =>
  page.getByRole('listitem').filter({ hasText: site }).getByRole('link');

/** Three requests for acme and one for globex; Bob administers both. */
async function fillQueue(own: Page): Promise<void> {
  for (const [name, site, reason] of [
    ['BoardSync', ACME, 'To plan the launch'],
    ['Sketcher', ACME, 'To draw'],
    ['Quill', GLOBEX, 'To write'],
  ] as const) {
    await file(own, askFor(name, ['read:jira-work', 'write:jira-work'], { site, reason }));
  }
}

test('the panel shows the queue of the page’s site, goes with the navigation, and opens a request', async ({
  as,
  sim,
}) => {
  sim.set({ adminNavigation: 'client' });
  for (const { name, adminOf } of sim.world.accounts) {
    if (name === 'Bob Admin') adminOf.push(GLOBEX);
  }
  const bob = await as('Bob Admin');
  const { page } = bob;
  const own = await ownPage(bob);
  expect(await registered(bob)).not.toContain('panel');
  await page.bringToFront();
  // Open before anything waits: the script comes to this very page once something does.
  await page.goto(ADMIN);
  await fillQueue(own);
  await expect.poll(() => registered(bob)).toContain('panel');
  for (const site of [ACME, GLOBEX]) {
    expect(await tell(own, 'matchSite', { site })).toEqual({ ok: true, matched: true });
  }
  await expect(panelOn(page)).toHaveCount(0);

  const box = page.getByRole('link', { name: 'Connected apps' }).first();
  await box.focus();
  await link(page, ACME).click();
  await expect(headline(page)).toHaveText('Countersign: 2 requests wait');
  await expect(page.getByRole('heading', { name: 'Connected apps' })).toBeVisible();
  await expect(itemsOn(page)).toHaveCount(2);
  await expect(itemsOn(page).first()).toContainText('BoardSync');
  await expect(itemsOn(page).first()).toContainText('To plan the launch');
  await expect(itemsOn(page).first()).toContainText('High');
  await expect(panelOn(page)).not.toContainText('Quill');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');

  await page.getByRole('link', { name: 'All sites' }).click();
  await expect(panelOn(page)).toHaveCount(0);
  await link(page, GLOBEX).click();
  await expect(headline(page)).toHaveText('Countersign: 1 request waits');
  await expect(itemsOn(page)).toContainText('Quill');
  await page.goBack();
  await expect(panelOn(page)).toHaveCount(0);
  await page.goBack();
  await expect(itemsOn(page)).toHaveCount(2);

  // The page draws itself anew, root and all.
  await page.evaluate(() => {
    document.documentElement.replaceChildren(document.head, document.createElement('body'));
  });
  await expect(itemsOn(page)).toHaveCount(2);

  // A script of the page may look, and its clicks do nothing.
  await page.evaluate(() => {
    const root = document.querySelector('.countersign-queue')?.shadowRoot;
    for (const button of root?.querySelectorAll('button') ?? []) button.click();
  });
  await expect(itemsOn(page)).toHaveCount(2);
  await killWorker(bob.context);
  const opened = bob.context.waitForEvent('page');
  await buttonOn(page, 'Review BoardSync').click();
  const popup = new PopupPage(await opened);
  await expect(popup.detail('BoardSync')).toBeVisible();
  await expect(popup.page).toHaveURL(/popup\.html#request=[0-9A-Z]{26}$/);
  await popup.decide('Deny', 'denial', 'No');
  await expect(popup.status.filter({ hasText: 'Denied' })).toBeVisible();
  await popup.page.close();
  await page.bringToFront();
  await expect(itemsOn(page)).toHaveCount(1);
  await expect(itemsOn(page)).toContainText('Sketcher');
});

test('it can be folded, moved and closed by keyboard, is accessible, and off stays off', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const { page } = bob;
  const own = await ownPage(bob);
  await fillQueue(own);
  await tell(own, 'matchSite', { site: ACME });
  await page.bringToFront();
  await page.goto(APPS_OF_ACME);
  await expect(itemsOn(page)).toHaveCount(2);
  await expectAccessible(page, 'panel', '.countersign-queue');
  const fold = headline(page).getByRole('button');
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(itemsOn(page)).toHaveCount(0);
  await expectAccessible(page, 'folded panel', '.countersign-queue');
  await page.keyboard.press('Space');
  await expect(itemsOn(page)).toHaveCount(2);
  const left = async () => (await panelOn(page).boundingBox())?.x ?? 0;
  expect(await left()).toBeGreaterThan(640);
  await buttonOn(page, 'Move to the left').focus();
  await page.keyboard.press('Enter');
  await expect(buttonOn(page, 'Move to the right')).toBeFocused();
  expect(await left()).toBeLessThan(100);
  await page.keyboard.press('Tab');
  await expect(buttonOn(page, 'Close')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panelOn(page)).toHaveCount(0);

  await page.reload();
  await buttonOn(page, 'Do not show here again').focus();
  await page.keyboard.press('Enter');
  const said = panelOn(page).getByRole('status');
  await expect(said).toContainText('Turn it on again in Options.');
  await expect(said).toBeFocused();
  await expectAccessible(page, 'switched off', '.countersign-queue');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Connected apps' })).toBeVisible();
  expect(await registered(bob)).not.toContain('panel');
  const { context, extensionId } = bob;
  const options = await context.newPage();
  await options.goto(`chrome-extension://${extensionId}/options.html`);
  const wanted = options.getByRole('checkbox', { name: 'Show waiting requests on' });
  await expect(wanted).not.toBeChecked();
  await expect(panelOn(page)).toHaveCount(0);
  await wanted.check();
  await expect(options.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await page.bringToFront();
  await expect(itemsOn(page)).toHaveCount(2);
  await tell(own, 'eraseAll', {});
  await expect(panelOn(page)).toHaveCount(0);
});

test('a site that is not known yet is looked up in a page of the extension, and matched', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const { page } = bob;
  const own = await ownPage(bob);
  await file(own, askFor('BoardSync', ['read:jira-work'], { site: ACME }));
  await file(own, askFor('Gov', [], { site: GOVERNMENT, edition: 'government' }));
  await page.bringToFront();
  await page.goto(APPS_OF_ACME);
  await expect(headline(page)).toHaveText('Countersign: 1 request waits, perhaps for this site');
  await expect(panelOn(page)).not.toContainText('BoardSync');
  await expectAccessible(page, 'not matched', '.countersign-queue');
  const opened = bob.context.waitForEvent('page');
  await buttonOn(page, 'Find out which site this is').click();
  const popup = await opened;
  await expect(popup.getByRole('button', { name: /^Look up / })).toHaveCount(2);
  await popup.getByRole('button', { name: `Look up ${ACME}` }).click();
  await expect(popup.getByText('Saved')).toBeVisible();
  await expect(popup.getByRole('button', { name: /^Look up / })).toHaveCount(1);
  await expectAccessible(popup, 'sites to be matched');
  await popup.getByRole('button', { name: `Look up ${GOVERNMENT}` }).click();
  await expect(popup.getByText('Nothing is left to look up.')).toBeVisible();
  await popup.close();
  await page.bringToFront();
  await expect(itemsOn(page)).toContainText('BoardSync');

  await page.goto('https://id.atlassian-us-gov-mod.com/login');
  await page.getByRole('button', { name: 'Sign in as Bob Admin' }).click();
  await expect(page.getByText('Signed in as Bob Admin')).toBeVisible();
  const host = 'https://admin.atlassian-us-gov-mod.com';
  await page.goto(`${host}/s/44444444-dddd-4ddd-8ddd-444444444444/user-connected-apps`);
  await expect(itemsOn(page)).toContainText('Gov');
  await expect(panelOn(page)).toContainText(GOVERNMENT);
});

test('elsewhere in Administration there is nothing, and the panel’s script may only look and open', async ({
  as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  const { page, context, extensionId } = bob;
  const own = await ownPage(bob);
  await fillQueue(own);
  await tell(own, 'matchSite', { site: ACME });
  await page.bringToFront();
  await page.goto(ADMIN);
  await expect(page.getByRole('heading', { name: 'Atlassian Administration' })).toBeVisible();
  const script = await contentScriptOn({ context, document: page }, extensionId);
  // Asked for in the name of this page the panel comes only for an id: and then for that site alone.
  const other = '33333333-cccc-4ccc-8ccc-333333333333';
  const answer = await script?.send({ name: 'panelQueue', data: { cloudId: ACME_ID } });
  expect(answer).toMatchObject({ ok: true, queue: { site: ACME, waiting: 2 } });
  const [request] = await storedRequests(own);
  for (const secret of [request?.app.clientId, request?.requesters[0]?.id, 'read:jira-work']) {
    expect(JSON.stringify(answer)).not.toContain(secret);
  }
  expect(await script?.send({ name: 'panelQueue', data: { cloudId: other } })).toEqual({
    ok: true,
    queue: { unmatched: 1 },
  });
  for (const cloudId of ['', '../x', `${ACME_ID}/`]) {
    expect(await script?.send({ name: 'panelQueue', data: { cloudId } })).toMatchObject({
      problem: 'bad-data',
    });
  }
  await expect(page.locator('.countersign-queue')).toHaveCount(0);
  await page.goto('https://id.atlassian.com/login');
  const signIn = await contentScriptOn({ context, document: page }, extensionId);
  expect(await signIn?.send({ name: 'panelQueue', data: { cloudId: ACME_ID } })).toEqual({
    ok: true,
  });
  expect(await signIn?.send({ name: 'panelOpen', data: { page: 'tab' } })).toMatchObject({
    problem: 'not-allowed',
  });
  // With nothing left to review, nothing stands ready.
  const ids = (await storedRequests(own)).map(({ id }) => id);
  await tell(own, 'decideMany', { ids, kind: 'dismiss', reason: '' });
  await expect.poll(() => registered(bob)).not.toContain('panel');
  sim.set({ adminNavigation: 'server' });
  await page.goto(APPS_OF_ACME);
  await expect(page.getByRole('heading', { name: 'Connected apps' })).toBeVisible();
  expect(await page.locator('.countersign-queue').count()).toBe(0);
});
