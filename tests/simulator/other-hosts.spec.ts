import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { MCP_TOOL } from './seed.ts';
import { accept, connect, pick, test } from './simulator-test.ts';
import { SWITCH_NAMES, SWITCH_TABLE } from './switches.ts';

test('a Rovo MCP sign-in shows its own first stage, then names Atlassian MCP', async ({ as }) => {
  const page = await as('Bob Admin');
  const query = new URLSearchParams({
    client_id: MCP_TOOL.id,
    redirect_uri: MCP_TOOL.redirectUri,
    state: 'state-of-the-tool-0123456789',
  });
  await page.goto(`https://mcp.atlassian.com/v1/authorize?${query}`);
  await expect(page.getByRole('heading', { name: 'Atlassian Rovo MCP server' })).toBeVisible();
  await expect(page.getByText('Scribe Agent is requesting access')).toBeVisible();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Atlassian MCP is requesting access to your Atlassian account.',
  );
  await accept(page);
  await expect(page.getByRole('heading', { name: 'Scribe Agent is connected' })).toBeVisible();
});

test('the Government Cloud twins have a login and a block of their own', async ({ as }) => {
  const page = await as();
  await connect(page, 'boardsync-gov.example');
  await expect(page).toHaveURL(/^https:\/\/id\.atlassian-us-gov-mod\.com\/login/);
  await page.getByRole('button', { name: 'Sign in as Alice Requester' }).click();
  await expect(page).toHaveURL(/^https:\/\/api\.atlassian-us-gov-mod\.com\//);
  await expect(page.getByRole('alert')).toContainText('acme-gov.atlassian-us-gov-mod.net');
});

test('an app of the same name and another client id is still blocked', async ({ sim, as }) => {
  const bob = await as('Bob Admin');
  await connect(bob);
  await accept(bob);
  await expect(bob.getByRole('status')).toBeVisible();
  const alice = await as('Alice Requester');
  await connect(alice, 'lookalike.example');
  await expect(alice.getByRole('heading', { level: 1 })).toContainText('BoardSync');
  await expect(alice.getByRole('alert')).toBeVisible();
  expect(sim.world.sites[0]?.installations.size).toBe(1);
});

test('a site has a session of its own and tells its cloud id to everybody', async ({ sim, as }) => {
  const page = await as();
  await page.goto('https://acme.atlassian.net/');
  const tenant = () => page.evaluate(async () => (await fetch('/_edge/tenant_info')).text());
  expect(JSON.parse(await tenant())).toEqual({ cloudId: sim.world.sites[0]?.cloudId });
  sim.set({ tenantInfo: 'fails' });
  expect(await tenant()).toBe('Service Unavailable');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in as Carol Requester' }).click();
  await expect(page).toHaveURL('https://acme.atlassian.net/');
  await expect(page.getByText('Signed in as Carol Requester')).toBeVisible();
});

test('the login leads nowhere else', async ({ as }) => {
  const page = await as('Alice Requester');
  await page.goto('https://id.atlassian.com/login?continue=https://evil.example/');
  await expect(page.getByRole('heading', { name: 'This link cannot be continued' })).toBeVisible();
});

for (const [language, button, words] of [
  ['de', 'Akzeptieren', 'Site-Administrator'],
  ['fr', 'Accepter', 'administrateur'],
  ['es', 'Aceptar', 'administrador'],
  ['ja', '同意する', 'サイト管理者'],
  ['zh', '接受', '站点管理员'],
] as const) {
  test(`the page speaks ${language}, and the block too if it shall`, async ({ sim, as }) => {
    sim.set({ language });
    const page = await as('Alice Requester');
    await connect(page);
    await expect(page.getByRole('button', { name: button })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('Your site admin must authorize');
    sim.set({ blockLanguage: 'same' });
    await page.reload();
    await expect(page.getByRole('alert')).toContainText(words);
  });
}

test('switches are flipped by hand and by JSON, and nonsense is refused', async ({ sim, as }) => {
  const page = await as();
  await page.goto('https://sim.countersign.example/');
  await page.getByLabel('sites', { exact: true }).selectOption('several');
  await page.getByRole('button', { name: 'Set sites' }).click();
  await expect.poll(() => sim.switches.sites).toBe('several');
  const post = (body: object) =>
    page.evaluate(
      async (data) =>
        (await fetch('/switches', { method: 'POST', body: JSON.stringify(data) })).status,
      body,
    );
  expect(await post({ quotes: 'curly', nestedMarkup: true })).toBe(200);
  expect(sim.switches).toMatchObject({ quotes: 'curly', nestedMarkup: true });
  expect(await post({ quotes: 'guillemets' })).toBe(400);
});

test('a test may pose any page, under any host', async ({ sim, as }) => {
  sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', '<h1>Posed</h1>');
  const page = await as('Alice Requester');
  await connect(page);
  await expect(page.getByRole('heading', { name: 'Posed' })).toBeVisible();
});

test('pages that only quote the block are on hosts of their own', async ({ as }) => {
  const page = await as();
  for (const host of ['forum.example', 'support.atlassian.com']) {
    await page.goto(`https://${host}/`);
    await expect(page.getByText('Your site admin must authorize this app')).toBeVisible();
  }
});

test('blocked attempts reach User requests only if the switch says so', async ({ sim, as }) => {
  sim.set({ userRequests: 'present', sites: 'several' });
  const alice = await as('Alice Requester');
  await connect(alice);
  await pick(alice, 'acme.atlassian.net');
  await expect(alice.getByRole('alert')).toBeVisible();
  const bob = await as('Bob Admin');
  await bob.goto('https://admin.atlassian.com/');
  await bob.getByRole('link', { name: 'User requests' }).click();
  await expect(
    bob.getByText('Alice Requester asked for BoardSync on acme.atlassian.net'),
  ).toBeVisible();
});

test('the README lists every switch with its values and its unknown', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  for (const name of SWITCH_NAMES) {
    const { values, unknown } = SWITCH_TABLE[name];
    expect(readme).toContain(`| \`${name}\` | ${values.join(', ')} | ${unknown} |`);
  }
});
