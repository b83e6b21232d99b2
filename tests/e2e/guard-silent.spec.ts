import { ACCEPT, authoriseAnew, guardOn } from './support/authorise.ts';
import { killWorker, ownPage } from './support/extension.ts';
import { connect, expect, test } from './support/profiles.ts';
import { holdWorker, isHeld } from './support/store-faults.ts';

test.use({ sites: 'apart' });

/** The guard on a page of which nobody tells it anything: it must not be taken for nobody's. */

for (const consentUrl of ['clear', 'opaque'] as const) {
  test(`a guard that gets no answer lets nothing be accepted, until it gets one (${consentUrl} address)`, async ({
    as,
    sim,
  }) => {
    sim.set({ saasChecksState: false, pkce: 'ignored', consentUrl });
    const bob = await as('Bob Admin');
    const page = await authoriseAnew(bob, await ownPage(bob));
    await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
    const worker = await bob.serviceWorker();
    await holdWorker(worker, 'before the write');
    await page.reload();
    await expect.poll(() => isHeld(worker)).toBe(true);
    const alert = guardOn(page).getByRole('alert').filter({ hasText: 'does not answer' });
    await page.getByRole('button', ACCEPT).click();
    await expect(alert).toBeVisible();
    await page.getByRole('button', ACCEPT).click();
    await expect(alert).toBeVisible();
    expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
    await killWorker(bob.context);
    await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
    await page.getByRole('button', ACCEPT).click();
    await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
  });
}

test('where nobody authorises anything, a page is free whether anybody answers or not', async ({
  // A worker that answers nobody cannot be cleaned up in either.
  alone: as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  const worker = await bob.serviceWorker();
  await holdWorker(worker, 'before the write');
  await connect(bob.page);
  await bob.page.getByRole('button', ACCEPT).click();
  await expect.poll(() => sim.saas.get('boardsync.example')?.received.length).toBeGreaterThan(0);
  await expect(guardOn(bob.page)).toHaveCount(0);
});
