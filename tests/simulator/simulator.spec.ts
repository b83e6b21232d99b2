import { expect } from '@playwright/test';
import { SAAS_APPS } from './seed.ts';
import { accept, connect, test } from './simulator-test.ts';

for (const installAt of ['accept', 'token'] as const) {
  for (const acceptNavigation of ['redirect', 'client'] as const) {
    test(`Bob consents, installed at ${installAt} by ${acceptNavigation}; then Alice connects`, async ({
      sim,
      as,
    }) => {
      sim.set({ installAt, acceptNavigation });
      const bob = await as('Bob Admin');
      await connect(bob);
      await expect(bob.getByRole('heading', { level: 1 })).toHaveText(
        'BoardSync is requesting access to your Atlassian account.',
      );
      await expect(bob.getByRole('alert')).toHaveCount(0);
      await accept(bob);
      await expect(bob.getByRole('status')).toHaveText(
        'Connected to acme.atlassian.net as Bob Admin',
      );
      const order = sim.events().map(({ type }) => type);
      const installedBeforeCode = order.indexOf('installed') < order.indexOf('code-issued');
      expect(installedBeforeCode).toBe(installAt === 'accept');
      const alice = await as('Alice Requester');
      await connect(alice);
      await accept(alice);
      await expect(alice.getByRole('status')).toHaveText(
        'Connected to acme.atlassian.net as Alice Requester',
      );
      expect(sim.saas.get('boardsync.example')?.received.every((r) => r.stateMatched)).toBe(true);
    });
  }
}

test('wider scopes than those installed block again', async ({ sim, as }) => {
  const bob = await as('Bob Admin');
  await connect(bob);
  await accept(bob);
  await expect(bob.getByRole('status')).toBeVisible();
  sim.set({ saasScopes: 'grown' });
  const alice = await as('Alice Requester');
  await connect(alice);
  await expect(alice.getByRole('alert')).toBeVisible();
});

test('Olga, an admin without product access, is denied', async ({ as }) => {
  const page = await as('Olga OrgAdmin');
  await connect(page);
  await expect(page.getByRole('heading', { name: 'Access denied' })).toBeVisible();
});

test('Cancel goes back to the app with access_denied', async ({ as }) => {
  const page = await as('Alice Requester');
  await connect(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toHaveText('access_denied');
});

test('an expired consent says that something went wrong', async ({ sim, as }) => {
  sim.set({ consentLifetimeMs: 0 });
  const page = await as('Alice Requester');
  await connect(page);
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
});

test('an admin opens the site to user apps and closes it again', async ({ sim, as }) => {
  const bob = await as('Bob Admin');
  await bob.goto('https://admin.atlassian.com/');
  await bob.getByRole('link', { name: 'Connected apps' }).first().click();
  await bob.getByRole('radio', { name: 'Allowed' }).check();
  await bob.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => sim.world.sites[0]?.userApps).toBe('allowed');
  const alice = await as('Alice Requester');
  await connect(alice);
  await accept(alice);
  await expect(alice.getByRole('status')).toBeVisible();
  await bob.getByRole('radio', { name: 'Block user apps' }).check();
  await bob.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => sim.world.sites[0]?.userApps).toBe('blocked');
});

test('a redirect URI that is not registered ends on the error page', async ({ as }) => {
  const page = await as('Alice Requester');
  const url = new URL('https://auth.atlassian.com/authorize');
  url.search = new URLSearchParams({
    client_id: SAAS_APPS[0]?.clientId ?? '',
    redirect_uri: 'https://evil.example/callback',
    response_type: 'code',
    scope: 'read:jira-work',
  }).toString();
  await page.goto(url.href);
  await expect(page).toHaveURL(/^https:\/\/id\.atlassian\.com\/error\?error=unauthorized_client/);
  await expect(page.getByText('redirect_uri is not registered for client')).toBeVisible();
});

for (const adminSignIn of ['server', 'client'] as const) {
  test(`a fragment survives the sign-in by ${adminSignIn} only where it can`, async ({
    sim,
    as,
  }) => {
    sim.set({ adminSignIn });
    const page = await as();
    await page.goto('https://admin.atlassian.com/#countersign=1.abc');
    await expect(page.getByRole('heading', { name: 'Log in to continue' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe(adminSignIn === 'server' ? '#countersign=1.abc' : '');
    await page.getByRole('button', { name: 'Sign in as Bob Admin' }).click();
    await expect(page).toHaveURL(
      adminSignIn === 'server'
        ? 'https://admin.atlassian.com/'
        : 'https://admin.atlassian.com/#countersign=1.abc',
    );
  });
}

test('a requester is told that the admin console is not for them', async ({ as }) => {
  const page = await as('Alice Requester');
  await page.goto('https://admin.atlassian.com/');
  await expect(page.getByRole('heading', { name: 'You don’t have access' })).toBeVisible();
});
