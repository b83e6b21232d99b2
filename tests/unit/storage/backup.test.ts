import { describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { importDrafts, importQuarantined, importRequests } from '../../../lib/storage/backup.ts';
import { StorageFull } from '../../../lib/storage/request-store.ts';
import { NOW, request, requester } from '../samples.ts';
import { told } from '../support/channel.ts';
import { fillDisk } from '../support/disk.ts';
import { allRequests, id, inDatabase, nth, plant, stored } from '../support/records.ts';

const quarantined = () => inDatabase((db) => db.getAll('quarantine'));
const denied = (one: ApprovalRequest, at = NOW + 100): ApprovalRequest => ({
  ...one,
  status: 'denied',
  updatedAt: at,
  decision: { kind: 'deny', reason: 'No.', at, via: 'here' },
});

describe('requests of a file', () => {
  it('are added', async () => {
    expect(await importRequests([nth(1), nth(2)])).toEqual({ added: 2, already: 0, bad: 0 });
    expect((await allRequests()).map((one) => one.id)).toEqual([id(1), id(2)]);
    expect(told).toEqual([undefined]);
  });

  it('are found in the lists afterwards', async () => {
    await importRequests([nth(1), denied(nth(2))]);
    const [queued, closed] = await inDatabase((db) =>
      Promise.all([
        db.countFromIndex('requests', 'queuedAt'),
        db.countFromIndex('requests', 'closedAt'),
      ]),
    );
    expect([queued, closed]).toEqual([1, 1]);
  });

  it('change nothing the second time', async () => {
    await importRequests([nth(1), denied(nth(2))]);
    const before = await allRequests();
    expect(await importRequests([nth(1), denied(nth(2))])).toEqual({
      added: 0,
      already: 2,
      bad: 0,
    });
    expect(await allRequests()).toEqual(before);
  });

  it('bring a later word on what is here', async () => {
    const one = request();
    await plant(one);
    await importRequests([denied(one)]);
    expect(await stored(one.id)).toMatchObject({ status: 'denied', decision: { reason: 'No.' } });
  });

  it('do not take back a later word that is here', async () => {
    const one = request();
    await plant(denied(one));
    expect(await importRequests([one])).toMatchObject({ added: 0, already: 1 });
    expect(await stored(one.id)).toMatchObject({ status: 'denied' });
  });

  it('join what waits here for the same', async () => {
    const one = request();
    const other = { ...one, id: id(7), requesters: [requester({ id: id(8), name: 'Bo' })] };
    await plant(one);
    await importRequests([other]);
    const [joined, ...more] = await allRequests();
    expect(more).toEqual([]);
    expect(joined?.requesters.map(({ name }) => name)).toEqual(['Ana López', 'Bo']);
  });

  it('are filed under what they say, not under the key that they bring', async () => {
    await importRequests([{ ...request(), key: 'cloud|other.atlassian.net|client' }]);
    expect((await allRequests()).map(({ key }) => key)).toEqual([request().key]);
  });

  it('leave alone what is here under their id and cannot be read', async () => {
    const odd = { ...request(), v: 2 };
    await plant(odd);
    expect(await importRequests([request()])).toMatchObject({ added: 0, already: 1 });
    expect(await stored(odd.id)).toMatchObject({ v: 2 });
  });

  it('that cannot be read are put aside whole, once', async () => {
    const odd = { ...nth(1), status: 'new' };
    expect(await importRequests([odd, 7, odd])).toEqual({ added: 0, already: 1, bad: 2 });
    expect(await quarantined()).toEqual([
      { store: 'requests', at: NOW, value: odd },
      { store: 'requests', at: NOW, value: 7 },
    ]);
    expect(await importRequests([odd])).toEqual({ added: 0, already: 1, bad: 0 });
    expect(await quarantined()).toHaveLength(2);
  });

  it('prove nobody, whatever the file says', async () => {
    const verified = { accountId: '712020:bob', name: 'Bob' };
    const one = denied(nth(1, { requesters: [requester({ via: 'jira', verified })] }));
    const decided = { ...one, decision: { ...one.decision, via: 'jira', verified } };
    await importRequests([decided]);
    expect(JSON.stringify(await allRequests())).not.toContain('712020');
    expect((await allRequests())[0]).toMatchObject({ decision: { via: 'jira', kind: 'deny' } });
  });

  it('join what a channel proved here, and take nothing of it', async () => {
    const verified = { accountId: '712020:bob', name: 'Bob' };
    const [a, b] = [requester({ id: id(8), via: 'jira', verified }), requester({ id: id(9) })];
    const here = denied(nth(1, { requesters: [a] }));
    const made = { kind: 'deny', reason: 'No.', at: NOW + 100, via: 'jira' } as const;
    await plant({ ...here, decision: { ...made, verified } });
    await importRequests([{ ...here, requesters: [a, b], decision: made }]);
    const all = await allRequests();
    expect(all).toHaveLength(1);
    expect(all[0]?.requesters.map((ask) => ask.verified)).toEqual([verified, undefined]);
    expect(all[0]?.decision?.verified).toEqual(verified);
  });

  it('are all there or none where the disk is full', async () => {
    fillDisk(1);
    await expect(importRequests([nth(1), nth(2)])).rejects.toThrow(StorageFull);
    expect(await allRequests()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('make the same of two browsers, whoever takes the other’s file first', async () => {
    const one = request();
    const mine = { ...one, requesters: [requester(), requester({ id: id(8), name: 'Bo' })] };
    const theirs = denied({ ...one, id: id(7) });
    await plant(mine);
    await importRequests([theirs]);
    const here = await allRequests();
    await inDatabase((db) => db.clear('requests'));
    await plant(theirs);
    await importRequests([mine]);
    const there = await allRequests();
    const shown = (all: readonly ApprovalRequest[]) =>
      all.map(({ status, requesters }) => [status, requesters.map(({ name }) => name)]).sort();
    expect(shown(here)).toEqual(shown(there));
    expect(shown(here)).toEqual([
      ['denied', ['Ana López']],
      ['pending', ['Bo']],
    ]);
  });
});

describe('forms half filled in', () => {
  const draft = { key: 'k', at: NOW, reason: 'Boards', name: 'Ana', site: '', app: '' };

  it('are added, and never take the place of one that is here', async () => {
    await inDatabase((db) => db.put('drafts', { ...draft, reason: 'mine' }));
    const merged = await importDrafts([draft, { ...draft, key: 'other' }]);
    expect(merged).toEqual({ added: 1, already: 1, bad: 0 });
    const [here] = await inDatabase((db) => db.getAll('drafts'));
    expect(here?.reason).toBe('mine');
  });

  it.each([
    [{ ...draft, key: '' }],
    [{ ...draft, reason: 'x'.repeat(281) }],
    [{ ...draft, at: 'noon' }],
    [null],
  ])('that break their bounds are put aside: %#', async (odd) => {
    expect(await importDrafts([odd])).toEqual({ added: 0, already: 0, bad: 1 });
    expect(await quarantined()).toEqual([{ store: 'drafts', at: NOW, value: odd }]);
  });
});

describe('what was put aside elsewhere', () => {
  it('is put aside here, under the table that it came from', async () => {
    const merged = await importQuarantined([
      { store: 'drafts', at: 1, value: { odd: true } },
      'no record',
    ]);
    expect(merged).toEqual({ added: 0, already: 0, bad: 2 });
    expect((await quarantined()).map(({ store, value }) => [store, value])).toEqual([
      ['drafts', { odd: true }],
      ['quarantine', 'no record'],
    ]);
  });

  it('is counted beyond ten thousand, and stays in its file', async () => {
    await inDatabase(async (db) => {
      const tx = db.transaction('quarantine', 'readwrite');
      for (let n = 0; n < 10_000; n += 1) void tx.store.add({ store: 'x', at: 1, value: n });
      await tx.done;
    });
    expect(await importQuarantined([{ store: 'x', at: 1, value: 'more' }])).toMatchObject({
      bad: 1,
    });
    expect(await inDatabase((db) => db.count('quarantine'))).toBe(10_000);
  });
});
