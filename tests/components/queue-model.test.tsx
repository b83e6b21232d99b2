import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueueModel, createSelection } from '../../components/popup/queue/queue-model.ts';
import type { QueueService } from '../../lib/review/queue-query.ts';
import { createWorld, type Deps, named } from './model-support.ts';
import { decision, NOW, requester } from './support.ts';

let world: Deps;

beforeEach(() => {
  world = createWorld();
});

describe('the side that is shown first', () => {
  it('is To review where anything waits', async () => {
    await world.start(named('A'), named('B', { asked: true }));
    expect(world.model.side.value).toBe('review');
  });

  it('is My requests where nothing waits and the person has asked, and what is shown was seen', async () => {
    const own = named('B', { asked: true, review: false, unseen: true });
    world.send.mockResolvedValue({ ok: true });
    await world.start(own);
    expect(world.model.side.value).toBe('mine');
    expect(world.send).toHaveBeenCalledWith('decisionSeen', { id: own.id });
    expect(world.model.mine.news.value.has(own.id)).toBe(true);
  });

  it('is To review where there is nothing at all', async () => {
    await world.start();
    expect(world.model.side.value).toBe('review');
    expect(world.model.queue.count.value).toBe(0);
  });
});

describe('the queue', () => {
  it('draws fifty of many, and knows them all', async () => {
    await world.start(
      ...Array.from({ length: 1234 }, (_, at) => named(`App ${at}`, { createdAt: NOW + at })),
    );
    expect(world.model.queue.shown.value).toHaveLength(50);
    expect(world.model.queue.count.value).toBe(1234);
    world.model.queue.filter({ text: 'APP 1233' });
    await expect.poll(world.names).toEqual(['App 1233']);
    // As a button calls it.
    const { clear } = world.model.queue;
    clear();
    await expect.poll(() => world.model.queue.count.value).toBe(1234);
    world.model.queue.look(600);
    await expect.poll(() => world.names()[0]).toBe('App 600');
    world.model.queue.look(5000);
    await expect.poll(() => world.names().at(-1)).toBe('App 1233');
    expect(world.model.queue.from.value).toBe(1184);
  });

  it('brings an entry that is not drawn near, to be given the focus', async () => {
    await world.start(
      ...Array.from({ length: 200 }, (_, at) => named(`App ${at}`, { createdAt: NOW + at })),
    );
    world.model.queue.goTo(199);
    await expect.poll(() => world.names().at(-1)).toBe('App 199');
    expect(world.model.queue.aim.value).toBe(199);
    const last = world.model.queue.shown.value.at(-1)?.request.id ?? '';
    expect((await world.model.queue.beside(last, -1))?.app.name).toBe('App 198');
    expect(await world.model.queue.beside(last, 1)).toBeUndefined();
  });

  it('lists each person by itself', async () => {
    const people = [
      requester({ name: 'Zoë', reason: 'Designs', at: NOW - 1 }),
      requester({ name: 'Bob', at: NOW - 3 }),
    ];
    const all = [
      named('Figma', { requesters: people }),
      named('Miro', { requesters: [requester({ name: 'Carol', at: NOW - 2 })] }),
    ];
    await world.start(...all);
    const asked = () =>
      world.model.queue.shown.value.map(
        ({ request, asker = -1 }) => `${request.app.name} ${request.requesters[asker]?.name}`,
      );
    world.model.queue.filter({ view: 'requests' });
    await expect.poll(asked).toEqual(['Figma Zoë', 'Figma Bob', 'Miro Carol']);
    expect(world.model.queue.count.value).toBe(3);
    world.model.queue.filter({ text: 'zoë designs' });
    await expect.poll(asked).toEqual(['Figma Zoë']);
    world.model.queue.clear();
    await expect.poll(() => asked().length).toBe(3);
    world.store.requests = all.slice(1);
    world.store.changed([all[0]?.id ?? '']);
    await expect.poll(asked).toEqual(['Miro Carol']);
  });

  it('shows the first page before the rest was read', async () => {
    const reads: number[] = [];
    const { waiting } = world.store.reader;
    world.store.reader.waiting = async (limit, after) => {
      reads.push(world.model.queue.shown.value.length);
      return waiting(limit, after);
    };
    await world.start(
      ...Array.from({ length: 60 }, (_, at) => named(`App ${at}`, { createdAt: NOW + at })),
    );
    expect(reads).toEqual([0, 20]);
  });

  it('looks for the next one where the open one stood, opened before the store was read', async () => {
    const place = vi.fn(async () => -1);
    const next = vi.fn(async () => undefined);
    const nothing = { total: 0, requests: 0, waiting: 0, notInEffect: 0, decidedToo: 0, from: 0 };
    const find = async () => ({ ...nothing, rows: [], sites: [], lost: [], whole: true });
    const queue = createQueueModel(
      {
        readFirst: async () => ({ requests: [], unreadable: 0, countAll: async () => 0 }),
        recall: () => undefined,
        remember: () => undefined,
      },
      Promise.resolve({ find, place, next } as Partial<QueueService> as QueueService),
      createSelection(),
    );
    await queue.opened('one');
    place.mockResolvedValueOnce(3);
    await queue.refresh();
    // It was decided.
    await queue.refresh();
    await expect.poll(() => place.mock.calls.length).toBe(3);
    await queue.next('one');
    expect(next).toHaveBeenCalledWith(expect.anything(), 'one', 3);
  });

  it('searches names, sites, people and reasons', async () => {
    await world.start(
      named('Figma', { requesters: [requester({ name: 'Zoë', reason: 'Designs' })] }),
      named('Miro', {
        site: 'other.atlassian.net',
        requesters: [requester({ reason: 'Boards' })],
        app: { redirect: { uri: 'https://miro.com/cb', host: 'miro.com', hadQuery: false } },
      }),
    );
    for (const text of ['figma', 'zoë', 'DESIGNS acme', 'read:jira-work designs']) {
      world.model.queue.filter({ text });
      await expect.poll(world.names).toEqual(['Figma']);
      world.model.queue.clear();
      await expect.poll(() => world.names().length).toBe(2);
    }
    world.model.queue.filter({ text: 'figma other' });
    await expect.poll(world.names).toEqual([]);
  });

  it('filters by site and sorts', async () => {
    await world.start(
      named('b', { createdAt: NOW - 1 }),
      named('A', { createdAt: NOW - 3, site: 'other.atlassian.net' }),
      named('c', { createdAt: NOW - 2, requesters: [requester(), requester()] }),
    );
    expect(world.names()).toEqual(['c', 'A', 'b']);
    world.model.queue.filter({ sort: 'oldest' });
    await expect.poll(world.names).toEqual(['A', 'c', 'b']);
    world.model.queue.filter({ sort: 'newest' });
    await expect.poll(world.names).toEqual(['b', 'c', 'A']);
    world.model.queue.filter({ sort: 'requesters' });
    await expect.poll(world.names).toEqual(['c', 'A', 'b']);
    world.model.queue.filter({ sort: 'name' });
    await expect.poll(world.names).toEqual(['A', 'b', 'c']);
    world.model.queue.filter({ site: 'other.atlassian.net' });
    await expect.poll(world.names).toEqual(['A']);
    expect(world.model.queue.sites.value).toEqual(['acme.atlassian.net', 'other.atlassian.net']);
  });

  it('shows what was decided when asked, the newest for each site and app', async () => {
    const old = { status: 'denied', decision: decision('deny', 'No') } as const;
    await world.start(
      named('Figma'),
      named('Figma', { ...old, createdAt: NOW - 9 }),
      named('Miro', { ...old, createdAt: NOW - 8 }),
      named('Miro', { status: 'approved', createdAt: NOW - 7 }),
      named('Own', { ...old, review: false, asked: true }),
    );
    world.model.queue.filter({ status: 'decided', sort: 'name' });
    await expect.poll(world.names).toEqual(['Figma', 'Miro']);
    expect(world.model.queue.shown.value[1]?.request.status).toBe('approved');
    world.model.queue.filter({ status: 'all' });
    await expect
      .poll(() => world.model.queue.shown.value.map(({ request: { status } }) => status))
      .toEqual(['pending', 'approved']);
  });

  it('puts aside what cannot be read, once', async () => {
    world.store.unreadable = ['X1'];
    world.send.mockResolvedValue({ ok: true, count: 1 });
    await world.start(named('A'));
    await world.model.queue.clear();
    world.store.changed();
    await expect.poll(() => world.model.quarantined.value).toBe(1);
    expect(world.send.mock.calls.filter(([name]) => name === 'quarantine')).toEqual([
      ['quarantine', { ids: ['X1'] }],
    ]);
  });

  it('says that the store failed', async () => {
    world.store.reader.waiting = () => Promise.reject(new Error('no'));
    await world.start();
    expect(world.model.queue.phase.value).toBe('failed');
  });
});
