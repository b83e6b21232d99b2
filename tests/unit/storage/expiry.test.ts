import { describe, expect, it } from 'vitest';
import { expireAll } from '../../../lib/storage/expiry.ts';
import { StorageFull } from '../../../lib/storage/request-store.ts';
import { NOW } from '../samples.ts';
import { told } from '../support/channel.ts';
import { fillDisk } from '../support/disk.ts';
import { allAudit, allRequests, id, nth, plant, stored } from '../support/records.ts';

const DAY = 86_400_000;
const aged = (n: number, days: number) => nth(n, { lastAskAt: NOW - days * DAY });
const look = (days: number, before = 0) => expireAll(days, { before, now: NOW });

describe('the look at the clock', () => {
  it('lets expire what is over, with its entry', async () => {
    await plant(aged(1, 30), aged(2, 29));
    expect(await look(30)).toMatchObject({ expired: 1 });
    expect((await allRequests()).map(({ status }) => status)).toEqual(['expired', 'pending']);
    expect(await allAudit()).toMatchObject([
      { requestId: id(1), move: 'expire', actor: 'clock', from: 'pending', to: 'expired', at: NOW },
    ]);
    expect(told).toEqual([undefined]);
  });

  it('takes what is in somebody’s hand, too, and nothing that was decided', async () => {
    await plant({ ...aged(1, 40), status: 'under-review' }, { ...aged(2, 40), status: 'approved' });
    expect(await look(30)).toMatchObject({ expired: 1 });
    expect(await stored(id(2))).toMatchObject({ status: 'approved' });
  });

  it('is news for whoever asked here', async () => {
    await plant({ ...aged(1, 40), asked: true, review: false }, aged(2, 40));
    await look(30);
    expect((await allRequests()).map(({ unseen }) => unseen)).toEqual([true, false]);
  });

  it('expires once what is asked and reviewed here', async () => {
    await plant({ ...aged(1, 40), asked: true });
    expect(await look(30)).toMatchObject({ expired: 1 });
    expect(await allAudit()).toHaveLength(1);
  });

  it('takes what expired out of the queue', async () => {
    await plant(aged(1, 40));
    await look(30);
    const { queuedAt, closedAt } = (await stored(id(1))) ?? {};
    expect([queuedAt, closedAt]).toEqual([undefined, NOW]);
  });

  it('tells once of what is halfway there', async () => {
    await plant(aged(1, 16), aged(2, 14));
    expect(await look(30, NOW - 5 * DAY)).toEqual({ expired: 0, halfOver: 1 });
    expect(await look(30, NOW)).toEqual({ expired: 0, halfOver: 0 });
  });

  it('lets wait for ever where that is set', async () => {
    await plant(aged(1, 4000));
    expect(await look(0)).toEqual({ expired: 0, halfOver: 0 });
    expect(await stored(id(1))).toMatchObject({ status: 'pending' });
  });

  it('passes over what cannot be read', async () => {
    await plant({ ...aged(1, 40), v: 2 }, aged(2, 40));
    expect(await look(30)).toMatchObject({ expired: 1 });
    expect(await stored(id(1))).toMatchObject({ status: 'pending' });
  });

  it('expires all of it or nothing where the disk is full', async () => {
    await plant(aged(1, 40), aged(2, 40));
    fillDisk(3);
    await expect(look(30)).rejects.toThrow(StorageFull);
    expect((await allRequests()).map(({ status }) => status)).toEqual(['pending', 'pending']);
    expect(await allAudit()).toEqual([]);
  });
});
