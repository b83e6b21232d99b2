import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { Simulator } from '../simulator/simulator.ts';
import { ACCEPT, AUTHORIZE, authorize, guardOn, muchLater, OVER } from './support/authorise.ts';
import { ownPage, restartExtension, storedRequests, tell } from './support/extension.ts';
import { launchChromium } from './support/launch.ts';
import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, signIn, test } from './support/profiles.ts';

/** A consent page of ours that outlives its hold, or comes up in a tab that nobody opened for it. */

interface WorkerGlobal {
  chrome: {
    tabs: {
      duplicate(id: number): Promise<unknown>;
      query(what: { url: string }): Promise<{ id: number }[]>;
    };
  };
}

/** What the browser's own list of extensions can do. */
interface BrowserPage {
  chrome: {
    developerPrivate: {
      updateExtensionConfiguration(what: {
        extensionId: string;
        hostAccess: 'ON_CLICK';
      }): Promise<void>;
    };
  };
}

for (const consentUrl of ['clear', 'opaque'] as const) {
  test(`after a restart a consent page that comes back is taken away (${consentUrl} address)`, async ({
    sim,
  }) => {
    sim.reset();
    sim.set({ saasChecksState: false, consentUrl });
    const profileDir = mkdtempSync(join(tmpdir(), 'countersign-restart-'));
    try {
      const before = await launchChromium({ simulator: sim, profileDir });
      const [first] = before.context.pages();
      if (!first) throw new Error('There is no page.');
      await signIn(first, 'Bob Admin');
      const { page } = await authorize(before);
      const address = page.url();
      await before.close();

      const after = await launchChromium({ simulator: sim, profileDir, restore: true });
      const { context, extensionId } = after;
      const ends = `chrome-extension://${extensionId}/consent-result.html`;
      const restored = () => context.pages().find((one) => one.url() === ends);
      await expect.poll(() => restored() !== undefined).toBe(true);
      await expect(restored()?.getByRole('status') as Locator).toContainText(OVER);
      // Long after the start, from the history or the list of closed tabs.
      const later = await context.newPage();
      await later.goto(address).catch(() => undefined);
      await expect(later.getByRole('status')).toContainText(OVER);
      expect(context.pages().map((one) => one.url())).not.toContain(address);
      expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
      await after.close();
    } finally {
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

/** Atlassian asks for a second sign-in on the way to the consent page, whose address says nothing. */
function poseSignIn(sim: Simulator): void {
  const at = ['api.atlassian.com', '/oauth2/authorize/server/consent'] as const;
  const consent = '<!doctype html><title>x</title><h1>BoardSync is requesting access</h1>';
  let consentPage = '';
  sim.servePage('id.atlassian.com', '/second', () => {
    // Whoever has signed in there is shown the page.
    sim.servePage(...at, `${consent}<form method="post"><button>Accept</button></form>`);
    const goOn = `<button onclick="location.assign('${consentPage}')">Sign in</button>`;
    return {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: `<!doctype html><title>x</title>${goOn}`,
    };
  });
  sim.servePage(...at, ({ url }) => {
    consentPage = url.href;
    return { status: 302, headers: { location: 'https://id.atlassian.com/second' } };
  });
}

test('after a restart in the middle of a sign-in, the opaque page behind it is taken away', async ({
  sim,
}) => {
  sim.reset();
  sim.set({ saasChecksState: false, pkce: 'ignored', consentUrl: 'opaque' });
  const profileDir = mkdtempSync(join(tmpdir(), 'countersign-restart-'));
  try {
    const before = await launchChromium({ simulator: sim, profileDir });
    const [first] = before.context.pages();
    if (!first) throw new Error('There is no page.');
    await signIn(first, 'Bob Admin');
    poseSignIn(sim);
    const popup = new PopupPage(await before.openPopup());
    await popup.importLink(linkTo(requestPayload()));
    await popup.review('BoardSync');
    await popup.decide('Approve', 'approval');
    const opened = before.context.waitForEvent('page');
    await (await popup.other(AUTHORIZE)).click();
    // The consent page itself was never drawn: its address only led on to the sign-in.
    await expect((await opened).getByRole('button', { name: 'Sign in' })).toBeVisible();
    await before.close();

    const after = await launchChromium({ simulator: sim, profileDir });
    const later = await after.context.newPage();
    await later.goto('https://id.atlassian.com/second');
    await later.getByRole('button', { name: 'Sign in' }).click();
    await expect(later.getByRole('status')).toContainText(OVER);
    await after.close();
  } finally {
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('after an update the consent page is taken away', async ({ alone: as, sim }) => {
  sim.set({ saasChecksState: false, consentUrl: 'opaque' });
  const bob = await as('Bob Admin');
  const { page } = await authorize(bob);
  await restartExtension(bob);
  await expect(page.getByRole('status')).toContainText(OVER);
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
});

test('with the access to the app’s host its consent page goes', async ({ alone: as, sim }) => {
  const bob = await as('Bob Admin');
  const { page } = await authorize(bob);
  const browserPage = await bob.context.newPage();
  await browserPage.goto('chrome://extensions');
  await browserPage.evaluate(async (extensionId) => {
    const { developerPrivate } = (globalThis as unknown as BrowserPage).chrome;
    await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' });
  }, bob.extensionId);
  await expect(page.getByRole('status')).toContainText(OVER);
  const own = await ownPage(bob);
  const [request] = await storedRequests(own);
  expect(await tell(own, 'authorize', { id: request?.id ?? '' })).toEqual({
    ok: false,
    problem: 'no-permission',
  });
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
});

test('the hour ends while the tab is at sign-in: nothing can be accepted there later', async ({
  as,
  sim,
}) => {
  sim.set({ saasChecksState: false, saasWorker: 'none', pkce: 'ignored' });
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  sim.world.sessions.clear();
  const opened = bob.context.waitForEvent('page');
  await (await popup.other(AUTHORIZE)).click();
  const page = await opened;
  await expect(page.getByRole('button', { name: 'Sign in as Bob Admin' })).toBeVisible();
  const signInPage = page.url();
  await muchLater(bob);
  await expect(page.getByRole('status')).toContainText(OVER);
  // The back button leads to the sign-in once more, and that to a consent page that is over.
  await page.goto(signInPage).catch(() => undefined);
  await page.getByRole('button', { name: 'Sign in as Bob Admin' }).click();
  await expect(page.getByRole('status')).toContainText(OVER);
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
});

test('a tab that has gone on to a page of somebody else’s is left there, and stays held', async ({
  as,
  sim,
}) => {
  sim.set({ saasChecksState: false, pkce: 'ignored' });
  const bob = await as('Bob Admin');
  const { page } = await authorize(bob);
  const consent = page.url();
  await page.goto('https://forum.example/');
  await muchLater(bob);
  await page.goto(consent).catch(() => undefined);
  await expect(page.getByRole('status')).toContainText(OVER);
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
});

for (const consentUrl of ['clear', 'opaque'] as const) {
  test(`a duplicated consent tab is under guard as well, and ends on our page (${consentUrl} address)`, async ({
    as,
    sim,
  }) => {
    sim.set({ saasChecksState: false, pkce: 'ignored', consentUrl });
    const bob = await as('Bob Admin');
    const { page } = await authorize(bob);
    const second = bob.context.waitForEvent('page');
    await (await bob.serviceWorker()).evaluate(async () => {
      const { tabs } = (globalThis as unknown as WorkerGlobal).chrome;
      const [tab] = await tabs.query({ url: 'https://api.atlassian.com/*' });
      if (tab) await tabs.duplicate(tab.id);
    });
    const copy = await second;
    await expect(guardOn(copy).getByRole('status')).toContainText('matches the request');
    await copy.getByRole('button', ACCEPT).click();
    await expect(copy.getByRole('status')).toContainText('You accepted BoardSync');
    // The consent page opened again, and the answer opened again: both say how it ended.
    const again = await bob.context.newPage();
    await again.goto(page.url()).catch(() => undefined);
    await expect(again.getByRole('status')).toContainText('You accepted BoardSync');
    const [code = ''] = sim.world.codes.keys();
    const state = sim.world.pending[0]?.state ?? '';
    const answer = `https://boardsync.example/oauth/callback?code=${code}&state=${state}`;
    await again.goto(answer).catch(() => undefined);
    await expect(again).toHaveURL(/^chrome-extension:/);
    await expect(again.getByRole('status')).toContainText('You accepted BoardSync');
    expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
    await page.close();
  });
}
