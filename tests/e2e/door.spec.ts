import { BannerOnPage } from './support/banner.ts';
import { ownPage, storedRequests } from './support/extension.ts';
import { decisionPayload, linkTo, openLink, requestPayload } from './support/links.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

interface WorkerGlobal {
  chrome: { storage: { session: { set(items: object): Promise<void> } } };
}

/** So many links have brought something in within this hour. */
async function opened({ serviceWorker }: Profile, count: number): Promise<void> {
  await (await serviceWorker()).evaluate(
    (bulk) =>
      (globalThis as unknown as WorkerGlobal).chrome.storage.session.set({
        'opened-links': Array(bulk).fill(Date.now()),
      }),
    count,
  );
}

const CLIENTS = ['A', 'B', 'C', 'D', 'E', 'F'];

test('links opened at the same moment do not slip past the door together', async ({ as }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  await opened(bob, 28);
  const { app } = requestPayload();
  const links = CLIENTS.map((letter) =>
    linkTo(requestPayload({ app: { ...app, clientId: letter.repeat(32) } })),
  );
  const pages = await Promise.all(links.map(() => bob.context.newPage()));
  await Promise.all(pages.map((page, at) => openLink(page, links[at] ?? '')));
  for (const page of pages) {
    await expect(page.getByRole('region', { name: 'Countersign' })).toContainText(
      /is in your queue|could not take this link in/,
    );
  }
  expect(await storedRequests(own)).toHaveLength(2);
});

test('an answer comes in though the door is closed', async ({ as }) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  await new BannerOnPage(alice.page).ask('To plan the launch');
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  await opened(alice, 30);
  await alice.page.bringToFront();
  const ids = request?.requesters.map(({ id }) => id) ?? [];
  await openLink(alice.page, linkTo(decisionPayload(ids, { at: Date.now() })));
  await expect(alice.page.getByRole('region', { name: 'Countersign' })).toContainText('Approved');
  expect((await storedRequests(own))[0]?.status).toBe('approved');
});
