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
