import { expectAccessible } from './support/axe.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, stored, storedRequests, tell } from './support/extension.ts';
import { inflated } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, test } from './support/profiles.ts';

const AGENT = 'https://scribe.example/';

test('an AI client is named through both generations of MCP, up to the reviewer', async ({
  as,
  sim,
}) => {
  const alice = await as('Alice Requester');
  const { page } = alice;
  const banner = new BannerOnPage(page);

  // First generation: the first stage alone names the tool, the consent page says "Atlassian MCP".
  await page.goto(AGENT);
  await page.getByRole('link', { name: 'Connect, first generation' }).click();
  await expect(page.getByText('Scribe Agent is requesting access')).toBeVisible();
  const own = await ownPage(alice);
  const session = () =>
    own.evaluate(async () => {
      const api = (
        globalThis as unknown as { chrome: { storage: { session: { get(): Promise<object> } } } }
      ).chrome;
      return JSON.stringify(await api.storage.session.get());
    });
  await expect.poll(session).toContain('Scribe Agent');
  for (const { value } of sim.secrets()) expect(await session()).not.toContain(value);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(banner.headline).toHaveText(
    "Atlassian MCP needs a site admin's approval on acme.atlassian.net",
  );
  await expect(banner.region.getByText("You're connecting Scribe Agent through it")).toBeVisible();
  await banner.fill('To ask about tickets', 'Alice');
  await expect(banner.preview).toContainText('Scribe Agent');
  await expect(banner.preview).toContainText('https://scribe.example/callback');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  const link = await banner.copyLink();
  const sent = inflated(link).join('');
  expect(JSON.parse(sent).app.via).toEqual({
    name: 'Scribe Agent',
    redirect: { uri: 'https://scribe.example/callback', hadQuery: false },
  });
  for (const { value } of sim.secrets()) expect(sent).not.toContain(value);

  // The same tool, its domain not on the list: another block with another cure, another request.
  sim.set({ mcpDomain: 'from-its-address' });
  await page.reload();
  await expect(banner.region.getByRole('note')).toContainText('https://scribe.example/**');
  await expect(banner.region.getByText('connecting Scribe Agent through it')).toBeVisible();
  sim.set({ mcpDomain: 'restricted' });
  await page.reload();
  await expect(banner.headline).toHaveText(
    "Atlassian MCP's domain isn't allowed for acme.atlassian.net",
  );
  const note = banner.region.getByRole('note');
  await expect(note).toContainText('an organization admin');
  await expect(note).toContainText('https://scribe.example/**');
  await expectAccessible(page, 'a domain that is not allowed', '.countersign-banner');
  await banner.fill('To ask about tickets', 'Alice');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  const domainLink = await banner.copyLink();
  expect(JSON.parse(inflated(domainLink).join(''))).toMatchObject({
    cause: 'by-hand',
    screen: 'domain-not-allowed',
  });
  const filed = await storedRequests(own);
  expect(filed).toHaveLength(2);
  const domainRequest = filed.find(({ screen }) => screen === 'domain-not-allowed');
  // What an admin without Countersign reads: the cure of this screen, and not the block's.
  const texts = await tell(own, 'shareRequest', { id: domainRequest?.id ?? '' });
  if (!texts.ok) throw new Error(texts.problem);
  expect(texts.text).toContain('Rovo MCP server');
  expect(texts.text).toContain('https://scribe.example/**');
  expect(texts.text).not.toContain('press Accept');

  // Second generation: the consent page names the tool itself, and a resource says whose server it is.
  sim.set({ mcpDomain: 'allowed' });
  await page.goto(AGENT);
  await page.getByRole('link', { name: 'Connect, second generation' }).click();
  await expect(banner.headline).toContainText("Scribe Agent needs a site admin's approval");
  await expect(banner.region.getByText('through it')).toHaveCount(0);
  await banner.press('Request approval');
  await expect(banner.preview).toContainText('https://mcp.atlassian.com/v2/mcp');
  await page.goto(AGENT);
  await page.getByRole('link', { name: 'Connect by client id address' }).click();
  await expect(banner.headline).toContainText('Scribe Agent');
  await banner.press('Request approval');
  await expect(banner.preview).toContainText('https://scribe.example/oauth/client-metadata.json');

  // The reviewer reads which client it was, and what has to be allowed.
  const bob = await as();
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(link);
  await popup.importLink(domainLink);
  await expect(popup.items).toHaveCount(2);
  await popup.items
    .filter({ hasText: 'Atlassian MCP' })
    .first()
    .getByRole('button')
    .first()
    .click();
  const detail = popup.detail('Atlassian MCP');
  await expect(detail).toContainText('Asked through');
  await expect(detail).toContainText('Asked through: Scribe Agent');
  const audit = (await stored(await ownPage(bob)))['audit'] ?? [];
  expect(JSON.stringify(audit)).toContain('"through":"Scribe Agent"');
});

test('similar screens are told apart, with advice and no request where none helps', async ({
  as,
  sim,
}) => {
  sim.set({ consentUrl: 'opaque' });
  const { page } = await as('Alice Requester');
  const banner = new BannerOnPage(page);
  const note = banner.region.getByRole('note');
  const SCREENS = [
    ['access-denied', 'needs a product', 'you first', false],
    ['not-distributed', 'in development', "the app's developer", true],
    ['wrong-scopes', "permissions that it doesn't have", "the app's developer", true],
    ['bad-callback', 'return to an address', "the app's developer", true],
    ['expired', 'Something went wrong', 'change it: you.', true],
    ['context-invalid', 'left open too long', 'change it: you.', false],
    ['client-not-found', "Atlassian doesn't find", "the app's developer", true],
    // Words that nobody knows, and nothing to accept: never met with silence.
    ['new-words', 'leads nowhere', 'change it: you.', true],
  ] as const;
  for (const [screen, words, who, forDeveloper] of SCREENS) {
    sim.set({ screen });
    await connect(page);
    await expect(note).toContainText(who);
    await expect(banner.region).toContainText(words);
    await expect(banner.button('Request approval')).toHaveCount(0);
    await expect(banner.button('Copy note for the developer')).toHaveCount(forDeveloper ? 1 : 0);
    await expectAccessible(page, screen, '.countersign-banner');
  }

  // By keyboard: past Hide to the note, which holds the client id and no secret of the sign-in.
  sim.set({ screen: 'not-distributed' });
  await connect(page);
  await expect(note).toBeVisible();
  const scripted = () =>
    page.locator('.countersign-banner').evaluate((host) => {
      const buttons = [...(host.shadowRoot?.querySelectorAll('button') ?? [])];
      buttons.find((button) => button.textContent?.startsWith('Copy note'))?.click();
    });
  await scripted();
  await page.keyboard.press('Tab');
  await expect(banner.button('More')).toBeFocused();
  await expect(banner.region.getByText('Copied.')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(banner.button('Copy note for the developer')).toBeFocused();
  await expect(banner.button('Copy note for the developer')).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(banner.region.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA');
  expect(copied).toContain('https://boardsync.example/oauth/callback');
  for (const { value } of sim.secrets()) expect(copied).not.toContain(value);

  // Where an admin can help, the request is offered below the advice.
  sim.set({ screen: 'ip' });
  await connect(page);
  await expect(note).toContainText('an organization admin');
  await expect(banner.button('Request approval')).toBeVisible();
});
