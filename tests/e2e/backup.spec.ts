import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import { ownPage, plant, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { expect, type Profile, test } from './support/profiles.ts';

const RULE = {
  v: 1,
  id: '01KA0000000000000000000RV1',
  note: 'Nothing that can manage Jira',
  enabled: true,
  when: { levelAtLeast: 'high' },
  outcome: 'deny',
  reason: 'Too much',
} as const;

async function openOptions({ context, extensionId }: Profile): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  return page;
}

/** All tables, and what is kept beside the requests by its name. */
async function kept(own: Page) {
  const { kept: named = [], ...tables } = await stored(own);
  const beside = (named as { name: string; value: unknown }[])
    // When the clock was looked at is of this browser alone.
    .filter(({ name }) => name !== 'expiryLooked')
    .map(({ name, value }) => [name, value]);
  return { tables, beside: Object.fromEntries(beside) };
}

test('everything that is exported can be taken in elsewhere, and once more changes nothing', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  const rule = { ...RULE, createdAt: Date.now() };
  expect(await tell(own, 'putRule', { rule })).toMatchObject({ ok: true });
  const settings = { ...DEFAULTS, expireAfterDays: 90, strict: true };
  await tell(own, 'saveSettings', { settings });
  await plant(own, 'kept', [
    { name: 'rulesAside', value: [{ odd: 'rule' }] },
    { name: 'reviewerName', value: 'Rita' },
  ]);
  await plant(own, 'requests', [{ id: 'odd', status: 7 }]);
  const options = await openOptions(bob);
  await expect(options.getByText('Unreadable, kept aside, in the export: 1')).toBeVisible();
  const saved = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export everything' }).click();
  const path = await (await saved).path();
  const file = JSON.parse(await readFile(path, 'utf8'));
  expect(file).toMatchObject({ settings, rulesAside: [{ odd: 'rule' }] });
  expect(file.rules).toEqual([rule]);

  const rita = await as();
  const other = await ownPage(rita);
  const page = await openOptions(rita);
  const box = page.getByLabel('Import an exported file');
  await box.setInputFiles(path);
  await expect(page.getByRole('status').filter({ hasText: 'were added' })).toBeVisible();
  const first = await kept(other);
  const before = await kept(own);
  expect(first.tables['requests']).toEqual(before.tables['requests']);
  expect(first.tables['audit']).toEqual([
    { ...(before.tables['audit']?.[0] as object), imported: true },
  ]);
  expect(first.tables['quarantine']).toMatchObject([{ value: { id: 'odd', status: 7 } }]);
  expect(first.beside).toMatchObject({
    settings,
    rules: [{ ...rule, enabled: false }],
    rulesAside: [{ odd: 'rule' }],
  });
  expect(first.beside).not.toHaveProperty('reviewerName');
  await box.setInputFiles(path);
  await expect(page.getByRole('status').filter({ hasText: '0 records were added' })).toBeVisible();
  expect(await kept(other)).toEqual(first);

  await box.setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{'),
  });
  await expect(page.getByText('This is no whole export. Nothing was changed.')).toBeVisible();
});

/** The text of the file that "Export everything" saves. */
async function exported(options: Page): Promise<string> {
  const saved = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export everything' }).click();
  return readFile(await (await saved).path(), 'utf8');
}

async function receive(options: Page, text: string, added: number): Promise<void> {
  const file = { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await options.getByLabel('Import an exported file').setInputFiles(file);
  const said = options.getByRole('status').filter({ hasText: 'added' });
  await expect(said).toContainText(new RegExp(`^${added} record`));
}

test('two reviewers who exchange their files have each ask once, as it was decided last, and their own names', async ({
  as,
}) => {
  const [bob, carol] = [await as(), await as()];
  const [bobs, carols] = [await ownPage(bob), await ownPage(carol)];
  const link = linkTo(requestPayload());
  for (const [own, name] of [
    [bobs, 'Bob'],
    [carols, 'Carol'],
  ] as const) {
    await tell(own, 'nameReviewer', { name });
    await tell(own, 'importLink', { text: link });
  }
  const [{ id: here = '' } = {}] = await storedRequests(bobs);
  const [{ id: there = '' } = {}] = await storedRequests(carols);
  await tell(carols, 'decideRequest', { id: there, kind: 'deny', reason: 'Use ours' });

  const [optionsOfBob, optionsOfCarol] = [await openOptions(bob), await openOptions(carol)];
  // An older version put the names of who exported into the file.
  const names = { requester: 'Carol', reviewer: 'Carol' };
  const file = JSON.stringify({ ...JSON.parse(await exported(optionsOfCarol)), names });
  await receive(optionsOfBob, file, 3);
  const denied = { status: 'denied', decision: { kind: 'deny', reason: 'Use ours' } };
  expect(await storedRequests(bobs)).toMatchObject([{ id: here, ...denied }]);
  await expect.poll(() => bob.badge()).toBe('');
  await receive(optionsOfBob, file, 0);
  await receive(optionsOfCarol, await exported(optionsOfBob), 1);
  expect(await storedRequests(carols)).toMatchObject([{ id: there, ...denied }]);

  expect(await tell(bobs, 'reopenRequest', { id: here })).toMatchObject({ ok: true });
  expect(((await stored(bobs))['audit'] as AuditEntry[]).at(-1)).toMatchObject({
    move: 'reopen',
    by: 'Bob',
  });
  await receive(optionsOfCarol, await exported(optionsOfBob), 2);
  expect(await storedRequests(carols)).toMatchObject([{ id: there, status: 'pending' }]);
  await expect.poll(() => carol.badge()).toBe('1');
  expect(await tell(bobs, 'readSettings', {})).toMatchObject({ reviewer: 'Bob' });
});
