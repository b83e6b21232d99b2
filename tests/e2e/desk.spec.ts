import { ulid } from 'ulid';
import { indexed } from '../../lib/storage/database.ts';
import { APPS, askFor, clientOf, file, fillDesk } from './support/desk.ts';
import { ownPage, plant, stored, storedRequests } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

async function deskOf(profile: Profile): Promise<PopupPage> {
  const own = await ownPage(profile);
  await fillDesk(own);
  const popup = new PopupPage(await profile.openPopup());
  await expect(popup.items).toHaveCount(5);
  return popup;
}
const select = (popup: PopupPage, app: string) =>
  popup.page.getByRole('checkbox', { name: `Select ${app}` }).check();
const apps = (popup: PopupPage) => popup.items.getByRole('heading', { level: 2 });

test('a request says what it could do and who is asking', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(
    own,
    askFor('Atlassian Official', ['delete:issue:jira', 'offline_access'], {
      uri: 'http://login.xn--80ak6aa92e.com/cb',
    }),
  );
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toContainText('High');
  await expect(popup.items).toContainText('3 warnings');
  const detail = await popup.review('Atlassian Official');
  const warnings = detail.getByRole('list', { name: 'Warnings' }).getByRole('listitem');
  await expect(warnings.first()).toContainText(/^Warning/);
  await expect(warnings.filter({ hasText: 'without encryption' })).toHaveCount(1);
  await expect(warnings.filter({ hasText: 'login.аррӏе.com' })).toHaveCount(1);
  await expect(detail.getByRole('list', { name: 'What it could do' })).toContainText(
    'High Deletes content Jira',
  );
  await expect(detail).toContainText('Stays connected up to a year');
  await expect(detail.getByRole('link')).toHaveCount(0);
  await detail.getByText('2 permissions').click();
  const scopes = detail.getByRole('list', { name: 'Permissions: Jira' });
  await expect(scopes).toContainText('delete:issue:jira');
});

test('an app that registers itself anew shows every id, and is never called the same app', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  const resource = 'https://mcp.atlassian.com/v2/mcp';
  const ask = (clientId: string, name: string) => {
    const { app, ...rest } = askFor('Scribe Agent', ['read:jira:agent-interface']);
    return { ...rest, name, app: { ...app, clientId, resource } };
  };
  const [first, second] = ['ScribeOne'.padEnd(32, '1'), 'ScribeTwo'.padEnd(32, '2')];
  await file(own, ask(first, 'Alice'));
  await file(own, ask(second, 'Carol'));
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('2 people');
  const detail = await popup.review('Scribe Agent');
  for (const id of [first, second]) await expect(detail).toContainText(id);
  await expect(detail).toContainText('whether it is the same app cannot be told');
  await popup.button('Back').click();
  await popup.page.getByRole('searchbox', { name: 'Search requests' }).fill(second);
  await expect(popup.items).toHaveCount(1);
});

test('what is new since the last approval is shown', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(own, askFor('BoardSync', ['read:jira-work']));
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();
  await popup.button('Back').click();
  await file(own, askFor('BoardSync', ['read:jira-work', 'delete:issue:jira'], { name: 'Carol' }));
  await popup.page.bringToFront();
  const detail = await popup.review('BoardSync');
  await expect(detail.getByRole('list', { name: /^Since the approval/ })).toContainText(
    'New: delete:issue:jira',
  );
  await expect(detail.getByRole('list', { name: 'Warnings' })).toContainText(
    'New since the last approval',
  );
});

test('the list is searched, filtered by risk and sorted', async ({ as }) => {
  const popup = await deskOf(await as());
  await expect(apps(popup)).toHaveText(Object.keys(APPS));
  await popup.filter('Sort by', 'Highest risk first');
  await expect(apps(popup).first()).toHaveText('Night Owl');
  await popup.filter('Sort by', 'App name');
  await expect(apps(popup)).toHaveText(Object.keys(APPS).sort());
  await popup.filter('Risk', 'Not known');
  await expect(apps(popup)).toHaveText(['Quill']);
  await popup.filter('Risk', 'Any risk');
  await popup.page.getByRole('searchbox').fill(clientOf('Sketcher').toLowerCase());
  await expect(apps(popup)).toHaveText(['Sketcher']);
});

