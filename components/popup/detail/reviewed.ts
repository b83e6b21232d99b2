import type { QueueReader } from '../../../lib/requests/reader.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { idle } from '../../ui/idle.ts';
import { readDecided } from '../decision/decided.ts';

/** How many records are read before the browser is let go on with its own work. */
const CHUNK = 500;

/** Everything that ever came in to be reviewed here, decided or not, to try a rule on. */
export async function readReviewed(reader: QueueReader): Promise<ApprovalRequest[]> {
  // Records that cannot be read are put aside by the list; here they are only left out.
  const all = await readDecided(reader, () => undefined);
  let after: ApprovalRequest | undefined;
  for (;;) {
    const page = await reader.waiting(CHUNK, after);
    all.push(...page.requests);
    after = page.requests.at(-1);
    if (!after || page.requests.length + page.unreadable.length < CHUNK) return all;
    await idle();
  }
}
