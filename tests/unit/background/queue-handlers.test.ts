import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageData } from '../../../lib/messages.ts';
import { DEFAULTS } from '../../../lib/requests/settings.ts';
import { settings } from '../../../lib/storage/stored-settings.ts';
import { NOW, request, requester } from '../samples.ts';
import { ask, send, startBackground } from '../support/background.ts';
import { fillDisk } from '../support/disk.ts';
import { world } from '../support/fake-browser.ts';
import { allAudit, allRequests, id, nth, plant, stored } from '../support/records.ts';

const statuses = async () => (await allRequests()).map(({ status }) => status);
const deny = (...ids: string[]) => ask('decideMany', { ids, kind: 'deny', reason: 'No.' });
const own = (n: number) =>
  nth(n, { asked: true, requesters: [requester({ id: id(n + 500_000), via: 'page' })] });

beforeEach(async () => {
  await startBackground();
  await ask('nameReviewer', { name: '  Maria ' });
});

describe('one decision', () => {
  const decide = (change: object = {}) =>
    send('decideRequest', { id: id(1), kind: 'approve', reason: ' Fine. ', ...change });

  it('is written with its entry, in the reviewer’s name', async () => {
    await plant(nth(1));
    expect(await decide()).toMatchObject({ ok: true, request: { status: 'approved' } });
    expect(await allRequests()).toMatchObject([
      { status: 'approved', decision: { kind: 'approve', reason: 'Fine.', at: NOW, via: 'here' } },
    ]);
    expect(await allAudit()).toMatchObject([{ move: 'approve', by: 'Maria', actor: 'reviewer' }]);
  });

  it('takes the request out of the badge', async () => {
    await plant(nth(1), nth(2));
    await decide();
    expect(world.badge.text).toBe('1');
  });

  it('is done once where the same press comes twice', async () => {
    await plant(nth(1));
    const press = id(77);
    await decide({ press });
    await plant({ ...(await stored(id(1))), status: 'denied' });
    expect(await decide({ press })).toMatchObject({ ok: true, request: { status: 'denied' } });
    expect(await allAudit()).toHaveLength(1);
  });

  it.each([
    ['without a reason that is owed', nth(1), { kind: 'block', reason: ' ' }, 'reason-owed'],
    ['on what was withdrawn', nth(1, { status: 'withdrawn' }), {}, 'not-open'],
    ['on what only was asked here', nth(1, { review: false }), {}, 'unknown-request'],
    ['on nothing', nth(2), {}, 'unknown-request'],
    [
      'on what was changed after it was filed',
      nth(1, { requesters: [requester({ edited: true })] }),
      {},
      'edited',
    ],
    ['on one’s own, unasked', own(1), {}, 'own-request'],
  ])('%s is refused', async (_why, planted, change, problem) => {
    await plant(planted);
    expect(await decide(change)).toEqual({ ok: false, problem });
    expect(await allAudit()).toEqual([]);
  });

  it('on one’s own is made after saying yes, and never where it is strict', async () => {
    await plant(own(1));
    await settings.write({ ...DEFAULTS, strict: true });
    expect(await decide({ own: true })).toEqual({ ok: false, problem: 'own-request-strict' });
    await settings.write(DEFAULTS);
    expect(await decide({ own: true })).toMatchObject({ ok: true });
  });

  it('is kept though the badge and the scripts fail', async () => {
    await plant(nth(1));
    world.broken.add('action').add('scripting');
    expect(await decide()).toMatchObject({ ok: true, request: { status: 'approved' } });
    expect(await statuses()).toEqual(['approved']);
  });

  it('leaves nothing behind on a full disk', async () => {
    await plant(nth(1));
    fillDisk(1);
    expect(await decide()).toEqual({ ok: false, problem: 'storage-full' });
    vi.restoreAllMocks();
    expect([await statuses(), await allAudit()]).toEqual([['pending'], []]);
  });
});

describe('a decision on many', () => {
  it('is made on each, in one transaction', async () => {
    await plant(nth(1), nth(2));
    expect(await deny(id(1), id(2))).toMatchObject({ done: [id(1), id(2)], failed: [] });
    expect(await statuses()).toEqual(['denied', 'denied']);
    expect((await allAudit()).map(({ by }) => by)).toEqual(['Maria', 'Maria']);
  });

  it('says of each why it could not be made', async () => {
    await plant(nth(1), nth(2, { status: 'withdrawn' }), own(3), nth(5, { review: false }));
    const { done, failed } = await deny(id(1), id(2), id(3), id(4), id(5));
    expect(done).toEqual([id(1)]);
    expect(failed.map(({ problem }) => problem)).toEqual([
      'not-open',
      'own-request',
      'unknown-request',
      'unknown-request',
    ]);
  });

  it('is made once where the same press comes twice', async () => {
    await plant(nth(1), nth(2));
    const data: MessageData<'decideMany'> = {
      ids: [id(1), id(2)],
      kind: 'deny',
      reason: 'No.',
      press: id(7),
    };
    const first = await ask('decideMany', data);
    expect(await ask('decideMany', data)).toEqual(first);
    expect(await allAudit()).toHaveLength(2);
  });

  it('is all there or not at all where the disk is full', async () => {
    await plant(nth(1), nth(2));
    fillDisk(3);
    const data: MessageData<'decideMany'> = { ids: [id(1), id(2)], kind: 'deny', reason: 'No.' };
    expect(await send('decideMany', data)).toEqual({ ok: false, problem: 'storage-full' });
    expect(await statuses()).toEqual(['pending', 'pending']);
  });
});

