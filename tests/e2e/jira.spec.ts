import type { Page } from '@playwright/test';
import type { MessageData } from '../../lib/messages.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import type { Issue } from '../simulator/jira/world.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { BannerOnPage } from './support/banner.ts';
import { killWorker, ownPage, plant, stored, storedRequests, tell } from './support/extension.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Person, type Profile, test } from './support/profiles.ts';

/** Requests that travel to Jira and back by themselves, each person in a browser of their own. */

const SITE = 'acme.atlassian.net';
const QUEUE = { site: SITE, label: 'IT queue', to: `jira://${SITE}/ITAPPS/10001` };

/** Her account at Atlassian. */
const OLGA = '712020:olga';

type Open = (person: Person) => Promise<Profile>;
interface InQueue extends Profile {
  /** a page of the extension's own, to send messages and look into the store */
  own: Page;
}

/** A person's browser in which requests go to the queue, signed in at the site. */
async function inQueue(as: Open, sim: Simulator, who: Person): Promise<InQueue> {
  const profile = await as(who);
  await profile.context.addCookies([sim.signIn(who, SITE)]);
  const own = await ownPage(profile);
  expect(await tell(own, 'addDestination', QUEUE)).toMatchObject({ ok: true });
  return { ...profile, own };
}

async function reviews(profile: InQueue): Promise<void> {
  const watched = await tell(profile.own, 'watchQueue', {
    site: SITE,
    label: 'IT queue',
    on: true,
  });
  expect(watched).toMatchObject({ ok: true, queues: [{ project: 'ITAPPS' }] });
}

async function send({ page }: Profile, reason: string): Promise<void> {
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.press('Request approval');
  await banner.reason.fill(reason);
  await banner.press('Send request');
}

/** The popup is opened, long after it was last: a second look within half a minute is the same one. */
async function lookNow({ own }: InQueue) {
  await plant(own, 'kept', [{ name: 'looks', value: {} }]);
  return tell(own, 'lookNow', {});
}

async function only({ own }: InQueue): Promise<ApprovalRequest | undefined> {
  const all = await storedRequests(own);
  expect(all.length).toBeLessThanOrEqual(1);
  return all[0];
}

/** Opens the app's connect page again, on which nothing is blocked any more. */
async function works({ page }: Profile): Promise<void> {
  await connect(page);
  await expect(new BannerOnPage(page).status).toContainText('Approved and working');
}

/** Comments that say this, as the extension reads them. */
const saying = ({ comments }: Issue, type: string): number =>
  comments.filter(({ body }) => JSON.stringify(body).includes(`\\"type\\":\\"${type}\\"`)).length;