test('many are decided at once with one reason, and it can be undone', async ({ as }) => {
  const bob = await as();
  const popup = await deskOf(bob);
  await select(popup, 'BoardSync');
  await select(popup, 'Quill');
  const bar = popup.page.getByRole('toolbar', { name: '2 selected' });
  await bar.getByRole('button', { name: 'Deny' }).click();
  await popup.button('Confirm denial').click();
  await expect(popup.page.getByText('Write a reason')).toBeVisible();
  await popup.page.getByRole('textbox', { name: /^Reason/ }).fill('Not this quarter');
  await popup.button('Confirm denial').click();
  await expect(popup.status.filter({ hasText: '2 denied' })).toBeFocused();
  await expect(popup.items).toHaveCount(3);
  expect(await bob.badge()).toBe('3');
  const denied = (await storedRequests(popup.page)).filter(({ status }) => status === 'denied');
  expect(denied.map(({ decision }) => decision?.reason)).toEqual(Array(2).fill('Not this quarter'));
  await popup.button('Undo').click();
  await expect(popup.status.filter({ hasText: 'Undone' })).toBeFocused();
  await expect(popup.items).toHaveCount(5);
  const after = await storedRequests(popup.page);
  expect(after.filter(({ status, decision }) => status === 'pending' && !decision)).toHaveLength(5);
  const { audit } = await stored(popup.page);
  expect((audit as { move: string }[]).filter(({ move }) => move === 'undo')).toHaveLength(2);
});

test('what failed among many is said by name, and the rest is decided', async ({ as }) => {
  const bob = await as();
  const popup = await deskOf(bob);
  const [one] = await storedRequests(popup.page);
  await popup.selectShown();
  const bar = popup.page.getByRole('toolbar', { name: '5 selected' });
  await bar.getByRole('button', { name: 'Dismiss' }).click();
  // Past all of our code, so that the popup does not hear of it.
  await plant(popup.page, 'requests', [{ ...one, status: 'superseded' }]);
  await popup.button('Confirm dismissal').click();
  await expect(popup.status.filter({ hasText: '4 dismissed' })).toBeFocused();
  await expect(popup.page.getByRole('list', { name: /could not be decided/ })).toContainText(
    `${one?.app.name}: This can no longer be done`,
  );
});

test('a decision on one request is undone from its own page', async ({ as }) => {
  const popup = await deskOf(await as());
  const detail = await popup.review('BoardSync');
  await popup.decide('Block', 'block', 'Never');
  await expect(popup.status.filter({ hasText: 'Blocked.' })).toBeFocused();
  await popup.button('Undo').click();
  await expect(popup.status.filter({ hasText: 'Undone' })).toBeFocused();
  await expect(detail.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
  await popup.button('Back').click();
  await expect(popup.items).toHaveCount(5);
});

test('a request is taken in hand under a remembered name, and given back', async ({ as }) => {
  const popup = await deskOf(await as());
  const detail = await popup.review('BoardSync');
  await popup.button('Assign to me').click();
  await expect(popup.status.filter({ hasText: /^Under review since/ })).toBeFocused();
  await detail.getByText('Your name (optional)').click();
  await detail.getByRole('textbox', { name: 'Your name (optional)' }).fill('Bob');
  await popup.button('Save name').click();
  await expect(popup.status.filter({ hasText: /^Under review by Bob since/ })).toBeVisible();
  await popup.button('Back').click();
  await expect(popup.items.first()).toContainText('Under review by Bob since');
  await popup.review('Sketcher');
  await popup.button('Assign to me').click();
  await expect(popup.status.filter({ hasText: /^Under review by Bob since/ })).toBeFocused();
  await popup.button('Give back').click();
  await expect(popup.status.filter({ hasText: 'Given back.' })).toBeFocused();
  const moves = ((await stored(popup.page))['audit'] as { move: string }[]).map(({ move }) => move);
  expect(moves.filter((move) => move.endsWith('review'))).toEqual([
    'review',
    'review',
    'review',
    'unreview',
  ]);
});

test('five hundred are decided at once', async ({ as }) => {
  const bob = await as();
  const own = await ownPage(bob);
  await file(own, askFor('BoardSync', ['read:jira-work']));
  const [sample] = await storedRequests(own);
  if (!sample) throw new Error('Nothing was filed.');
  const copies = Array.from({ length: 499 }, (_, at) => {
    const app = { ...sample.app, name: `App ${at}`, clientId: `benchmark-client-${at}` };
    return indexed({ ...sample, id: ulid(), key: `cloud|acme.atlassian.net|${app.clientId}`, app });
  });
  await plant(own, 'requests', copies);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.status.filter({ hasText: '500 requests' })).toBeVisible();
  // More rows are drawn a moment after the first: whatever was drawn is chosen, and then all.
  await popup.selectShown();
  await popup.button('Select all 500 that match').click();
  const bar = popup.page.getByRole('toolbar', { name: '500 selected' });
  await bar.getByRole('button', { name: 'Dismiss' }).click();
  await expect(popup.button('Confirm dismissal')).toBeEnabled();
  await popup.button('Confirm dismissal').click();
  await expect(popup.status.filter({ hasText: 'Nothing to review' })).toBeVisible();
});
