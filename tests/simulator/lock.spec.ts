import { expect } from '@playwright/test';
import { SAAS_APPS } from './seed.ts';
import { accept, happened, test } from './simulator-test.ts';

const [BOARDSYNC] = SAAS_APPS;

/** A consent address of nobody's flow; the challenge has no verifier that anybody knows. */
function strangeConsent(challenge?: string): string {
  const url = new URL('https://auth.atlassian.com/authorize');
  url.search = new URLSearchParams({
    client_id: BOARDSYNC?.clientId ?? '',
    redirect_uri: 'https://boardsync.example/oauth/callback',
    response_type: 'code',
    prompt: 'consent',
    scope: 'read:jira-work',
    state: 'a-state-that-no-app-ever-gave-away',
    ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
  }).toString();
  return url.href;
}

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

for (const [pkce, outcome] of [
  ['enforced', 'callback-refused'],
  ['ignored', 'connected'],
] as const) {
  test(`with a challenge that is ${pkce}, the code of a strange consent ends in ${outcome}`, async ({
    sim,
    as,
  }) => {
    sim.set({ pkce, saasChecksState: false });
    const page = await as('Bob Admin');
    await page.goto(strangeConsent(CHALLENGE));
    await accept(page);
    await expect.poll(() => happened(sim, outcome)).toBe(true);
    expect(happened(sim, 'token-exchanged')).toBe(pkce === 'ignored');
  });
}

test('where a challenge is refused, the address ends on the error page', async ({ sim, as }) => {
  sim.set({ pkce: 'refused' });
  const page = await as('Bob Admin');
  await page.goto(strangeConsent(CHALLENGE));
  await expect(page).toHaveURL(/^https:\/\/id\.atlassian\.com\/error\?error=invalid_request/);
  await page.goto(strangeConsent());
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
});

for (const saasWorker of ['fetch', 'shell', 'reader'] as const) {
  test(`a service worker (${saasWorker}) takes the code to the app`, async ({ sim, as }) => {
    sim.set({ saasWorker, saasChecksState: false });
    const page = await as('Bob Admin');
    await page.goto('https://boardsync.example/');
    await expect(page.getByText('Works offline')).toBeVisible();
    await page.goto(strangeConsent());
    await accept(page);
    await expect.poll(() => happened(sim, 'connected')).toBe(true);
  });
}
