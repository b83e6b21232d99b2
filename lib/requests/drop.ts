import { asksOf, liveAsks, settled } from './asks.ts';
import { auditOf, type Moved, moved } from './moves.ts';
import type { ApprovalRequest } from './schema.ts';

/**
 * A reviewer drops asks, or puts them back. A dropped ask is kept with all that it said, and counts
 * no more: it is neither shown nor answered, and the same link does not bring it back.
 * @param ids of asks; one of this browser's own page is never dropped, and one ask has to be left
 * @returns undefined where nothing changes, or may not
 */
export function dropAsks(
  request: ApprovalRequest,
  ids: readonly string[],
  dropped: boolean,
  now: number,
): Moved | undefined {
  const meant = new Set(ids);
  const asks = asksOf(request);
  const hit = asks.filter(
    ({ requester: { id, via, dropped: already } }) =>
      meant.has(id) && via === 'link' && (already !== undefined) !== dropped,
  );
  const [first] = hit;
  const left = asks.filter((one) => one.requester.dropped === undefined && !hit.includes(one));
  if (!first || (dropped && left.length === 0)) return undefined;
  const turned = hit.map(({ requester: { dropped: _, ...requester }, facts }) => ({
    requester: dropped ? { ...requester, dropped: now } : requester,
    facts,
  }));
  const others = asks.filter((one) => !hit.includes(one));
  // Put back it comes last: what is shown stays what it is.
  const live = others.filter(({ requester }) => requester.dropped === undefined);
  const gone = others.filter(({ requester }) => requester.dropped !== undefined);
  const next = settled(request, [...live, ...turned, ...gone]);
  const move = dropped ? 'drop' : 'put-back';
  // The wait began with the first ask that counts: a dropped link's own word for it does not.
  const createdAt = Math.min(...liveAsks(next.requesters).map(({ at }) => at));
  const write = moved(next, move, { actor: 'reviewer', at: now, change: { createdAt } });
  if (!write) return undefined;
  const about = { ...write.request, app: first.facts.app };
  return {
    ...write,
    audit: auditOf(about, { move, from: request.status, actor: 'reviewer', at: now }),
  };
}
