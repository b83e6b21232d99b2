import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { keptItem, storedList } from '../../../lib/storage/kept-item.ts';
import { StorageFull } from '../../../lib/storage/request-store.ts';
import { fillDisk } from '../support/disk.ts';

const item = keptItem<unknown>('rules', []);
const list = storedList('rules', z.string(), 'rulesAside');
const plain = storedList('levels', z.string());

describe('a list', () => {
  it('is empty at first', async () => {
    expect(await list.read()).toEqual({ records: [], unreadable: [] });
  });

  it('is read entry by entry', async () => {
    await item.setValue(['a', 7, 'b', null]);
    expect(await list.read()).toEqual({ records: ['a', 'b'], unreadable: [7, null] });
  });

  it('that is none is one unreadable entry, and loses nothing', async () => {
    await item.setValue({ what: 'is this' });
    expect(await list.read()).toEqual({ records: [], unreadable: [{ what: 'is this' }] });
  });

  it('puts what cannot be read aside at the next change', async () => {
    await item.setValue(['a', 7]);
    expect(await list.change((all) => [...all, 'b'])).toEqual(['a', 'b']);
    expect(await list.read()).toEqual({ records: ['a', 'b'], unreadable: [] });
    expect(await list.readQuarantine()).toEqual([7]);
  });

  it('keeps what was put aside before', async () => {
    await list.quarantine([1]);
    await item.setValue([2]);
    await list.change((all) => [...all]);
    expect(await list.readQuarantine()).toEqual([1, 2]);
  });

  it('without such a place drops it', async () => {
    await keptItem<unknown>('levels', []).setValue(['a', 7]);
    await plain.change((all) => [...all]);
    expect(await plain.read()).toEqual({ records: ['a'], unreadable: [] });
    expect(await plain.readQuarantine()).toEqual([]);
  });

  it('is left as it is where the change refuses', async () => {
    await item.setValue(['a', 7]);
    expect(await list.change(() => undefined)).toBeUndefined();
    expect(await item.getValue()).toEqual(['a', 7]);
  });

  it('loses none of many changes at once', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((n) => list.change((all) => [...all, `${n}`])));
    expect((await list.read()).records).toEqual(['1', '2', '3', '4', '5']);
  });

  it('goes on after a change that failed', async () => {
    await list.change(() => ['a']);
    fillDisk();
    await expect(list.change(() => ['b'])).rejects.toThrow(StorageFull);
    expect((await list.read()).records).toEqual(['a']);
  });

  it('quarantines nothing twice, and no more than a thousand', async () => {
    const bulk = Array.from({ length: 1001 }, (_, n) => n);
    expect(await list.quarantine(bulk.slice(0, 999))).toEqual({ added: 999, already: 0, bad: 0 });
    expect(await list.quarantine([5, 'x', 'y', 'z'])).toMatchObject({ already: 1 });
    expect(await list.readQuarantine()).toHaveLength(1000);
  });

  it('is forgotten with what was put aside', async () => {
    await list.change(() => ['a']);
    await list.quarantine([7]);
    await list.forget();
    expect([await list.read(), await list.readQuarantine()]).toEqual([
      { records: [], unreadable: [] },
      [],
    ]);
  });
});
