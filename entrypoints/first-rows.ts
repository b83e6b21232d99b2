import { defineUnlistedScript } from '#imports';
import { FIRST_ROWS } from '../lib/requests/limits.ts';
import { type Beginning, readBeginning } from '../lib/storage/first-read.ts';

declare global {
  /** what the popup's list begins with; absent where this script did not run */
  var countersignFirst: Promise<Beginning> | undefined;
}

/** Has the store opened while the popup's other files are on their way: it takes as long as they do. */
export default defineUnlistedScript(() => {
  globalThis.countersignFirst = readBeginning(FIRST_ROWS);
  // Whoever needs it hears of it.
  globalThis.countersignFirst.catch(() => undefined);
});
