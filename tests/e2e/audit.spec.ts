import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ulid } from 'ulid';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { expectAccessible } from './support/axe.ts';
import { ownPage, plant, stored, tell } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

/** The audit log as a person finds it. */
function logOn(page: Page) {
  const region = page.getByRole('region', { name: 'Audit log' });
  return {
    region,
    entries: region.getByRole('list', { name: 'Entries, newest first' }).getByRole('listitem'),
    search: region.getByRole('searchbox', { name: 'Search the audit log' }),
    status: region.getByRole('status'),
    button: (name: string) => region.getByRole('button', { name, exact: true }),
    open: () => new PopupPage(page).menu('Audit log'),
  };
}

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: Date.now(),
    requestId: ulid(),
    key: 'cloud|acme.atlassian.net|x',
    move: 'raise',
    from: '',
    to: 'pending',
    actor: 'link',
    site: 'acme.atlassian.net',
    app: 'BoardSync',
    scopes: ['read:me'],
    reason: '',
    ...change,
  };
}

test('the audit log says who did what, when, to which app, why, and what it asked for', async ({
  as,
}) => {
  const bob = await as();
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.page.keyboard.press('Escape');
  await popup.review('BoardSync');
  await popup.decide('Deny', 'denial', 'We have such a tool');
  await popup.page.keyboard.press('Escape');
  const log = logOn(popup.page);
  await log.open();
  await expect(log.region.getByRole('heading', { level: 2, name: 'Audit log' })).toBeFocused();
  await expect(log.entries).toHaveCount(2);
  const newest = log.entries.first();
  for (const text of [
    'Denied BoardSync',
    'acme.atlassian.net',
    'Reviewer here',
    'Reason: We have such a tool',
    'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
    String(new Date().getFullYear()),
  ]) {
    await expect(newest).toContainText(text);
  }
  await newest.getByText('Permissions: 2').click();
  await expect(newest.getByText('read:jira-work write:jira-work')).toBeVisible();
  await expect(log.entries.nth(1)).toContainText('Asked BoardSync');
  await expect(log.entries.nth(1)).toContainText('not verified: this came by link');
  await expectAccessible(popup.page, 'audit log');

  await log.search.fill('such a tool');
  await expect(log.entries).toHaveCount(1);
  await expect(log.status.filter({ hasText: /^1 entry$/ })).toBeVisible();
  await log.search.fill('nobody wrote this');
  await expect(log.status.filter({ hasText: 'No entry matches' })).toBeVisible();
  await log.search.fill('');
  await expect(log.entries).toHaveCount(2);
  await popup.page.keyboard.press('Escape');
  await expect(log.region).toHaveCount(0);
  await expect(popup.button('More')).toBeFocused();
});

test('the log names the reviewer, once there is a name, and nobody who asked', async ({ as }) => {
  const bob = await as();
  const options = await bob.context.newPage();
  await options.goto(`chrome-extension://${bob.extensionId}/options.html`);
  await options.getByRole('textbox', { name: 'Your name as a reviewer (optional)' }).fill('Bob B.');
  await options.keyboard.press('Tab');
  await expect(options.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.page.keyboard.press('Escape');
  await popup.review('BoardSync');
  await popup.decide('Deny', 'denial', 'We have such a tool');
  await popup.page.keyboard.press('Escape');
  const log = logOn(popup.page);
  await log.open();
  await expect(log.entries.first()).toContainText('Reviewer here · Bob B.');
  // Who asked is in the request; the log, which may go into a file, does not name them.
  await expect(log.entries.nth(1)).not.toContainText('Alice');
  await log.search.fill('bob b');
  await expect(log.entries).toHaveCount(1);
});

test('the log goes into a file and into another browser, once, and marked as imported', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await tell(own, 'importLink', {
    text: linkTo(requestPayload({ app: { ...requestPayload().app, name: '=HYPERLINK("x")' } })),
  });
  const log = logOn(await bob.openPopup());
  await log.open();
  await expect(log.entries).toHaveCount(1);
  const csv = log.region.page().waitForEvent('download');
  await log.button('Export CSV').click();
  const sheet = readFileSync(await (await csv).path(), 'utf8');
  expect((await csv).suggestedFilename()).toMatch(/^countersign-audit-\d{4}-\d\d-\d\d\.csv$/);
  expect(sheet).toContain(`"'=HYPERLINK(""x"")"`);
  const json = log.region.page().waitForEvent('download');
  await log.button('Export JSON').click();
  const file = await (await json).path();
  await expect(log.status.filter({ hasText: 'Exported: ' })).toBeVisible();

  const olga = await as();
  const theirs = logOn(await olga.openPopup());
  await theirs.open();
  await expect(theirs.status.filter({ hasText: 'Nothing has happened yet' })).toBeVisible();
  await theirs.button('Import JSON').click();
  await theirs.region.getByLabel('Choose a file').setInputFiles(file);
  await expect(theirs.status.filter({ hasText: 'Added: 1' })).toBeVisible();
  await expect(theirs.entries).toHaveCount(1);
  await expect(theirs.entries).toContainText('Imported');
  const paste = theirs.region.getByRole('textbox', { name: 'Or paste the text of the file' });
  await paste.fill(readFileSync(file, 'utf8'));
  await theirs.button('Import entries').click();
  await expect(theirs.status.filter({ hasText: 'Already here: 1' })).toBeVisible();
  await expect(theirs.entries).toHaveCount(1);

  for (const [text, said] of [
    ['', 'Choose a file'],
    ['time,app', 'Not for here:'],
    ['{"format":"other"}', 'Not for here:'],
    ['{"format":"countersign-audit","v":2,"entries":[]}', 'too old for it. Update the extension'],
  ] as const) {
    await paste.fill(text);
    await theirs.button('Import entries').click();
    await expect(theirs.status.filter({ hasText: said })).toBeVisible();
  }
  const bad = { format: 'countersign-audit', v: 1, entries: [{ at: 'now' }, null] };
  await paste.fill(JSON.stringify(bad));
  await theirs.button('Import entries').click();
  await expect(theirs.status.filter({ hasText: 'Unreadable: 2' })).toBeVisible();
  const kept = await stored(await ownPage(olga));
  expect(kept['audit']).toHaveLength(1);
});

test('a log of 10,000 entries opens at its newest page and finds the oldest', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  const start = Date.now() - 10_000_000;
  const bulk = Array.from({ length: 10_000 }, (_, at) =>
    entry({ at: start + at * 1000, app: at === 0 ? 'Very First' : `App ${at}` }),
  );
  await plant(own, 'audit', bulk);
  const log = logOn(await bob.openPopup());
  await log.open();
  await expect(log.entries).toHaveCount(50);
  await expect(log.entries.first()).toContainText('App 9999');
  await expect(log.status.filter({ hasText: '10,000 entries' })).toBeVisible();
  await log.button('Show more').click();
  await expect(log.entries).toHaveCount(100);
  await expect(log.entries.nth(99)).toContainText('App 9900');
  await log.search.fill('very first');
  await expect(log.entries).toHaveCount(1);
});
