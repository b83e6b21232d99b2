import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Secret } from '../simulator/events.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, plant, storedRequests, tell } from './support/extension.ts';
import { type ChromiumWithExtension, launchChromium } from './support/launch.ts';
import { type Collector, createCollector, leaksIn } from './support/leaks.ts';
import { openLink } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Person, signIn, test } from './support/profiles.ts';

/** One person's browser under watch; its profile stays until its files have been read. */
interface Watched extends ChromiumWithExtension {
  page: Page;
  own: Page;
  /** closes the browser and reads what it left on the disk */
  end: () => Promise<void>;
}

async function watched(sim: Simulator, who: Person, collector: Collector): Promise<Watched> {
  const profileDir = mkdtempSync(join(tmpdir(), 'countersign-'));
  const browser = await launchChromium({ simulator: sim, profileDir, sitesTogether: true });
  collector.listen(browser.context);
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const own = await ownPage(browser);
  await page.bringToFront();
  await signIn(page, who);
  return {
    ...browser,
    page,
    own,
    end: async () => {
      await collector.stores(own);
      await browser.close();
      collector.files(profileDir);
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** Alice asks on the blocked page; the link is what she gives to Bob. */
async function ask(alice: Watched, collector: Collector, viaAccept: boolean): Promise<string> {
  const banner = new BannerOnPage(alice.page);
  await connect(alice.page);
  if (viaAccept) await alice.page.getByRole('button', { name: 'Accept' }).click();
  await expect(banner.headline).toBeVisible();
  await collector.drawn(alice.page);
  await banner.fill('To plan the launch', 'alice@acme.example');
  await collector.drawn(alice.page);
  await collector.stores(alice.own);
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  const link = await banner.copyLink();
  collector.keep('clipboard', link);
  await collector.drawn(alice.page);
  for (const { id } of await storedRequests(alice.own)) {
    const texts = await tell(alice.own, 'shareRequest', { id });
    collector.keep('texts', JSON.stringify(texts));
  }
  return link;
}

/** Bob accepts on a consent page of our own making, whose state must be nowhere either. */
async function authorize(bob: Watched, collector: Collector, popup: PopupPage): Promise<void> {
  const opened = bob.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const page = await opened;
  const guard = page.getByRole('region', { name: 'Countersign' });
  await expect(guard.getByRole('status')).toContainText('matches the request');
  await collector.drawn(page);
  await collector.stores(bob.own);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
  await collector.drawn(page);
  await page.close();
}

/** Bob takes the link in, decides, and copies the answer. */
async function answer(
  bob: Watched,
  collector: Collector,
  link: string,
  decision: readonly ['Approve' | 'Deny', 'approval' | 'denial', string],
): Promise<string> {
  await openLink(bob.page, link);
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText('queue');
  await collector.drawn(bob.page);
  const popup = new PopupPage(await bob.openPopup());
  await popup.review('BoardSync');
  await collector.drawn(popup.page);
  await popup.decide(...decision);
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: /copied/i })).toBeVisible();
  const text = await clipboard(popup.page);
  collector.keep('clipboard', text);
  if (decision[0] === 'Approve') {
    const opened = bob.context.waitForEvent('page');
    await (await popup.other('Open Connected apps')).click();
    await expect(popup.status.filter({ hasText: 'Opened Connected apps' })).toBeVisible();
    await (await opened).close();
    await authorize(bob, collector, popup);
  }
  await collector.drawn(popup.page);
  await collector.stores(bob.own);
  await popup.page.close();
  return text;
}

const WAYS = (['clear', 'opaque'] as const).flatMap((consentUrl) =>
  (['load', 'accept'] as const).map((blockWhen) => ({ consentUrl, blockWhen })),
);

/** A denial, an approval, and what comes after it. */
async function flow(
  { alice, bob }: Record<'alice' | 'bob', Watched>,
  collector: Collector,
  viaAccept: boolean,
): Promise<void> {
  const first = await ask(alice, collector, viaAccept);
  const no = await answer(bob, collector, first, ['Deny', 'denial', 'Use ours']);
  const mine = new PopupPage(await alice.openPopup());
  await mine.importLink(no);
  await expect(mine.items).toContainText('Denied');
  await collector.drawn(mine.page);
  await mine.page.close();

  const second = await ask(alice, collector, viaAccept);
  const yes = await answer(bob, collector, second, ['Approve', 'approval', 'Fine now']);
  await connect(bob.page);
  await bob.page.getByRole('button', { name: 'Accept' }).click();
  await expect(bob.page.getByRole('status')).toContainText('Connected to');
  await openLink(alice.page, /https:\/\/admin\S+/.exec(yes)?.[0] ?? '');
  const notice = alice.page.getByRole('region', { name: 'Countersign' });
  await expect(notice).toContainText('Approved');
  await collector.drawn(alice.page);
  await notice.getByRole('link', { name: 'Try again' }).click();
  await alice.page.getByRole('link', { name: 'Connect to Jira' }).click();
  await expect(new BannerOnPage(alice.page).region).toBeVisible();
  await collector.drawn(alice.page);
  await alice.page.getByRole('button', { name: 'Accept' }).click();
  await expect(alice.page.getByRole('status')).toContainText('Connected to');
  await expect.poll(async () => (await storedRequests(alice.own))[1]?.status).toBe('granted');
}

