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
