import type { QueueReader } from '../../../lib/requests/reader.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { idle } from '../../ui/idle.ts';

/** How many records are read before the browser is let go on with its own work. */
const CHUNK = 500;

/** What came in to be decided and waits no longer, read in idle time and only when asked for. */
export async function readDecided(
  queue: QueueReader,
  unreadable: (ids: readonly string[]) => void,
): Promise<ApprovalRequest[]> {
  const decided: ApprovalRequest[] = [];
  const broken: string[] = [];
  for (let skip = 0, more = true; more; skip += CHUNK) {
    const page = await queue.closed(CHUNK, skip);
    decided.push(...page.requests);
    broken.push(...page.unreadable);
    more = page.requests.length + page.unreadable.length === CHUNK;
    await idle();
  }
  // Only now: putting records aside while others are counted off would skip sound ones.
  unreadable(broken);
  return decided;
}