const OF_A_FLOW = [
  ...['state', 'code', 'code_verifier', 'code_challenge'],
  ...['access_token', 'refresh_token', 'csrf'],
];

/** There were such secrets to be found. */
function expectKinds(secrets: readonly Secret[], kinds: readonly string[]): void {
  expect(secrets.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]));
}

/** Each place was really looked at: what may be there was found there. */
function expectSearched({ seen }: Collector): void {
  for (const where of ['drawn', 'database', 'clipboard', 'texts']) {
    expect(seen.get(where)?.join('\n'), where).toContain('alice@acme.example');
  }
  expect(seen.get('storage')?.join('\n')).toContain('boardsync.example');
  expect(seen.get('own requests')?.join('\n')).toContain('/_edge/tenant_info');
}

test('no secret of a flow is anywhere after a denial and an approval', async ({ sim }) => {
  sim.reset();
  const collector = createCollector();
  const alice = await watched(sim, 'Alice Requester', collector);
  const bob = await watched(sim, 'Bob Admin', collector);
  const sessions = new Map(sim.world.sessions);
  for (const { consentUrl, blockWhen } of WAYS) {
    await test.step(`${consentUrl} address, block on ${blockWhen}`, async () => {
      sim.reset();
      for (const [cookie, account] of sessions) sim.world.sessions.set(cookie, account);
      sim.set({ consentUrl, blockWhen });
      for (const { own } of [alice, bob]) await tell(own, 'eraseAll', {});
      const before = sim.secrets().length;
      await flow({ alice, bob }, collector, blockWhen === 'accept');
      for (const { own } of [alice, bob]) await collector.stores(own);

      const kinds = sim.secrets().slice(before);
      expectKinds(kinds, [...OF_A_FLOW, ...(consentUrl === 'opaque' ? ['context'] : [])]);
      expectSearched(collector);
      expect(leaksIn(collector.seen, sim.secrets())).toEqual([]);
      collector.seen.clear();
    });
  }
  // What was erased in between is still in the files, so they tell of all four.
  await alice.end();
  await bob.end();
  expect(collector.seen.get('files')?.join('\n')).toContain('alice@acme.example');
  expectKinds(sim.secrets(), ['session', 'client_secret']);
  expect(leaksIn(collector.seen, sim.secrets())).toEqual([]);
});

test('the search itself finds a secret wherever one is planted', async ({ sim }) => {
  sim.reset();
  const collector = createCollector();
  const alice = await watched(sim, 'Alice Requester', collector);
  const secret = { kind: 'state', value: 'pL4nt3d-s3cr3t_0f-4-t3st' } as const;
  const { value } = secret;
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.fill(`Please: ${value}`);
  await collector.drawn(alice.page);
  await banner.send();
  collector.keep('clipboard', await banner.copyLink());
  const [request] = await storedRequests(alice.own);
  const texts = await tell(alice.own, 'shareRequest', { id: request?.id ?? '' });
  collector.keep('texts', texts.ok ? texts.mailto : '');
  await plant(alice.own, 'drafts', [{ key: value, at: 0 }]);
  const worker = await alice.serviceWorker();
  await worker.evaluate(async (text) => {
    const { chrome, console: log } = globalThis as unknown as {
      chrome: { storage: { local: { set(items: object): Promise<void> } } };
      console: { log(text: string): void };
    };
    await chrome.storage.local.set({ text });
    log.log(text);
    await fetch(`https://acme.atlassian.net/_edge/tenant_info?planted=${text}`);
  }, value);
  await expect.poll(() => [...collector.seen.keys()]).toContain('own requests');
  await alice.end();
  const found = new Set(leaksIn(collector.seen, [secret]).map(({ where }) => where));
  expect([...found].sort()).toEqual([
    'clipboard',
    'console',
    'database',
    'drawn',
    'files',
    'own requests',
    'storage',
    'texts',
  ]);
  const elsewhere = { kind: 'code', value: 'n0t-pl4nt3d-anywhere' } as const;
  expect(leaksIn(collector.seen, [elsewhere])).toEqual([]);
});
