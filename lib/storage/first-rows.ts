import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Beginning } from './first-read.ts';

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
