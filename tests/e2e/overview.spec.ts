import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { indexed } from '../../lib/storage/database.ts';
import { request, requester } from '../unit/samples.ts';
import { expectAccessible } from './support/axe.ts';
import { ownPage, plant, tell } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

const DAY_MS = 86_400_000;

/** Asked this many days ago by so many people, and decided a day later if at all. */
function asked(days: number, people: number, app: string, kind?: 'approve' | 'deny') {
  const at = Date.now() - days * DAY_MS;
  const sample = request();
  const change: Partial<ApprovalRequest> = kind
    ? {
        status: kind === 'approve' ? 'approved' : 'denied',
        decision: { kind, reason: 'Because.', at: at + DAY_MS, via: 'here' },
      }
    : {};
  return indexed({
    ...sample,
    id: `01KA${String(days).padStart(22, '0')}`,
    key: `${sample.key}${app}`,
    app: { ...sample.app, name: app, clientId: `client-of-${app}` },
    requesters: Array.from({ length: people }, () => requester({ at })),
    createdAt: at,
    updatedAt: at,
    ...change,
  });
}

test('an admin looks at what was asked, decided and is not in effect', async ({ as }) => {
  const bob = await as();
  const page = await ownPage(bob);
  // Whoever answers has made the store.
  await tell(page, 'readSettings', {});
  await plant(page, 'requests', [
    asked(2, 3, 'Whiteboard'),
    asked(20, 1, 'Planner', 'deny'),
    asked(30, 5, 'Tracker', 'approve'),
  ]);
  await page.goto(`chrome-extension://${bob.extensionId}/popup.html#overview`);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeFocused();
  const median = page.getByRole('region', { name: 'Median time to a decision' });
  await expect(median).toContainText('1 day');
  const apps = page.getByRole('region', { name: 'Asked for most' });
  await apps.getByText('As a table').click();
  await expect(apps.getByRole('row')).toHaveText([
    'AppPeople',
    'Tracker5',
    'Whiteboard3',
    'Planner1',
  ]);
  const weeks = page.getByRole('region', { name: 'Asked and decided per week' });
  await weeks.getByText('As a table').click();
  await expect(weeks.getByRole('row')).toHaveCount(13);
  await expectAccessible(page, 'the overview');

  const open = page.getByRole('region', { name: 'Approved, not in effect' });
  const [tab] = await Promise.all([
    bob.context.waitForEvent('page'),
    open.getByRole('link', { name: 'Tracker' }).click(),
  ]);
  await expect(new PopupPage(tab).detail('Tracker')).toBeVisible();
});

test('an empty queue has an overview, too', async ({ as }) => {
  const bob = await as();
  const page = await ownPage(bob);
  await page.goto(`chrome-extension://${bob.extensionId}/popup.html#overview`);
  await expect(page.getByText('Nothing yet')).toHaveCount(2);
  await expectAccessible(page, 'the empty overview');
});
