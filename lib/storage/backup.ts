import type { IDBPObjectStore } from 'idb';
import { ulid } from 'ulid';
import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import { asksOf, settled } from '../requests/asks.ts';
import { requestKey } from '../requests/key.ts';
import { MAX } from '../requests/limits.ts';
import { mergeRequest } from '../requests/merge.ts';
import { isSample } from '../requests/sample.ts';
import { ApprovalRequest, text } from '../requests/schema.ts';
import { type Database, indexed, openDatabase, type Schema } from './database.ts';
import { guarded } from './request-store.ts';
import { whole, written } from './written.ts';

const Draft = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(3000)),
  at: z.number(),
  reason: text(MAX.reason),
  name: text(MAX.name),
  site: text(300),
  app: text(300),
});
const QuarantinePart = z.object({ store: text(40), at: z.number(), value: z.unknown() });

/** Quarantined records at most; what is more stays in its file. */
const MAX_QUARANTINED = 10_000;

/** The tables that take part, within one transaction. */
async function within(
  work: (
    db: Database,
    merged: AuditMerge,
    quarantined: (store: string, value: unknown) => void,
  ) => Promise<void>,
): Promise<AuditMerge> {
  const merged: AuditMerge = { added: 0, already: 0, bad: 0 };
  await guarded(async () => {
    const db = await openDatabase();
    try {
      const unreadable: { store: string; value: unknown }[] = [];
      await work(db, merged, (store, value) => unreadable.push({ store, value }));
      if (unreadable.length > 0) await quarantined(db, unreadable, merged);
    } finally {
      db.close();
    }
  });
  if (merged.added + merged.bad > 0) await written();
  return merged;
}

/** Keeps what cannot be read, whole; what is kept already is not kept twice. */
async function quarantined(
  db: Database,
  records: readonly { store: string; value: unknown }[],
  merged: AuditMerge,
): Promise<void> {
  const tx = db.transaction('quarantine', 'readwrite');
  await whole(tx, async () => {
    const kept = await tx.store.getAll();
    const known = new Set(kept.map(({ value }) => JSON.stringify(value)));
    for (const { store, value } of records) {
      const same = JSON.stringify(value);
      if (known.has(same)) merged.already += 1;
      else {
        merged.bad += 1;
        if (known.size < MAX_QUARANTINED) await tx.store.add({ store, at: Date.now(), value });
        known.add(same);
      }
    }
  });
}

/**
 * Takes requests in: asks that are not here yet, and later words on those that are (merge.ts). What a
 * request shows is settled anew from its asks, and so is the key, for it says what belongs together.
 */
export function importRequests(records: readonly unknown[]): Promise<AuditMerge> {
  return within(async (db, merged, quarantined) => {
    const tx = db.transaction('requests', 'readwrite', { durability: 'strict' });
    await whole(tx, async () => {
      for (const record of records) {
        const parsed = z.safeParse(ApprovalRequest, record);
        if (!parsed.success) quarantined('requests', record);
        else if (!isSample(parsed.data)) merged[await receive(tx.store, parsed.data)] += 1;
      }
    });
  });
}

/** What a channel proved to somebody else is a file's word here. */
function unproven(record: ApprovalRequest): ApprovalRequest {
  const without = <T extends { verified?: unknown }>({ verified: _, ...rest }: T) => rest;
  return {
    ...record,
    requesters: record.requesters.map(without),
    ...(record.decision && { decision: without(record.decision) }),
  };
}

type Requests = IDBPObjectStore<Schema, ['requests'], 'requests', 'readwrite'>;

/** @returns `already` where it changes nothing */
async function receive(requests: Requests, record: ApprovalRequest): Promise<'added' | 'already'> {
  const plain = unproven(record);
  const told = settled(plain, asksOf(plain));
  const from = { ...told, key: requestKey(told) };
  const kin = (await requests.index('key').getAll(from.key)).flatMap((value) => {
    const one = z.safeParse(ApprovalRequest, value);
    return one.success ? [one.data] : [];
  });
  // What cannot be read, or was filed under another key by an older version, stays as it is.
  const taken = (await requests.getKey(from.id)) !== undefined;
  if (taken && !kin.some(({ id }) => id === from.id)) return 'already';
  const { puts, drops } = mergeRequest(kin, from, ulid);
  for (const one of puts) await requests.put(indexed(one));
  for (const id of drops) await requests.delete(id);
  return puts.length + drops.length > 0 ? 'added' : 'already';
}

/** The same for forms half filled in. */
export function importDrafts(records: readonly unknown[]): Promise<AuditMerge> {
  return within(async (db, merged, quarantined) => {
    const tx = db.transaction('drafts', 'readwrite');
    await whole(tx, async () => {
      for (const record of records) {
        const parsed = z.safeParse(Draft, record);
        if (!parsed.success) quarantined('drafts', record);
        else if ((await tx.store.getKey(parsed.data.key)) !== undefined) merged.already += 1;
        else {
          await tx.store.add(parsed.data);
          merged.added += 1;
        }
      }
    });
  });
}

/** What was quarantined elsewhere is quarantined here. */
export function importQuarantined(records: readonly unknown[]): Promise<AuditMerge> {
  return within(async (_db, _merged, quarantined) => {
    for (const record of records) {
      const parsed = z.safeParse(QuarantinePart, record);
      if (parsed.success) quarantined(parsed.data.store, parsed.data.value);
      else quarantined('quarantine', record);
    }
  });
}
