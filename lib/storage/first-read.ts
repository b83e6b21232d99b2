import { DATABASE, VERSION } from './names.ts';

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