describe('taking back', () => {
  it('gives back what was before, within seconds', async () => {
    await plant(nth(1), nth(2));
    await deny(id(1), id(2));
    vi.setSystemTime(NOW + 15_000);
    expect(await ask('undoDecision', { ids: [id(1), id(2)] })).toMatchObject({ failed: [] });
    expect(await statuses()).toEqual(['pending', 'pending']);
    expect((await stored(id(1)))?.decision).toBeUndefined();
    expect(world.badge.text).toBe('2');
  });

  it('is too late afterwards', async () => {
    await plant(nth(1));
    await deny(id(1));
    vi.setSystemTime(NOW + 15_001);
    const { failed } = await ask('undoDecision', { ids: [id(1)] });
    expect(failed).toEqual([{ id: id(1), problem: 'too-late' }]);
    expect(await statuses()).toEqual(['denied']);
  });

  it('is refused where somebody asked anew meanwhile', async () => {
    await plant(nth(1));
    await deny(id(1));
    await plant(nth(2, { key: nth(1).key }));
    const { failed } = await ask('undoDecision', { ids: [id(1)] });
    expect(failed).toEqual([{ id: id(1), problem: 'not-open' }]);
  });
});

describe('reopening', () => {
  it('has a decided request wait again', async () => {
    await plant(nth(1));
    await deny(id(1));
    expect(await send('reopenRequest', { id: id(1) })).toMatchObject({
      request: { status: 'pending' },
    });
    expect(await stored(id(1))).toMatchObject({ queuedAt: NOW + 1 });
    expect((await allAudit()).map(({ move }) => move)).toEqual(['deny', 'reopen']);
    expect(world.badge.text).toBe('1');
  });

  it.each([
    ['waits', nth(1), 'not-open'],
    ['was only asked here', nth(1, { review: false, status: 'denied' }), 'unknown-request'],
    ['is not there', nth(2), 'unknown-request'],
  ])('is refused of what %s', async (_why, planted, problem) => {
    await plant(planted);
    expect(await send('reopenRequest', { id: id(1) })).toEqual({ ok: false, problem });
  });

  it('is refused where another one waits for the same', async () => {
    await plant(nth(1, { status: 'denied' }), nth(2, { key: nth(1).key }));
    expect(await send('reopenRequest', { id: id(1) })).toEqual({ ok: false, problem: 'not-open' });
  });

  it('is done once where the same press comes twice', async () => {
    await plant(nth(1, { status: 'denied' }));
    for (const _ of [1, 2]) await ask('reopenRequest', { id: id(1), press: id(7) });
    expect(await allAudit()).toHaveLength(1);
  });
});

describe('assigning', () => {
  it('is by the name last given, or by another that is remembered', async () => {
    await plant(nth(1), nth(2));
    await ask('assignRequest', { id: id(1) });
    await ask('assignRequest', { id: id(2), name: ' Bo ' });
    expect((await allRequests()).map(({ status, reviewer }) => [status, reviewer?.name])).toEqual([
      ['under-review', 'Maria'],
      ['under-review', 'Bo'],
    ]);
    expect((await ask('readSettings', {})).reviewer).toBe('Bo');
  });

  it('is given back', async () => {
    await plant(nth(1));
    await ask('assignRequest', { id: id(1) });
    await ask('unassignRequest', { id: id(1) });
    const one = await stored(id(1));
    expect([one?.status, one?.reviewer]).toEqual(['pending', undefined]);
  });

  it('has the badge look again, like every write', async () => {
    await plant(nth(1));
    const before = world.badge.shown;
    await ask('assignRequest', { id: id(1) });
    await ask('unassignRequest', { id: id(1) });
    expect(world.badge.shown).toBe(before + 2);
  });

  it.each(['assignRequest', 'unassignRequest'] as const)(
    '%s is refused of what is decided',
    async (name) => {
      await plant(nth(1, { status: 'denied' }));
      expect(await send(name, { id: id(1) })).toEqual({ ok: false, problem: 'not-open' });
    },
  );

  it('is done once where the same press comes twice', async () => {
    await plant(nth(1));
    for (const _ of [1, 2]) await ask('assignRequest', { id: id(1), press: id(7) });
    expect(await allAudit()).toHaveLength(1);
  });
});

describe('asks of a request', () => {
  const two = request({ requesters: [requester(), requester({ id: id(8), name: 'Bo' })] });
  const drop = (dropped: boolean, ...asks: string[]) =>
    send('dropAsks', { id: two.id, asks, dropped });

  it('are dropped, and put back', async () => {
    await plant(two);
    expect(await drop(true, id(8))).toMatchObject({ ok: true });
    expect((await stored(two.id))?.requesters[1]).toMatchObject({ id: id(8), dropped: NOW });
    expect(await drop(false, id(8))).toMatchObject({ ok: true });
    expect((await stored(two.id))?.requesters[1]?.dropped).toBeUndefined();
    expect((await allAudit()).map(({ move }) => move)).toEqual(['drop', 'put-back']);
  });

  it('are never all dropped', async () => {
    await plant(two);
    expect(await drop(true, id(8), requester().id)).toEqual({ ok: false, problem: 'not-open' });
  });
});
