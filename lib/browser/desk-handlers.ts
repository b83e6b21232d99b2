import type { Answers, Many, Problem } from '../messages.ts';
import { decide } from '../requests/decide.ts';
import { type Moved, signed } from '../requests/moves.ts';
import { giveBack, take } from '../requests/take.ts';
import { ownProblem } from '../requests/two-person.ts';
import { undo } from '../requests/undo.ts';
import { afterWrite } from './after-write.ts';
import { remembered } from './remembered.ts';
import type { Handlers } from './serve.ts';
import { settings } from './settings.ts';
import type { Change, Found, Store, Write } from './store.ts';

type One = { ok: true; write: Write } | { ok: false; problem: Problem };

/** What came of it, in the log under the reviewer's name. */
const byName = <F>(one: { ok: true; write: Moved } | F, name: string) =>
  typeof one === 'object' && one !== null && 'write' in one
    ? { ok: true as const, write: signed(one.write, name) }
    : (one as F);

/** Settles each on its own: what cannot be done to one is no reason not to do it to the others. */
function settle(found: readonly Found[], one: (found: Found) => One): Change<Many> {
  const writes: Write[] = [];
  const result: Many = { done: [], failed: [] };
  for (const item of found) {
    const settled: One = item.request?.review
      ? one(item)
      : { ok: false, problem: 'unknown-request' };
    if (settled.ok) {
      writes.push(settled.write);
      result.done.push(item.id);
    } else result.failed.push({ id: item.id, problem: settled.problem });
  }
  return { writes, result };
}

/** Working the queue: many at once, taking back, taking in hand. */
export function deskHandlers(
  store: Store,
): Pick<Handlers, 'decideMany' | 'undoDecision' | 'takeRequest' | 'giveBackRequest'> {
  return {
    async decideMany({ ids, kind, reason }) {
      const now = Date.now();
      const [{ strict }, name] = await Promise.all([settings.read(), remembered.reviewer()]);
      const many = await store.changeMany(ids, 'alone', (found) =>
        settle(found, ({ request }) => {
          if (!request) return { ok: false, problem: 'not-open' };
          // Among many, nobody is told of each: one's own is decided one by one.
          const problem = ownProblem(request, { strict, confirmed: false });
          return problem
            ? { ok: false, problem }
            : byName(decide(request, { kind, reason }, now), name);
        }),
      );
      await afterWrite(store);
      return { ok: true, ...many };
    },

    async undoDecision({ ids }) {
      const now = Date.now();
      const name = await remembered.reviewer();
      const many = await store.changeMany(ids, 'with-history', (found) =>
        settle(found, ({ request, trail, kin }) =>
          request
            ? byName(undo(request, trail, kin, now), name)
            : { ok: false, problem: 'not-open' },
        ),
      );
      await afterWrite(store);
      return { ok: true, ...many };
    },

    async takeRequest({ id, name }) {
      if (name !== undefined) await remembered.setReviewer(name.trim());
      const by = name ?? (await remembered.reviewer());
      return store.changeOne<Answers['takeRequest']>(id, (found) => {
        const move = found?.review ? take(found, by, Date.now()) : undefined;
        if (!move) return { writes: [], result: { ok: false, problem: 'not-open' } };
        return { writes: [signed(move, by)], result: { ok: true, request: move.request } };
      });
    },

    async giveBackRequest({ id }) {
      const by = await remembered.reviewer();
      return store.changeOne<Answers['giveBackRequest']>(id, (found) => {
        const move = found?.review ? giveBack(found, Date.now()) : undefined;
        if (!move) return { writes: [], result: { ok: false, problem: 'not-open' } };
        return { writes: [signed(move, by)], result: { ok: true, request: move.request } };
      });
    },
  };
}
