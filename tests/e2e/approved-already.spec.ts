import { ownPage, storedRequests, tell } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

test('one more person for what is approved is answered at once, and counted', async ({ as }) => {
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();
  await popup.button('Back').click();

  await popup.importLink(linkTo(requestPayload({ name: 'Carol', reason: 'Me too' })));
  await expect(
    popup.status.filter({ hasText: /approved on .+; they can try again/ }),
  ).toBeVisible();
  await expect(popup.items).toHaveCount(0);
  expect(await bob.badge()).toBe('');
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: 'Copied.' })).toBeVisible();

  // The same where the link is opened.
  await openLink(bob.page, linkTo(requestPayload({ name: 'Dan' })));
  const notice = bob.page.getByRole('region', { name: 'Countersign' });
  await expect(notice.getByRole('status')).toContainText('they can try again');

  const own = await ownPage(bob);
  const [kept, ...others] = await storedRequests(own);
  expect(others).toEqual([]);
  expect(kept?.status).toBe('approved');
  expect(kept?.requesters.map(({ name }) => name).slice(1)).toEqual(['Carol', 'Dan']);

  // Other permissions are another question.
  const { app, ...rest } = requestPayload({ name: 'Eve' });
  const wider = { ...app, scopes: [...app.scopes, 'manage:jira-configuration'] };
  await popup.page.bringToFront();
  await popup.importLink(linkTo({ ...rest, app: wider }));
  await expect(popup.items).toHaveCount(1);
});

/** What a rule may say of an app that was approved by hand before, and what becomes of one more link. */
const RULES = [
  ['deny', { status: 'denied', via: 'rule' }],
  ['review', { status: 'pending' }],
  ['approve', undefined],
] as const;

for (const [outcome, fresh] of RULES) {
  const what = fresh ? 'comes before an approval of before' : 'leaves one more person counted';
  test(`a rule that says “${outcome}” ${what}`, async ({ as }) => {
    const bob = await as('Bob Admin');
    const popup = new PopupPage(await bob.openPopup());
    await popup.importLink(linkTo(requestPayload()));
    await popup.review('BoardSync');
    await popup.decide('Approve', 'approval');
    await expect(popup.status.filter({ hasText: 'Approved.' })).toBeFocused();

    const own = await ownPage(bob);
    const { app } = requestPayload();
    const rule = {
      v: 1,
      id: '01KA000000000000000000RV1E',
      enabled: true,
      note: 'Our own',
      when: {
        clientId: app.clientId,
        redirectHost: 'boardsync.example',
        edition: 'cloud',
        levelAtMost: 'high',
      },
      outcome,
      reason: outcome === 'deny' ? 'Use ours.' : '',
      createdAt: Date.now(),
    } as const;
    expect(await tell(own, 'putRule', { rule })).toMatchObject({ ok: true });
    await openLink(bob.page, linkTo(requestPayload({ name: 'Carol', reason: 'Me too' })));
    const notice = bob.page.getByRole('region', { name: 'Countersign' });
    await expect(notice.getByRole('status')).toBeVisible();

    const requests = await storedRequests(own);
    const before = requests.find(({ decision }) => decision?.via === 'here');
    const after = requests.find(({ decision }) => decision?.via !== 'here');
    const names = [before, after].map((one) => one?.requesters.map(({ name }) => name));
    expect(before?.status).toBe('approved');
    expect(names).toEqual(fresh ? [['Alice'], ['Carol']] : [['Alice', 'Carol'], undefined]);
    expect(after && { status: after.status, via: after.decision?.via }).toEqual(
      fresh && { via: undefined, ...fresh },
    );
  });
}
