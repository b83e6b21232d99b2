import * as z from 'zod/mini';
import { isSample } from '../requests/sample.ts';
import { ApprovalRequest, type Edition } from '../requests/schema.ts';
import { type Database, openDatabase, type StoredRequest } from './database.ts';

/** How many records of a site, or of the queue, are looked through at most. */
const MOST = 2000;

async function using<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

function parse(values: readonly StoredRequest[]): ApprovalRequest[] {
  return values.flatMap((value) => {
    const parsed = z.safeParse(ApprovalRequest, value);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * What waits to be reviewed for one site, oldest wait first. The key of a request begins with
 * edition and site (lib/requests/key.ts), so only the records of that site are read.
 */
export function waitingFor(edition: Edition, site: string): Promise<ApprovalRequest[]> {
  const start = `${edition}|${site}|`;
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  return using(async (db) => {
    const all = await db.getAllFromIndex('requests', 'key', range, MOST);
    const waiting = parse(all.filter(({ queuedAt }) => queuedAt !== undefined));
    return waiting.sort((a, b) => a.createdAt - b.createdAt);
  });
}

/** The site of each request that waits to be reviewed; with an edition, of that edition alone. */
export function sitesWaiting(edition?: Edition): Promise<string[]> {
  return using(async (db) => {
    const all = await db.getAllFromIndex('requests', 'queuedAt', null, MOST);
    const wanted = all.filter(
      (one) => !isSample(one) && (edition === undefined || one.edition === edition),
    );
    // Not parsed: a name is all that is taken, and who looks one up has it checked first.
    return wanted.map(({ site }) => String(site));
  });
}
