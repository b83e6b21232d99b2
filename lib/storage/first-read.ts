import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest } from '../requests/schema.ts';

/** The database's name, and its version: one step a version in database.ts. */
export const DATABASE = 'countersign';
export const VERSION = 7;

/** The beginning of the queue as it is stored, looked at by nobody yet. */
export interface Beginning {
  values: unknown[];
  /** how many wait */
  countAll(): Promise<number>;
}

/** Opens the store as it is; fails where it is not there yet, or has to be brought to this version. */
function openAsIs(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, VERSION);
    // Whoever knows the steps does it: this version is not made here.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = (event) => {
      event.preventDefault();
      reject(opening.error);
    };
    opening.onblocked = () => reject(new Error('An older version is open.'));
  });
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Reads so many in the queue's order, without anything that takes time to load. */
export async function readBeginning(limit: number): Promise<Beginning> {
  const db = await openAsIs();
  db.onversionchange = () => db.close();
  const index = () => db.transaction('requests').objectStore('requests').index('queue');
  const values: unknown[] = await done(index().getAll(null, limit));
  return { values, countAll: () => done(index().count()) };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * True for a record of which a row can be drawn. That is less than the schema asks for, which is not
 * loaded yet: what is opened or decided is parsed before.
 */
export function isDrawable(value: unknown): value is ApprovalRequest {
  const { id, site, status, createdAt, requesters, app } = Object(value);
  const { name, scopes, redirect } = Object(app);
  return (
    [id, site, status, name].every(isText) &&
    WAITING.has(status) &&
    Number.isFinite(createdAt) &&
    Array.isArray(scopes) &&
    (redirect === undefined || isText(Object(redirect).uri)) &&
    Array.isArray(requesters) &&
    requesters.every((one) => isText(Object(one).id) && isText(Object(one).name))
  );
}

/**
 * The first rows of the queue, of what was begun to be read before this came; see
 * `QueueReader.waiting` for all that comes after.
 */
export async function firstRowsOf(begun: Promise<Beginning>) {
  const { values, countAll } = await begun;
  const requests = values.filter(isDrawable);
  return { requests, unreadable: values.length - requests.length, countAll };
}
