import { expect, type Page } from '@playwright/test';
import { SAAS_APPS } from './seed.ts';
import type { Simulator } from './simulator.ts';
import { accept, connect, happened, test } from './simulator-test.ts';

const [BOARDSYNC] = SAAS_APPS;
const REDIRECT = 'https://boardsync.example/oauth/callback';

/** RFC 7636, appendix B: a verifier and its challenge. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** Goes through a consent as an admin and keeps the code from reaching the app. */
async function obtainCode(sim: Simulator, page: Page): Promise<string> {
  sim.servePage('boardsync.example', '/oauth/callback', '<h1>Kept from the app</h1>');
  await page.goto(authorizeUrl({ code_challenge: CHALLENGE, code_challenge_method: 'S256' }));
  await accept(page);
  await expect(page.getByRole('heading', { name: 'Kept from the app' })).toBeVisible();
  return new URL(page.url()).searchParams.get('code') ?? '';
}

function authorizeUrl(more: Record<string, string>): string {
  const url = new URL('https://auth.atlassian.com/authorize');
  url.search = new URLSearchParams({
    client_id: BOARDSYNC?.clientId ?? '',
    redirect_uri: REDIRECT,
    response_type: 'code',
    prompt: 'consent',
    scope: 'read:jira-work offline_access',
    state: 'a-state-of-our-own-0123456789',
    ...more,
  }).toString();
  return url.href;
}

async function exchange(sim: Simulator, page: Page, values: Record<string, string>) {
  const client = sim.world.clients.get(BOARDSYNC?.clientId ?? '');
  return page.evaluate(
    async (body) => {
      const response = await fetch('/oauth/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    { client_id: client?.id, client_secret: client?.secret, redirect_uri: REDIRECT, ...values },
  );
}

test('the token endpoint refuses a wrong verifier and a code that was used', async ({
  sim,
  as,
}) => {
  const page = await as('Bob Admin');
  const code = await obtainCode(sim, page);
  await page.goto('https://auth.atlassian.com/sim/page.css');
  const grant = { grant_type: 'authorization_code', code };
  const wrong = await exchange(sim, page, { ...grant, code_verifier: `${VERIFIER}x` });
  expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const right = await exchange(sim, page, { ...grant, code_verifier: VERIFIER });
  expect(right).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
  const again = await exchange(sim, page, { ...grant, code_verifier: VERIFIER });
  expect(again.body.error_description).toBe('The code was used before');
  const refresh = { grant_type: 'refresh_token', refresh_token: right.body.refresh_token };
  expect((await exchange(sim, page, refresh)).status).toBe(200);
  expect((await exchange(sim, page, refresh)).status).toBe(403);
});

test('every secret of a flow is on the list, and none is in the log', async ({ sim, as }) => {
  const page = await as('Bob Admin');
  await connect(page);
  await accept(page);
  await expect(page.getByRole('status')).toBeVisible();
  const secrets = sim.secrets();
  const log = JSON.stringify(sim.events());
  for (const kind of [
    'state',
    'code_verifier',
    'code_challenge',
    'code',
    'access_token',
    'refresh_token',
    'context',
  ]) {
    expect(secrets.map((secret) => secret.kind)).toContain(kind);
  }
  expect(secrets.filter(({ value }) => log.includes(value))).toEqual([]);
});

test("a careful app refuses an admin who finishes a requester's flow", async ({ sim, as }) => {
  const [alice, bob] = [await as('Alice Requester'), await as('Bob Admin')];
  await connect(alice);
  await expect(alice.getByRole('alert')).toBeVisible();
  await bob.goto(alice.url());
  await accept(bob);
  await expect(
    bob.getByRole('heading', { name: 'BoardSync could not connect to Jira' }),
  ).toBeVisible();
  expect(happened(sim, 'connected')).toBe(false);
});

test("a careless app connects the admin to the requester's account", async ({ sim, as }) => {
  sim.set({ saasChecksState: false });
  const [alice, bob] = [await as('Alice Requester'), await as('Bob Admin')];
  await connect(alice);
  await expect(alice.getByRole('alert')).toBeVisible();
  await bob.goto(alice.url());
  await accept(bob);
  await expect.poll(() => happened(sim, 'connected')).toBe(true);
  await alice.goto('https://boardsync.example/');
  await expect(alice.getByRole('status')).toHaveText(
    'Connected to acme.atlassian.net as Bob Admin',
  );
});