test('two ask and two decide: filed, joined, decided once, heard, working, closed', async ({
  as,
  sim,
}) => {
  const alice = await inQueue(as, sim, 'Alice Requester');
  const carol = await inQueue(as, sim, 'Carol Requester');
  const bob = await inQueue(as, sim, 'Bob Admin');
  const olga = await inQueue(as, sim, 'Olga OrgAdmin');
  const { world } = sim.jira(SITE);
  // Without access to the product Jira knows nobody.
  world.people.push({ accountId: OLGA, name: 'Olga OrgAdmin' });
  await Promise.all([reviews(bob), reviews(olga)]);

  await send(alice, 'To plan the launch');
  await expect.poll(() => world.issues.size).toBe(1);
  const [issue] = [...world.issues.values()];
  if (!issue) throw new Error('Nothing was filed.');
  expect(issue.creator?.name).toBe('Alice Requester');
  await send(carol, 'For the board');
  await expect.poll(() => issue.comments.length).toBe(1);
  expect([...world.issues.keys()]).toHaveLength(1);
  // Nothing is left that could lend a page our place: the rule is gone once the write is answered.
  await expect.poll(() => rulesOf(carol)).toEqual([]);

  expect(await lookNow(bob)).toMatchObject({ ok: true, asks: 2 });
  expect(await lookNow(olga)).toMatchObject({ ok: true, asks: 2 });
  const popup = new PopupPage(await bob.openPopup());
  const detail = await popup.review('BoardSync');
  await expect(detail).toContainText('To plan the launch');
  await expect(detail).toContainText('For the board');
  await popup.decide('Approve', 'approval', 'Fine for the launch');
  // Before anybody was told, the other one decides as well.
  const { id } = (await only(olga)) ?? { id: '' };
  const deny = { id, kind: 'deny', reason: 'Not this one.' } as const;
  expect(await tell(olga.own, 'decideRequest', deny)).toMatchObject({ ok: true });
  // Whose word is the first to arrive is left to no clock: hers comes a year later.
  await due(olga.own, (at) => at + 365 * 86_400_000);
  await expect.poll(() => issue.status).toBe('3');
  expect((await only(olga))?.status).toBe('denied');
  await due(olga.own);
  await lookNow(olga);
  await expect.poll(async () => (await only(olga))?.status).toBe('approved');
  expect((await only(olga))?.decision).toMatchObject({
    kind: 'approve',
    via: 'jira',
    verified: { name: 'Bob Admin' },
  });
  expect(saying(issue, 'decision')).toBe(1);

  // Nobody opened her popup: the look comes by itself, and a notification tells of the answer.
  await lookByItself(alice);
  const { id: asked } = (await only(alice)) ?? { id: '' };
  await expect.poll(() => shown(alice)).toEqual([`news-decided:${asked}`]);
  expect(await only(alice)).toMatchObject({ status: 'approved', review: false });
  await expect.poll(() => alice.badge()).toBe('!');
  await lookNow(carol);

  const opening = bob.context.waitForEvent('page');
  await popup.button("Open the app's connect page").click();
  const app = await opening;
  await app.getByRole('link', { name: 'Connect to Jira' }).click();
  const guard = app.getByRole('region', { name: 'Countersign' });
  await expect(guard.getByRole('status')).toContainText('matches the request');
  await app.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => saying(issue, 'authorized')).toBe(1);

  await works(alice);
  await expect.poll(() => saying(issue, 'granted')).toBe(1);
  await lookNow(bob);
  expect(await only(bob)).toMatchObject({ status: 'approved' });
  await works(carol);
  await expect.poll(() => saying(issue, 'granted')).toBe(2);
  await lookNow(bob);
  await lookNow(olga);
  expect(await only(bob)).toMatchObject({ status: 'granted' });
  expect(await only(olga)).toMatchObject({ status: 'granted' });
});

