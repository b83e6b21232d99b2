import type { ApprovalRequest, AuditEntry, Status } from '../../../lib/requests/schema.ts';
import type { ReviewRule } from '../../../lib/review/rules/rules.ts';
import { type Database, indexed, openDatabase } from '../../../lib/storage/database.ts';
import { NOW, request, requester } from '../samples.ts';

/** A ULID that ends in this number. */
export const id = (n: number): string => `01KA${String(n).padStart(22, '0')}`;

/** The `n`th of many requests, each of an app of its own. */
export function nth(n: number, change: Partial<ApprovalRequest> = {}): ApprovalRequest {
  const clientId = `client${String(n).padStart(10, '0')}`;
  const sample = request();
  return {
    ...sample,
    id: id(n),
    app: { ...sample.app, clientId },
    key: `cloud|acme.atlassian.net|${clientId}`,
    requesters: [requester({ id: id(n + 500_000) })],
    createdAt: NOW + n,
    ...change,
  };
}

export function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  const { id: requestId, key, site, app } = request();
  return {
    at: NOW,
    requestId,
    key,
    move: 'raise',
    from: '',
    to: 'pending' as Status,
    actor: 'link',
    site,
    app: app.name,
    scopes: app.scopes,
    reason: '',
    ...change,
  };
}

export function rule(n: number, change: Partial<ReviewRule> = {}): ReviewRule {
  return {
    v: 1,
    id: id(n),
    enabled: true,
    note: `Rule ${n}`,
    when: { site: 'acme.atlassian.net' },
    outcome: 'deny',
    reason: 'We have one already.',
    createdAt: NOW,
    ...change,
  };
}

/** Looks into the database, or plants something in it, behind the store's back. */
export async function inDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Plants requests as they are, sound or not. */
export const plant = (...requests: readonly object[]): Promise<void> =>
  inDatabase(async (db) => {
    for (const one of requests) await db.put('requests', indexed(one as ApprovalRequest));
  });

export const allRequests = () => inDatabase((db) => db.getAll('requests'));
export const allAudit = () => inDatabase((db) => db.getAll('audit'));
export const stored = (which: string) => inDatabase((db) => db.get('requests', which));
