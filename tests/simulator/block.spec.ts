import { expect } from '@playwright/test';
import { accept, BLOCK, connect, happened, pick, test } from './simulator-test.ts';
import type { Switches } from './switches.ts';

const PATHS: Record<Switches['consentPath'], RegExp> = {
  'api-server-consent': /^https:\/\/api\.atlassian\.com\/oauth2\/authorize\/server\/consent\?/,
  'auth-consent': /^https:\/\/auth\.atlassian\.com\/consent\?/,
  legacy: /^https:\/\/api\.atlassian\.com\/oauth2\/authorize\/consent\?/,
};

for (const [consentPath, address] of Object.entries(PATHS)) {
  for (const consentUrl of ['clear', 'opaque'] as const) {
    test(`Alice is blocked on the page ${consentPath} with ${consentUrl} parameters`, async ({
      sim,
      as,
    }) => {
      sim.set({ consentPath: consentPath as Switches['consentPath'], consentUrl });
      const page = await as('Alice Requester');
      await connect(page);
      await expect(page).toHaveURL(address);
      await expect(page.getByRole('alert')).toHaveText(`!${BLOCK}`);
      const { searchParams } = new URL(page.url());
      expect(searchParams.has('client_id')).toBe(consentUrl === 'clear');
      expect(searchParams.has('code_challenge')).toBe(consentUrl === 'clear');
    });
  }
}

test('the block appears at once for the only site, and Accept has no effect', async ({
  sim,
  as,
}) => {
  const page = await as('Alice Requester');
  await connect(page);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveCount(0);
  const before = sim.events().length;
  await accept(page);
  await expect.poll(() => sim.events().length).toBeGreaterThan(before);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(happened(sim, 'accepted')).toBe(false);
});

test('the block appears after a pick and goes when another site is picked', async ({ sim, as }) => {
  sim.set({ blockWhen: 'pick', sites: 'several' });
  const page = await as('Alice Requester');
  await connect(page);
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled();
  await pick(page, 'acme.atlassian.net');
  await expect(page.getByRole('alert')).toBeVisible();
  await pick(page, 'globex.atlassian.net');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await accept(page);
  await expect(page.getByRole('status')).toHaveText(
    'Connected to globex.atlassian.net as Alice Requester',
  );
});

test('the block appears only after Accept', async ({ sim, as }) => {
  sim.set({ blockWhen: 'accept' });
  const page = await as('Alice Requester');
  await connect(page);
  await expect(page.getByText('acme.atlassian.net')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await accept(page);
  await expect(page.getByRole('alert')).toBeVisible();
});

test('the site picker works from the keyboard, also while the page redraws itself', async ({
  sim,
  as,
}) => {
  sim.set({ sites: 'several', rerender: true });
  const page = await as('Alice Requester');
  await connect(page);
  await page.getByRole('combobox', { name: 'Use app on' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'acme.atlassian.net' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
});

test('nested markup and invisible marks change the page but not the sentence', async ({
  sim,
  as,
}) => {
  sim.set({ nestedMarkup: true, invisibleCharacters: true, quotes: 'curly' });
  const page = await as('Alice Requester');
  await connect(page);
  await expect(page.getByRole('alert')).toBeVisible();
  const drawn = await page.getByRole('alert').innerText();
  const seen = drawn.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').replace(/^!\s*/, '');
  expect(seen).toBe(BLOCK.replace(/'/, '“').replace(/'/, '”'));
  await expect(page.getByText(BLOCK)).toHaveCount(0);
});
