import { describe, expect, it, vi } from 'vitest';
import { TO_CARRY } from '../../../lib/storage/database.ts';
import { carryFrom, carryKept, keptItem } from '../../../lib/storage/kept-item.ts';
import { openStore, StorageFull } from '../../../lib/storage/request-store.ts';
import { fillDisk } from '../support/disk.ts';
import { inDatabase } from '../support/records.ts';

const name = keptItem<string>('reviewerName', 'nobody');
const kept = () => inDatabase((db) => db.getAllKeys('kept'));
/** As after an upgrade from before version 4. */
const toCarry = () => inDatabase((db) => db.put('kept', { name: TO_CARRY, value: true }));

describe('something that is kept', () => {
  it('is its fallback until it is set, and after it was removed', async () => {
    expect(await name.getValue()).toBe('nobody');
    await name.setValue('Maria');
    expect(await name.getValue()).toBe('Maria');
    await name.removeValue();
    expect(await name.getValue()).toBe('nobody');
  });

  it('is its value and not the fallback where that is nothing', async () => {
    await keptItem<unknown>('rules', [1]).setValue(0);
    expect(await keptItem<unknown>('rules', [1]).getValue()).toBe(0);
  });

  it('stays as it was on a full disk', async () => {
    await name.setValue('Maria');
    fillDisk();
    await expect(name.setValue('Bo')).rejects.toThrow(StorageFull);
    expect(await name.getValue()).toBe('Maria');
  });
});

describe('what lay in storage.local', () => {
  const before = { reviewerName: 'Maria', rules: [1], lockRefused: ['x'], unknown: 1 };

  it('is carried over once, before the first look', async () => {
    const read = vi.fn(async () => before);
    carryFrom(read);
    await toCarry();
    expect(await name.getValue()).toBe('Maria');
    expect(await keptItem<unknown>('rules', []).getValue()).toEqual([1]);
    expect(read).toHaveBeenCalledTimes(1);
    expect(await kept()).toEqual(['reviewerName', 'rules']);
  });

  it('never takes the place of what was set meanwhile', async () => {
    await name.setValue('Bo');
    carryFrom(async () => before);
    await toCarry();
    await carryKept();
    expect(await name.getValue()).toBe('Bo');
  });

  it('is believed by no new store', async () => {
    carryFrom(async () => before);
    await carryKept();
    expect(await name.getValue()).toBe('nobody');
  });

  it('is not believed a second time', async () => {
    carryFrom(async () => before);
    await toCarry();
    await carryKept();
    carryFrom(async () => ({ settings: { strict: false } }));
    await carryKept();
    expect(await kept()).not.toContain('settings');
  });

  it('is gone with everything that was erased', async () => {
    carryFrom(async () => before);
    await toCarry();
    await openStore().erase();
    expect(await name.getValue()).toBe('nobody');
  });

  it('is left to the background by a page that comes first', async () => {
    await toCarry();
    carryFrom(undefined as never);
    expect(await name.getValue()).toBe('nobody');
    expect(await kept()).toEqual([TO_CARRY]);
  });

  it('is carried once by two that look at once', async () => {
    carryFrom(async () => before);
    await toCarry();
    expect(await Promise.all([name.getValue(), name.getValue()])).toEqual(['Maria', 'Maria']);
    expect(await kept()).toEqual(['reviewerName', 'rules']);
  });

  it('is carried at the next look where the disk was full', async () => {
    carryFrom(async () => before);
    await toCarry();
    fillDisk(1);
    await expect(name.getValue()).rejects.toThrow(StorageFull);
    expect(await kept()).toEqual([TO_CARRY]);
    vi.restoreAllMocks();
    expect(await name.getValue()).toBe('Maria');
  });
});
