import type { QueueReader } from '../../lib/browser/queue-reader.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { idle } from './idle.ts';

/** How many records are read before the browser is let go on with its own work. */
const CHUNK = 500;

/** What came in to be decided and waits no longer, read in idle time and only when asked for. */
export async function readDecided(
  queue: QueueReader,
  unreadable: (ids: readonly string[]) => void,
): Promise<ApprovalRequest[]> {
  const decided: ApprovalRequest[] = [];
  for (let skip = 0; ; skip += CHUNK) {
    const page = await queue.closed(CHUNK, skip);
    decided.push(...page.requests);
    unreadable(page.unreadable);
    if (page.requests.length + page.unreadable.length < CHUNK) return decided;
    await idle();
  }
}
