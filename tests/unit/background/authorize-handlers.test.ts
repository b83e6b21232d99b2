import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup } from '../../../lib/background/schedule.ts';
import { consents } from '../../../lib/storage/consents.ts';
import { NOW } from '../samples.ts';
import { ask, page, ring, send, startBackground } from '../support/background.ts';
import { fillDisk } from '../support/disk.ts';
import { events, world } from '../support/fake-browser.ts';
import { until } from '../support/quiet.ts';
import { allAudit, id, nth, plant, stored } from '../support/records.ts';

const HOUR = 60 * 60_000;
const APP = 'https://app.draw.example/*';
const approved = (change = {}) => nth(1, { status: 'approved', ...change });
const authorize = () => send('authorize', { id: id(1) });
const tab = () => world.tabs.at(-1) ?? { id: -1 };
const there = () => page(tab().url ?? '', tab().id);

beforeEach(async () => {
  await startBackground();
  world.origins.add(APP);
  await plant(approved());
  await ask('nameReviewer', { name: 'Maria' });
});

describe('authorizing', () => {
  it('holds the answer back before the page opens', async () => {
    expect(await authorize()).toEqual({ ok: true });
    const [one] = await consents.held();
    expect(one).toMatchObject({ requestId: id(1), hold: 0, until: NOW + HOUR });
    expect([...world.rules.keys()]).toEqual([1000, 1050]);
    expect(world.scripts.get('guard')?.js).toEqual([
      '/page-ui.js',
      '/page-reading.js',
      '/consent-guard.js',
    ]);
    expect(new URL(tab().url ?? '').searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    expect(world.alarms.has('tidy')).toBe(true);
  });

  it('tells the guard what the page must show', async () => {
    await authorize();
    expect(await ask('guardLook', {}, there())).toMatchObject({
      held: true,
      strayed: false,
      pkce: true,
      expected: { appName: 'Draw for Jira', site: 'acme.atlassian.net' },
    });
  });

  it('is noted where the page stopped an Accept, once, and its tab is led away', async () => {
    await authorize();
    const from = there();
    const before = world.badge.shown;
    await ask('guardCancelled', { outcome: 'accepted' }, from);
    expect((await stored(id(1)))?.authorisedAt).toBe(NOW);
    expect(await allAudit()).toMatchObject([{ move: 'authorised', by: 'Maria' }]);
    expect(world.badge.shown).toBe(before + 1);
    expect(tab().url).toMatch(/consent-result\.html$/);
    const here = { ...there(), id: from.id };
    expect(await ask('authorizeOutcome', {}, here)).toMatchObject({ outcome: 'accepted' });
    expect(await send('guardCancelled', { outcome: 'accepted' }, from)).toMatchObject({
      ok: false,
    });
  });

  it.each([
    ['what was not approved', { status: 'pending' }, 'not-authorisable'],
    ['what only was asked here', { review: false }, 'unknown-request'],
  ])('%s is refused', async (_what, change, problem) => {
    await plant(approved(change));
    expect(await authorize()).toEqual({ ok: false, problem });
    expect([world.tabs, await consents.all()]).toEqual([[], []]);
  });

  it('without access to the app’s host is refused', async () => {
    world.origins.clear();
    expect(await authorize()).toEqual({ ok: false, problem: 'no-permission' });
  });

  it('leaves no hold behind where no tab opens', async () => {
    world.broken.add('tabs');
    expect(await authorize()).toEqual({ ok: false, problem: 'storage-failed' });
    expect([world.rules.size, await consents.all(), world.scripts.has('guard')]).toEqual([
      0,
      [],
      false,
    ]);
  });

  it('on a full disk opens nothing, and says so', async () => {
    fillDisk();
    expect(await authorize()).toEqual({ ok: false, problem: 'storage-full' });
    expect([world.rules.size, world.tabs]).toEqual([0, []]);
  });

  it('is possible fifty times at once', async () => {
    const all = await Promise.all(Array.from({ length: 51 }, authorize));
    expect(all.filter(({ ok }) => !ok)).toEqual([{ ok: false, problem: 'too-many-consents' }]);
    expect(new Set((await consents.held()).map(({ hold }) => hold)).size).toBe(50);
  });
});

describe('cleaning up', () => {
  it('leaves alone what is under way, and comes again', async () => {
    await authorize();
    world.alarms.clear();
    await cleanup();
    expect(await consents.held()).toHaveLength(1);
    expect(world.rules.size).toBe(2);
    // A browser may forget its alarms: what is left sets one anew.
    expect(world.alarms.has('tidy')).toBe(true);
  });

  it('takes everything away after its hour', async () => {
    await authorize();
    world.rules.set(2000, { id: 2000, condition: {} });
    vi.setSystemTime(NOW + HOUR);
    await cleanup();
    expect(tab().url).toMatch(/consent-result\.html$/);
    expect(await consents.held()).toEqual([]);
    expect([...world.rules.keys()]).toEqual([2000]);
    expect([world.scripts.has('guard'), world.alarms.has('tidy')]).toEqual([false, false]);
  });

  it('takes away rules that no record speaks for', async () => {
    world.rules.set(1004, { id: 1004, condition: {} });
    await cleanup();
    expect(world.rules.size).toBe(0);
  });

  it('forgets a tab that was closed', async () => {
    await authorize();
    const { id: closed } = tab();
    world.tabs = [];
    events.tabRemoved.emit(closed);
    await until(() => !world.scripts.has('guard'));
  });

  it('leads a tab away whose rules are gone', async () => {
    await authorize();
    world.rules.clear();
    ring('tidy');
    await until(async () => (await consents.held()).length === 0);
    expect(tab().url).toMatch(/consent-result\.html$/);
  });
});

describe('from the app’s own page', () => {
  it('an Accept is noted, and the badge looks again', async () => {
    await ask('openConnect', { id: id(1) });
    expect(tab().url).toBe('https://app.draw.example/');
    const from = page('https://auth.atlassian.com/consent', tab().id);
    expect(await ask('guardLook', {}, from)).toMatchObject({ held: false });
    await ask('guardAccepted', {}, from);
    expect((await stored(id(1)))?.authorisedAt).toBe(NOW);
  });

  it('nothing is under way in any other tab', async () => {
    world.tabs.push({ id: 7 });
    const other = page('https://auth.atlassian.com/consent');
    expect(await send('guardAccepted', {}, other)).toEqual({
      ok: false,
      problem: 'unknown-request',
    });
    expect(await send('guardLook', {}, other)).toEqual({ ok: false, problem: 'unknown-request' });
  });
});
