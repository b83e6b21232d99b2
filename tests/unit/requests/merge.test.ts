import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, giveBack, reopen, take } from '../../../lib/requests/decide.ts';
import { mergeRequest } from '../../../lib/requests/merge.ts';
import { OPEN, WAITING } from '../../../lib/requests/moves.ts';
import { receive } from '../../../lib/requests/raise.ts';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ask, NOW, requester } from '../samples.ts';

let ids = 0;
const newId = () => `01KB${String(++ids).padStart(22, '0')}`;
const askId = (n: number) => `01KA${String(n).padStart(22, '0')}`;

/** One reviewer's browser: the requests in it, all with the same key. */
class QueueService {
  requests: ApprovalRequest[] = [];
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }

  put(one: ApprovalRequest | undefined) {
    if (!one) return;
    this.requests = [...this.requests.filter(({ id }) => id !== one.id), one];
  }

  /** Somebody's ask comes in by link. */
  hears(n: number, now: number) {
    const who = requester({ id: askId(n), name: `Person ${n}`, at: NOW });
    const taken = receive(this.requests, ask({ reason: `Reason ${n}` }), who, { now, newId });
    if (taken.ok) for (const { request } of taken.writes) this.put(request);
  }

  acts(which: number, what: string, now: number) {
    const one = this.requests[which % Math.max(1, this.requests.length)];
    if (!one) return;
    if (what === 'take') this.put(take(one, this.name, now)?.request);
    else if (what === 'give-back') this.put(giveBack(one, now)?.request);
    else if (what === 'reopen') this.put(reopen(one, this.requests, now)?.request);
    else {
      const said = decide(one, { kind: what as 'deny', reason: this.name }, now);
      if (said.ok) this.put(said.write.request);
    }
  }

  /** @returns how many records of the file changed something */
  takesIn(file: readonly ApprovalRequest[]): number {
    let changed = 0;
    for (const from of file) {
      const { puts, drops } = mergeRequest(this.requests, from, newId);
      this.requests = this.requests.filter(({ id }) => !drops.includes(id));
      for (const one of puts) this.put(one);
      changed += Math.min(1, puts.length + drops.length);
    }
    return changed;
  }

  /** What of every ask a reviewer would say: waits, or what was decided. */
  view(): [string, unknown][] {
    const all = this.requests.flatMap((one) => {
      const { status, decision } = one;
      const stands = WAITING.has(status) || status === 'expired' ? 'waits' : { status, decision };
      return one.requesters.map(({ id }): [string, unknown] => [id, stands]);
    });
    return all.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** What must be so in every browser, whatever came in. */
  sound() {
    const asks = this.view().map(([id]) => id);
    expect(asks).toEqual([...new Set(asks)]);
    expect(this.requests.filter(({ status }) => WAITING.has(status)).length).toBeLessThan(2);
    for (const one of this.requests) expect(ApprovalRequest.safeParse(one).error).toBeUndefined();
  }
}

const deed = fc.oneof(
  fc.record({ hears: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    which: fc.nat(3),
    what: fc.constantFrom('approve', 'deny', 'block', 'dismiss', 'take', 'give-back', 'reopen'),
  }),
);
/** What happens at each desk, in one order of time; the same moment may come twice. */
const history = fc.array(fc.record({ at: fc.nat(2), wait: fc.nat(2), deed }), { maxLength: 30 });
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

function desks(happened: History): QueueService[] {
  const all = ['Bob', 'Carol', 'Dana'].map((name) => new QueueService(name));
  let now = NOW;
  for (const { at, wait, deed: done } of happened) {
    now += wait;
    const service = all[at];
    if ('hears' in done) service?.hears(done.hears, now);
    else service?.acts(done.which, done.what, now);
  }
  return all;
}

const files = (all: readonly QueueService[]) => all.map(({ requests }) => requests);

describe('two reviewers’ files', () => {
  it('make the same of both browsers, and once more change nothing', () => {
    fc.assert(
      fc.property(history, (happened) => {
        const [bob, carol] = desks(happened);
        if (!bob || !carol) return;
        const asks = new Set([...bob.view(), ...carol.view()].map(([id]) => id));
        const [bobs = [], carols = []] = files([bob, carol]);
        bob.takesIn(carols);
        carol.takesIn(bobs);
        expect(bob.view()).toEqual(carol.view());
        expect(new Set(bob.view().map(([id]) => id))).toEqual(asks);
        for (const service of [bob, carol]) service.sound();
        const before = files([bob, carol]);
        expect([bob.takesIn(carols), carol.takesIn(bobs)]).toEqual([0, 0]);
        expect([bob.takesIn(bobs), carol.takesIn(carols)]).toEqual([0, 0]);
        expect(files([bob, carol])).toEqual(before);
      }),
      { numRuns: 400 },
    );
  });

  it('in whatever order a third takes them in', () => {
    fc.assert(
      fc.property(history, (happened) => {
        const [bobs = [], carols = [], danas = []] = files(desks(happened));
        const views = [
          [bobs, carols, danas],
          [danas, carols, bobs],
          [carols, danas, bobs, carols],
        ].map((order) => {
          const fresh = new QueueService('Eve');
          for (const file of order) fresh.takesIn(file);
          fresh.sound();
          return fresh.view();
        });
        expect(views[1]).toEqual(views[0]);
        expect(views[2]).toEqual(views[0]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('an imported request', () => {
  it('with an ask that is here is no second one, and brings the decision', () => {
    const [bob, carol] = desks([]);
    bob?.hears(1, NOW);
    carol?.hears(1, NOW + 1);
    carol?.acts(0, 'deny', NOW + 2);
    const id = bob?.requests[0]?.id;
    expect(bob?.takesIn(carol?.requests ?? [])).toBe(1);
    expect(bob?.requests).toMatchObject([
      { id, status: 'denied', decision: { kind: 'deny', reason: 'Carol', at: NOW + 2 } },
    ]);
    expect(carol?.takesIn(bob?.requests ?? [])).toBe(0);
  });

  it('says nothing to who asked after it was decided', () => {
    const [bob, carol] = desks([]);
    for (const n of [1, 2]) carol?.hears(n, NOW);
    bob?.hears(1, NOW);
    bob?.acts(0, 'deny', NOW + 1);
    carol?.takesIn(bob?.requests ?? []);
    expect(carol?.view()).toMatchObject([
      [askId(1), { status: 'denied' }],
      [askId(2), 'waits'],
    ]);
    expect(carol?.requests.filter(({ status }) => OPEN.has(status))).toHaveLength(1);
  });

  it('is not mine because it was a colleague’s own, where the ask is here already', () => {
    const [bob, carol] = desks([]);
    bob?.hears(1, NOW);
    carol?.hears(1, NOW);
    const theirs = carol?.requests.map((one) => ({ ...one, asked: true })) ?? [];
    bob?.takesIn(theirs);
    expect(bob?.requests).toMatchObject([{ asked: false }]);
  });
});
