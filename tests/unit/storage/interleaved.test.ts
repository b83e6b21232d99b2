import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { ulid } from 'ulid';
import { describe, expect, it, vi } from 'vitest';
import { decide, reopen, undo, withdraw } from '../../../lib/requests/decide.ts';
import { requestKey } from '../../../lib/requests/key.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import { raise, receive } from '../../../lib/requests/raise.ts';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { importRequests } from '../../../lib/storage/backup.ts';
import { openStore } from '../../../lib/storage/request-store.ts';
import { ask, NOW, requester, SCOPES } from '../samples.ts';
import { allAudit, allRequests, id, nth } from '../support/records.ts';

const store = openStore();
const clock = () => ({ now: Date.now(), newId: ulid });
const KEY = requestKey(ask());

/** What may happen to one key, each in a transaction of its own. */
const STEPS = {
  raise: (n: number) =>
    store.changeKey(KEY, (history) => {
      const app = { ...ask().app, scopes: SCOPES.slice(0, 1 + (n % 3)) };
      const raised = raise(history, ask({ app }), clock());
      return { writes: raised.ok ? raised.writes : [], result: undefined };
    }),
  take: (n: number) =>
    store.changeKey(KEY, (history) => {
      const taken = receive(history, ask(), requester({ id: id(n) }), clock());
      return { writes: taken.ok ? taken.writes : [], result: undefined };
    }),
  decide: (n: number) =>
    store.changeKey(KEY, (history) => {
      const one = history[n % Math.max(1, history.length)];
      const decided =
        one && decide(one, { kind: n % 2 ? 'approve' : 'deny', reason: 'So.' }, Date.now());
      return { writes: decided?.ok ? [decided.write] : [], result: undefined };
    }),
  reopen: (n: number) =>
    store.changeKey(KEY, (history) => {
      const one = history[n % Math.max(1, history.length)];
      const move = one && reopen(one, history, Date.now());
      return { writes: move ? [move] : [], result: undefined };
    }),
  async undo(n: number) {
    const ids = (await store.history(KEY)).map((one) => one.id);
    const which = ids[n % Math.max(1, ids.length)];
    if (!which) return;
    await store.changeMany([which], 'with-history', ([found]) => {
      const undone = found?.request && undo(found.request, found.trail, found.kin, Date.now());
      return { writes: undone?.ok ? [undone.write] : [], result: undefined };
    });
  },
  withdraw: (n: number) =>
    store.changeKey(KEY, (history) => {
      const one = history[n % Math.max(1, history.length)];
      const move = one?.asked ? withdraw(one, Date.now()) : undefined;
      return { writes: move ? [move] : [], result: undefined };
    }),
  import: (n: number) => importRequests([nth(n, { key: KEY, app: ask().app })]),
};
type Step = keyof typeof STEPS;

const plans = fc.array(
  fc.tuple(fc.constantFrom(...(Object.keys(STEPS) as Step[])), fc.integer({ min: 0, max: 20 })),
  { minLength: 1, maxLength: 12 },
);

async function run(plan: readonly (readonly [Step, number])[], atOnce: boolean): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.setSystemTime(NOW);
  const step = ([name, n]: readonly [Step, number]) => STEPS[name](n);
  if (atOnce) await Promise.all(plan.map(step));
  else
    for (const one of plan) {
      vi.setSystemTime(Date.now() + 1000);
      await step(one);
    }
}

describe('whatever happens to one app on one site, in whatever order', () => {
  it.each([true, false])('one request waits at most (all at once: %s)', async (atOnce) => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        await run(plan, atOnce);
        const requests = await allRequests();
        expect(requests.filter(({ status }) => WAITING.has(status)).length).toBeLessThan(2);
        // Nothing was written that cannot be read, or under another key.
        for (const one of requests) expect(ApprovalRequest.parse(one).key).toBe(KEY);
      }),
      { numRuns: 200 },
    );
  });

  it('each status is the last one in the log', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans.map((plan) => plan.filter(([name]) => name !== 'import')),
        async (plan) => {
          await run(plan, true);
          const log = await allAudit();
          for (const one of await allRequests()) {
            const last = log.findLast(({ requestId }) => requestId === one.id);
            expect([one.id, last?.to]).toEqual([one.id, one.status]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
