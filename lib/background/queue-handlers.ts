import type { BulkResult, Problem } from '../messages/types.ts';
import type { Answers } from '../messages.ts';
import { dropAsks } from '../requests/asks.ts';
import { decide, giveBack, reopen, selfReviewProblem, take, undo } from '../requests/decide.ts';
import { isDone, type Moved, pressed, withReviewerName } from '../requests/moves.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Change, Found, Store, Write } from '../storage/request-store.ts';
import { remembered, settings } from '../storage/stored-settings.ts';
import type { Handlers } from './serve.ts';

type One = { ok: true; write: Moved } | { ok: false; problem: Problem };

/** Who pressed, and which press it was: for the log. */
interface By {
  name: string;
  press: string | undefined;
}

/** Settles each on its own: what cannot be done to one is no reason not to do it to the others. */
function settle(
  found: readonly Found[],
  { name, press }: By,
  one: (found: Found) => One,
): Change<BulkResult> {
  const writes: Write[] = [];
  const result: BulkResult = { done: [], failed: [] };
  for (const item of found) {
    if (isDone(item.trail, press)) {
      result.done.push(item.id);
      continue;
    }
    const settled: One = item.request?.review
      ? one(item)
      : { ok: false, problem: 'unknown-request' };
    if (settled.ok) {
      writes.push(pressed(withReviewerName(settled.write, name), press));
      result.done.push(item.id);
    } else result.failed.push({ id: item.id, problem: settled.problem });
  }
  return { writes, result };
}

type OneAnswer = Answers['assignRequest'];

const nothing = (problem: Problem): Change<OneAnswer> => ({
  writes: [],
  result: { ok: false, problem },
});

function done(move: Moved, { name, press }: By): Change<OneAnswer> {
  return {
    writes: [pressed(withReviewerName(move, name), press)],
    result: { ok: true, request: move.request },
  };
}

/** Working the queue: many at once, taking back, taking in hand. */
export function queueHandlers(
  store: Store,
): Pick<
  Handlers,
  'decideMany' | 'undoDecision' | 'reopenRequest' | 'assignRequest' | 'unassignRequest' | 'dropAsks'
> {
  const inHand = (
    id: string,
    by: By,
    act: (request: ApprovalRequest, now: number) => Moved | undefined,
  ) =>
    store.changeOne<OneAnswer>(id, (found, trail) => {
      if (found && isDone(trail, by.press))
        return { writes: [], result: { ok: true, request: found } };
      const move = found?.review ? act(found, Date.now()) : undefined;
      return move ? done(move, by) : nothing('not-open');
    });
  return {
    async decideMany({ ids, kind, reason, press }) {
      const now = Date.now();
      const [{ strict }, name] = await Promise.all([settings.read(), remembered.reviewer()]);
      const bulk = await store.changeMany(ids, 'with-trail', (found) =>
        settle(found, { name, press }, ({ request }) => {
          if (!request) return { ok: false, problem: 'not-open' };
          // Among many, nobody is told of each: one's own is decided one by one.
          const problem = selfReviewProblem(request, { strict, confirmed: false });
          return problem ? { ok: false, problem } : decide(request, { kind, reason }, now);
        }),
      );
      return { ok: true, ...bulk };
    },

    async undoDecision({ ids, press }) {
      const now = Date.now();
      const name = await remembered.reviewer();
      const bulk = await store.changeMany(ids, 'with-history', (found) =>
        settle(found, { name, press }, ({ request, trail, kin }) =>
          request ? undo(request, trail, kin, now) : { ok: false, problem: 'not-open' },
        ),
      );
      return { ok: true, ...bulk };
    },

    async reopenRequest({ id, press }) {
      const name = await remembered.reviewer();
      return store.changeMany<OneAnswer>([id], 'with-history', ([found]) => {
        const { request, trail = [], kin = [] } = found ?? {};
        if (!request?.review) return nothing('unknown-request');
        if (isDone(trail, press)) return { writes: [], result: { ok: true, request } };
        const move = reopen(request, kin, Date.now());
        return move ? done(move, { name, press }) : nothing('not-open');
      });
    },

    async assignRequest({ id, name, press }) {
      if (name !== undefined) await remembered.setReviewer(name.trim());
      const by = name ?? (await remembered.reviewer());
      return inHand(id, { name: by, press }, (found, now) => take(found, by, now));
    },

    async unassignRequest({ id, press }) {
      return inHand(id, { name: await remembered.reviewer(), press }, giveBack);
    },

    async dropAsks({ id, asks, dropped, press }) {
      const by = { name: await remembered.reviewer(), press };
      return inHand(id, by, (found, now) => dropAsks(found, asks, dropped, now));
    },
  };
}
