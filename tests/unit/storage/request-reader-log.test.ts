import { describe, expect, it } from 'vitest';
import type { AuditCursor } from '../../../lib/requests/reader.ts';
import { readAuditPage } from '../../../lib/storage/request-reader.ts';
import { NOW } from '../samples.ts';
import { entry, inDatabase } from '../support/records.ts';

/** Writes entries of these times; each is known by its reason. */
const log = (...times: number[]) =>
  inDatabase(async (db) => {
    for (const [n, at] of times.entries())
      await db.add('audit', entry({ at: NOW + at, reason: `${n}` }));
  });

async function pages(size: number): Promise<string[][]> {
  return inDatabase(async (db) => {
    const read: string[][] = [];
    let from: AuditCursor | undefined;
    do {
      const page = await readAuditPage(db, size, from);
      read.push(page.entries.map(({ reason }) => reason));
      from = page.next;
    } while (from);
    return read;
  });
}

describe('a page of the log', () => {
  it('begins with the newest entry, whenever it was written', async () => {
    await log(2, 9, 5);
    expect(await pages(9)).toEqual([['1', '2', '0']]);
  });

  it.each([1, 2, 3, 4, 5])('of %i goes on behind entries of the same millisecond', async (size) => {
    await log(0, 0, 0, 1, 1, 0, 2);
    expect((await pages(size)).flat()).toEqual(['6', '4', '3', '5', '2', '1', '0']);
  });

  it('has no next one at the end of the log', async () => {
    await log(1, 2);
    expect(await pages(2)).toEqual([['1', '0']]);
  });

  it('of an empty log is empty', async () => {
    expect(await pages(2)).toEqual([[]]);
  });

  it('counts what cannot be read, and goes on behind it', async () => {
    await log(1);
    await inDatabase((db) => db.add('audit', { ...entry({ at: NOW + 2 }), move: '' }));
    const [first, second] = await inDatabase(async (db) => {
      const page = await readAuditPage(db, 1);
      return [page, await readAuditPage(db, 1, page.next)];
    });
    expect(first).toMatchObject({ entries: [], unreadable: 1 });
    expect(second?.entries).toHaveLength(1);
  });

  it('is not moved by what is written meanwhile', async () => {
    await log(1, 2, 3, 4);
    const first = await inDatabase((db) => readAuditPage(db, 2));
    await log(9, 9);
    const second = await inDatabase((db) => readAuditPage(db, 2, first.next));
    expect(second.entries.map(({ reason }) => reason)).toEqual(['1', '0']);
  });
});
