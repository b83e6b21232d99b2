import * as z from 'zod/mini';
import { expire, halfPassed, type Moved } from '../requests/moves.ts';
import { isSample } from '../requests/sample.ts';
import { ApprovalRequest } from '../requests/schema.ts';
import { type Database, indexed, openDatabase } from './database.ts';
import { guarded } from './request-store.ts';
import { whole, written } from './written.ts';

/** What a look at the clock found. */
export interface Looked {
  expired: number;
  /** waiting to be reviewed here, with half of their time over since the last look */
  halfOver: number;
}

/** When it was looked at last, and now. */
interface Between {
  before: number;
  now: number;
}

/** Looks through what one index lists; the caller's transaction does the writing too. */
async function lookThrough(
  list: AsyncIterable<{ value: unknown }>,
  each: (request: ApprovalRequest) => Promise<void>,
): Promise<void> {
  for await (const { value } of list) {
    const parsed = z.safeParse(ApprovalRequest, value);
    if (parsed.success && !isSample(parsed.data)) await each(parsed.data);
  }
}

async function look(db: Database, days: number, between: Between): Promise<Looked> {
  const looked: Looked = { expired: 0, halfOver: 0 };
  const tx = db.transaction(['requests', 'audit'], 'readwrite', { durability: 'strict' });
  const requests = tx.objectStore('requests');
  const write = async ({ request, audit }: Moved) => {
    await requests.put(indexed(request));
    await tx.objectStore('audit').add(audit);
    looked.expired += 1;
  };
  await whole(tx, async () => {
    await lookThrough(requests.index('queuedAt'), async (request) => {
      const move = expire(request, days, between.now);
      if (move) await write(move);
      else if (halfPassed(request, days, between)) looked.halfOver += 1;
    });
    await lookThrough(requests.index('askedAt'), async (request) => {
      const move = expire(request, days, between.now);
      if (move) await write(move);
    });
  });
  return looked;
}

/**
 * Lets everything expire whose time is over, what waits here and what this browser's person asked,
 * in one transaction with its audit entries.
 */
export async function expireAll(days: number, between: Between): Promise<Looked> {
  if (days <= 0) return { expired: 0, halfOver: 0 };
  const looked = await guarded(async () => {
    const db = await openDatabase();
    try {
      return await look(db, days, between);
    } finally {
      db.close();
    }
  });
  if (looked.expired > 0) await written();
  return looked;
}
