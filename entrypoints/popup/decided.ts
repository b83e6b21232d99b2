import * as z from 'zod/mini';
import type { QueueReader } from '../../lib/browser/queue-reader.ts';
import { WAITING } from '../../lib/requests/moves.ts';
import { ApprovalRequest } from '../../lib/requests/schema.ts';
import { idle } from './idle.ts';

/** How many records are parsed before the browser is let go on with its own work. */
const CHUNK = 500;

/**
 * What came in to be decided and waits no longer. Reads the whole store, so it is only called when
 * somebody asks for what was decided.
 */
export async function readDecided(
  queue: QueueReader,
  unreadable: (ids: readonly string[]) => void,
): Promise<ApprovalRequest[]> {
  const values = (await queue.everything())['requests'] ?? [];
  const decided: ApprovalRequest[] = [];
  const broken: string[] = [];
  for (const [at, value] of values.entries()) {
    if (at > 0 && at % CHUNK === 0) await idle();
    const parsed = z.safeParse(ApprovalRequest, value);
    if (!parsed.success) broken.push(String((value as { id?: unknown } | undefined)?.id ?? ''));
    else if (parsed.data.review && !WAITING.has(parsed.data.status)) decided.push(parsed.data);
  }
  unreadable(broken);
  return decided;
}