test('while a write is under way, a page that tries to write gets nothing of its rule', async ({
  as,
  sim,
}) => {
  const alice = await inQueue(as, sim, 'Alice Requester');
  const jira = sim.jira(SITE);
  const { handle } = jira;
  const origins: (string | null)[] = [];
  jira.handle = (call) => {
    if (call.method === 'POST') origins.push(call.headers.get('origin'));
    return handle(call);
  };
  // The extension's own write waits, with its rule in place.
  const worker = await alice.serviceWorker();
  await worker.evaluate(() => {
    const real = globalThis.fetch;
    const held = new Promise<void>((go) => {
      Object.assign(globalThis, { go });
    });
    globalThis.fetch = async (...args) => {
      if (args[1]?.method === 'POST') await held;
      return real(...args);
    };
  });
  const raised = await tell(alice.own, 'raiseRequest', ASK);
  if (!raised.ok) throw new Error(raised.problem);
  const sent = tell(alice.own, 'sendRequest', { id: raised.request.id, to: 'IT queue' });
  await expect.poll(async () => (await rulesOf(alice)).length).toBe(1);
  // The posed pages forbid themselves such calls; a hostile one does not.
  const session = await alice.context.newCDPSession(alice.page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await alice.page.goto('https://boardsync.example/');
  await alice.page.evaluate(async (site) => {
    const body = JSON.stringify({ fields: {} });
    const forged = { method: 'POST', mode: 'no-cors', credentials: 'include', body } as const;
    await fetch(`https://${site}/rest/api/3/issue`, forged).catch(() => undefined);
  }, SITE);
  await expect.poll(() => origins).toEqual(['https://boardsync.example']);
  await worker.evaluate(() => (globalThis as unknown as { go(): void }).go());
  expect(await sent).toEqual({ ok: true, filed: 'ITAPPS-1' });
  expect(origins.slice(1).every((origin) => origin === `https://${SITE}`)).toBe(true);
  expect(await rulesOf(alice)).toEqual([]);
});

test('where only a page of the site may write, one that is open does', async ({ as, sim }) => {
  const alice = await inQueue(as, sim, 'Alice Requester');
  sim.set({ jiraXsrf: 'page' });
  const raised = await tell(alice.own, 'raiseRequest', ASK);
  if (!raised.ok) throw new Error(raised.problem);
  const wanted = { id: raised.request.id, to: 'IT queue' };
  expect(await tell(alice.own, 'sendRequest', wanted)).toEqual({ ok: true, waits: 'xsrf' });
  await alice.page.goto(`https://${SITE}/`);
  expect(await tell(alice.own, 'sendRequest', wanted)).toEqual({ ok: true, filed: 'ITAPPS-1' });
  expect(sim.jira(SITE).world.issues.size).toBe(1);
});

interface InWorker {
  chrome: {
    alarms: { create(name: string, when: { when: number }): Promise<void> };
    notifications: { getAll(done: (all: object) => void): void };
  };
}

/** It is time for the next look. */
async function lookByItself({ own, serviceWorker }: InQueue): Promise<void> {
  await plant(own, 'kept', [{ name: 'looks', value: {} }]);
  await (await serviceWorker()).evaluate(() =>
    (globalThis as unknown as InWorker).chrome.alarms.create('look', { when: Date.now() }),
  );
}

/** The notifications on this person's screen. */
const shown = async ({ serviceWorker }: Profile): Promise<string[]> =>
  (await serviceWorker()).evaluate(
    () =>
      new Promise<string[]>((done) => {
        const { notifications } = (globalThis as unknown as InWorker).chrome;
        notifications.getAll((all) => done(Object.keys(all)));
      }),
  );

/** What is there of session rules, past all of our code. */
async function rulesOf({ serviceWorker }: Profile): Promise<unknown[]> {
  interface Rules {
    chrome: { declarativeNetRequest: { getSessionRules(): Promise<unknown[]> } };
  }
  return (await serviceWorker()).evaluate(() =>
    (globalThis as unknown as Rules).chrome.declarativeNetRequest.getSessionRules(),
  );
}

/** An ask as a page brings it. */
const ASK: MessageData<'raiseRequest'> = {
  ...{ edition: 'cloud', site: SITE, cause: 'admin-must-authorize', message: 'Blocked.' },
  app: { name: 'BoardSync', clientId: 'boardsync0client0id', scopes: ['read:jira-work'] },
  ...{ name: 'Alice', reason: 'To plan the launch' },
};

test('a worker that is killed at any moment loses nothing and files nothing twice', async ({
  as,
  sim,
}) => {
  const alice = await inQueue(as, sim, 'Alice Requester');
  const { own } = alice;
  const { world, cutWrite } = sim.jira(SITE);
  for (let round = 0; round < 24; round += 1) {
    world.issues.clear();
    await tell(own, 'eraseAll', {});
    await tell(own, 'addDestination', QUEUE);
    const raised = await tell(own, 'raiseRequest', ASK);
    if (!raised.ok) throw new Error(raised.problem);
    if (round % 3 > 0) cutWrite(0, round % 3 === 1 ? 'before' : 'after');
    const sent = tell(own, 'sendRequest', { id: raised.request.id, to: 'IT queue' }).catch(
      () => undefined,
    );
    // Later each time, so that it dies at another step.
    await own.evaluate((ms) => new Promise((go) => setTimeout(go, ms)), round * 4);
    await killWorker(alice.context);
    await sent;
    await expect
      .poll(async () => {
        await due(own);
        await lookNow(alice);
        return (await stored(own))['outbox'];
      })
      .toEqual([]);
    expect(world.issues.size, `round ${round}`).toBeLessThanOrEqual(1);
    // Where it died before anything was written, the press was lost and the request was not.
    const { outbox, remotes, requests } = await stored(own);
    expect([requests?.length, outbox?.length]).toEqual([1, 0]);
    expect(remotes).toHaveLength(world.issues.size);
  }
});

/** Time goes on: what waits is due, or at another time. */
async function due(own: Page, when = (_at: number) => 1_600_000_000_000): Promise<void> {
  const waiting = ((await stored(own))['outbox'] ?? []) as { notBefore: number }[];
  const put = waiting.map((entry) => ({ ...entry, notBefore: when(entry.notBefore) }));
  await plant(own, 'outbox', put);
}
