import { CHANGED } from './request-reader.ts';

/** What follows from a write in the background: the badge, the scripts that stand ready. */
type AfterWrite = () => Promise<void>;
let afterWrite: AfterWrite | undefined;

/**
 * Has this done after each write that changed something of what people see, before the write is
 * answered. Call at the start of the background: storage itself knows no extension API, and nobody
 * else writes. Left out: nothing follows any more.
 */
export function afterEachWrite(work?: AfterWrite): void {
  afterWrite = work;
}

/**
 * Tells every page of ours that something was written.
 * @param ids the requests that were; left out: whoever keeps something reads all of it again
 */
export function tellAll(ids?: readonly string[]): void {
  const channel = new BroadcastChannel(CHANGED);
  channel.postMessage(ids);
  channel.close();
}

/** Does what follows. Never throws: what is written is written, whatever a badge does. */
export async function followUp(): Promise<void> {
  try {
    await afterWrite?.();
  } catch {
    // The next write, or the next start of the background, does it again.
  }
}

/** Something was written: tells the pages, and does what follows. Call with the database closed. */
export async function written(ids?: readonly string[]): Promise<void> {
  tellAll(ids);
  await followUp();
}

/** As much as is needed of one of idb's transactions. */
interface Transaction {
  readonly done: Promise<void>;
  readonly error: DOMException | null;
  abort(): void;
}

/**
 * Does the work within its transaction: all of it is written when this is over, or nothing.
 * @throws what ended the transaction, where that is known (a full disk, say), else what `work` threw
 */
export async function whole<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await tx.done;
    return result;
  } catch (error) {
    // Told here, and nowhere else once more.
    tx.done.catch(() => undefined);
    try {
      // Without this, what was written before an error of our own would stay.
      tx.abort();
    } catch {
      // It has ended by itself.
    }
    throw tx.error ?? error;
  }
}
