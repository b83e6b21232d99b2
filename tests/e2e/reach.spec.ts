import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import { killWorker, ownPage, plant, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { connect, expect, test } from './support/profiles.ts';
import { PLANTED, type Reach, reachFrom } from './support/reach.ts';
import { makeVersion1 } from './support/store-faults.ts';

test.use({ sites: 'apart' });

interface Local {
  chrome: {
    storage: {
      local: { get(): Promise<Record<string, unknown>>; set(items: object): Promise<void> };
    };
  };
}

const local = (own: Page) =>
  own.evaluate(() => (globalThis as unknown as Local).chrome.storage.local.get());

/** Written past all of our code, as an older version of it did, or as somebody else would. */
const putLocal = (own: Page, items: object) =>
  own.evaluate(
    (values) => (globalThis as unknown as Local).chrome.storage.local.set(values),
    items,
  );

/** Bob decides the one request that waits; the name in the log tells under whose. */
async function decideTheOne(own: Page): Promise<AuditEntry | undefined> {
  const [request] = await storedRequests(own);
  expect(request).toMatchObject({ status: 'pending' });
  const data = { id: request?.id ?? '', kind: 'deny', reason: 'No' } as const;
  expect(await tell(own, 'decideRequest', data)).toMatchObject({ ok: true });
  return ((await stored(own))['audit'] as AuditEntry[]).at(-1);
}

test('a content script reads nothing that is kept, and nothing that it plants decides', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  await tell(own, 'nameReviewer', { name: 'Bob' });
  await tell(own, 'saveSettings', { settings: { ...DEFAULTS, expireAfterDays: 90 } });
  await bob.page.bringToFront();
  await connect(bob.page);
  await expect(bob.page.getByRole('button', { name: 'Accept' })).toBeVisible();
  const reached: Reach[] = await own.evaluate(reachFrom, [bob.page.url(), PLANTED] as const);
  expect(reached.filter(({ read, wrote }) => read || wrote)).toEqual([]);
  expect(reached).toHaveLength(3);

  // Even from where it can be written.
  await putLocal(own, PLANTED);
  await killWorker(bob.context);
  await tell(own, 'importLink', { text: linkTo(requestPayload()) });
  expect(await decideTheOne(own)).toMatchObject({ actor: 'reviewer', by: 'Bob' });
  expect(await tell(own, 'readSettings', {})).toMatchObject({
    reviewer: 'Bob',
    settings: { expireAfterDays: 90 },
  });
  expect(await local(own)).toEqual({});
});

/** What a version before this one had in `storage.local`. */
const BEFORE = {
  settings: { ...DEFAULTS, expireAfterDays: 45, strict: true },
  rules: [{ ...PLANTED.rules[0], note: 'Known vendors' }],
  rulesAside: [{ odd: 'rule' }],
  levels: [{ scope: 'read:me', level: 'high' }],
  levelsAside: [{ odd: 'level' }],
  reviewerName: 'Bob',
  requesterName: 'bob@acme.example',
  siteIds: [{ cloudId: '11111111-2222-3333-4444-555555555555', site: 'acme.atlassian.net' }],
  notBlocked: ['0'.repeat(64)],
  openToggles: [],
  otherHosts: [{ kind: 'jira-data-center', address: 'https://jira.acme.example' }],
  expiryLooked: 1_790_000_000_000,
};

test('what lay in the storage of content scripts is carried over once, and counts no more', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  const fixture = new URL('fixtures/store-v1.json', import.meta.url);
  await killWorker(bob.context);
  await makeVersion1(own, JSON.parse(readFileSync(fixture, 'utf8')));
  await putLocal(own, { ...BEFORE, settings$: { v: 1 } });

  expect(await tell(own, 'exportKept', {})).toMatchObject({
    kept: {
      rules: BEFORE.rules,
      rulesAside: BEFORE.rulesAside,
      levels: BEFORE.levels,
      settings: BEFORE.settings,
    },
  });
  expect(await tell(own, 'readSettings', {})).toMatchObject({ reviewer: 'Bob' });
  expect(await tell(own, 'startManual', {})).toMatchObject({ name: 'bob@acme.example' });
  expect(await tell(own, 'listHosts', {})).toMatchObject({
    hosts: [{ kind: 'jira-data-center' }],
  });
  const kept = async () =>
    Object.fromEntries(
      ((await stored(own))['kept'] as { name: string; value: unknown }[]).map((one) => [
        one.name,
        one.value,
      ]),
    );
  const { expiryLooked: _, ...carried } = await kept();
  const { expiryLooked: __, ...before } = BEFORE;
  expect(carried).toEqual(before);
  expect(await local(own)).toEqual({});

  await putLocal(own, PLANTED);
  await killWorker(bob.context);
  expect(await tell(own, 'readSettings', {})).toMatchObject({
    reviewer: 'Bob',
    settings: BEFORE.settings,
  });
  const { expiryLooked: ___, ...still } = await kept();
  expect(still).toEqual(before);
});

test('what is changed before it was carried over is not changed back', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  const fixture = new URL('fixtures/store-v1.json', import.meta.url);
  await killWorker(bob.context);
  await makeVersion1(own, JSON.parse(readFileSync(fixture, 'utf8')));
  await putLocal(own, BEFORE);
  const [named] = await Promise.all([
    tell(own, 'nameReviewer', { name: 'Robert' }),
    tell(own, 'readSettings', {}),
    tell(own, 'dropRule', { id: PLANTED.rules[0]?.id ?? '' }),
  ]);
  expect(named).toMatchObject({ ok: true });
  expect(await tell(own, 'readSettings', {})).toMatchObject({ reviewer: 'Robert' });
  expect(await tell(own, 'listRules', {})).toMatchObject({ rules: [] });
  await killWorker(bob.context);
  expect(await tell(own, 'readSettings', {})).toMatchObject({
    reviewer: 'Robert',
    settings: BEFORE.settings,
  });
  expect(await tell(own, 'listRules', {})).toMatchObject({ rules: [] });
  // Erased is erased, and an erased store is no old one.
  await tell(own, 'eraseAll', {});
  await plant(own, 'drafts', []);
  await putLocal(own, PLANTED);
  await killWorker(bob.context);
  expect(await tell(own, 'readSettings', {})).toMatchObject({ reviewer: '', settings: DEFAULTS });
});
