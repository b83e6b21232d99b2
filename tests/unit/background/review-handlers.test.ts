import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openQueue } from '../../../lib/storage/request-reader.ts';
import { request } from '../samples.ts';
import { ask, CONSENT, send, startBackground } from '../support/background.ts';
import { breakDisk } from '../support/disk.ts';
import { events, world } from '../support/fake-browser.ts';
import { allAudit, allRequests, id, inDatabase, nth, plant, rule } from '../support/records.ts';

const UUID = '11111111-2222-3333-4444-555555555555';
const SITE = 'https://acme.atlassian.net/*';

beforeEach(startBackground);

describe('what cannot be read', () => {
  it('is put aside, and what lay behind it can be seen', async () => {
    await plant({ ...nth(1), v: 2 }, nth(2));
    const ids = await (await openQueue()).unreadable();
    expect(await ask('quarantine', { ids })).toEqual({ ok: true, count: 1 });
    expect((await allRequests()).map((one) => one.id)).toEqual([id(2)]);
    expect(world.badge.text).toBe('1');
  });

  it('is all that is: sound requests stay', async () => {
    await plant(nth(1));
    expect(await ask('quarantine', { ids: [id(1)] })).toEqual({ ok: true, count: 0 });
    expect(await allRequests()).toHaveLength(1);
  });
});

describe('the way to Connected apps', () => {
  const tell = (body: unknown, ok = true) =>
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => ({ ok, json: async () => body })),
    );

  it('is that of the site, where it may be asked', async () => {
    await plant(nth(1));
    world.origins.add(SITE);
    tell({ cloudId: UUID.toUpperCase() });
    const { url, exact } = await ask('findConnectedApps', { id: id(1) });
    expect([url.includes(UUID), exact]).toEqual([true, true]);
  });

  it.each([
    ['nobody allowed it', false, { cloudId: UUID }],
    ['the site says nothing', true, { cloudId: 'x' }],
  ])('is the front page where %s', async (_why, allowed, body) => {
    await plant(nth(1));
    if (allowed) world.origins.add(SITE);
    tell(body);
    expect(await ask('findConnectedApps', { id: id(1) })).toMatchObject({ exact: false });
  });
});

describe('erasing', () => {
  it('leaves nothing of anybody', async () => {
    await ask('raiseRequest', { ...request(), name: 'Ana', reason: 'Boards' }, CONSENT);
    await plant(nth(1), nth(2, { status: 'approved' }));
    await ask('putRule', { rule: rule(1) });
    await ask('nameReviewer', { name: 'Maria' });
    await ask('toggleOpened', { id: id(2) });
    world.permissions.add('notifications');
    world.origins.add('https://app.draw.example/*');
    world.notifications.set('half-time', { title: '', message: '' });
    world.areas.session.set('notice:7', {});
    world.areas.local.set('planted', 1);
    world.rules.set(1007, { id: 1007, condition: {} });
    world.alarms.set('tidy', { name: 'tidy' });
    world.scripts.set('of-before', { id: 'of-before', js: [] });

    expect(await ask('eraseAll', {})).toEqual({ ok: true });

    const left = await inDatabase((db) =>
      Promise.all([...db.objectStoreNames].map((name) => db.count(name))),
    );
    expect(left).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...world.alarms.keys()]).toEqual(['expiry']);
    const { scripts, rules, notifications, origins, areas } = world;
    for (const one of [scripts, rules, notifications, origins, areas.session, areas.local]) {
      expect(one.size).toBe(0);
    }
    expect(world.badge.text).toBe('');
    expect(await ask('readSettings', {})).toMatchObject({ reviewer: '' });
  });

  it('leaves the rules of others', async () => {
    world.rules.set(2000, { id: 2000, condition: {} });
    await ask('eraseAll', {});
    expect([...world.rules.keys()]).toEqual([2000]);
  });

  it('is not said to be done where the database fails', async () => {
    breakDisk();
    expect(await send('eraseAll', {})).toEqual({ ok: false, problem: 'storage-failed' });
  });

  it('can be begun anew', async () => {
    await ask('eraseAll', {});
    await ask('raiseRequest', { ...request(), name: 'Ana', reason: '' }, CONSENT);
    expect([await allRequests(), await allAudit()].map((all) => all.length)).toEqual([1, 1]);
  });
});

describe('a start of the background', () => {
  it('clears what content scripts know, and believes nothing of it', async () => {
    world.areas.local.set('settings', { strict: false }).set('reviewerName', 'Evil');
    await startBackground();
    expect(world.areas.local.size).toBe(0);
    expect(await ask('readSettings', {})).toMatchObject({ reviewer: '' });
  });

  it('shows what waits', async () => {
    await plant(nth(1), nth(2));
    await startBackground();
    expect(world.badge.text).toBe('2');
    expect(events.message.listeners.length).toBeGreaterThan(0);
  });
});
