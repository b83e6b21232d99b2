import { authorize } from './support/authorise.ts';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, plant, stored } from './support/extension.ts';
import { clean, leftIn } from './support/pool.ts';
import { connect, expect, test } from './support/profiles.ts';

interface OwnGlobal {
  chrome: {
    alarms: { create(name: string, when: { delayInMinutes: number }): Promise<void> };
    storage: Record<'local' | 'sync' | 'session', { set(items: object): Promise<void> }>;
  };
}

test('a browser that was used is as good as new for whoever comes next', async ({ as }) => {
  const bob = await as('Bob Admin');
  expect(Object.keys(await leftIn(bob))).toEqual(['cookies']);
  await authorize(bob);
  await connect(bob.page, 'boardsync.example');
  const own = await ownPage(bob);
  await plant(own, 'drafts', [{ key: 'k', at: 0, reason: 'half', name: '', site: '', app: '' }]);
  await own.evaluate(async () => {
    const { alarms, storage } = (globalThis as unknown as OwnGlobal).chrome;
    for (const area of ['local', 'sync', 'session'] as const)
      await storage[area].set({ planted: 1 });
    await alarms.create('planted', { delayInMinutes: 60 });
    localStorage.setItem('planted', 'yes');
  });
  const before = Object.keys(await leftIn(bob));
  expect(before).toEqual(
    expect.arrayContaining(['areas', 'scripts', 'rules', 'requests', 'audit', 'consents']),
  );
  expect(before).toEqual(expect.arrayContaining(['drafts', 'alarms', 'cookies', 'pages']));
  await clean(bob, ['https://boardsync.example']);
  expect(await leftIn(bob)).toEqual({});
  const [page] = bob.context.pages();
  expect(await page?.evaluate(() => history.length)).toBe(1);
  expect(await bob.badge()).toBe('');
  expect(await (await ownPage(bob)).evaluate(() => localStorage.length)).toBe(0);
});

test('and the extension works in it as in a new one', async ({ as }) => {
  const alice = await as('Alice Requester');
  const own = await ownPage(alice);
  expect((await stored(own))['requests']).toEqual([]);
  await own.close();
  await connect(alice.page);
  await new BannerOnPage(alice.page).ask('To plan the launch');
});
