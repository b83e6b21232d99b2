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

type One = { ok: true; write: Moved } | { ok: false; problem: Problem };

/**
 * Settles each on its own: what cannot be done to one is no reason not to do it to the others.
 * @param name the reviewer's, for the log
 */
function settle(found: readonly Found[], name: string, one: (found: Found) => One): Change<Many> {
  const writes: Write[] = [];
  const result: Many = { done: [], failed: [] };
  for (const item of found) {
    const settled: One = item.request?.review
      ? one(item)
      : { ok: false, problem: 'unknown-request' };
    if (settled.ok) {
      writes.push(signed(settled.write, name));
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
        settle(found, name, ({ request }) => {
          if (!request) return { ok: false, problem: 'not-open' };
          // Among many, nobody is told of each: one's own is decided one by one.
          const problem = ownProblem(request, { strict, confirmed: false });
          return problem ? { ok: false, problem } : decide(request, { kind, reason }, now);
        }),
      );
      await afterWrite(store);
      return { ok: true, ...many };
    },

    async undoDecision({ ids }) {
      const now = Date.now();
      const name = await remembered.reviewer();
      const many = await store.changeMany(ids, 'with-history', (found) =>
        settle(found, name, ({ request, trail, kin }) =>
          request ? undo(request, trail, kin, now) : { ok: false, problem: 'not-open' },
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
