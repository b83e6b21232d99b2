import { describe, expect, it } from 'vitest';
import type { ChannelResult, Ref } from '../../../../lib/channels/channel.ts';
import { dice } from '../../samples.ts';
import {
  account,
  askOf,
  decisionOn,
  done,
  type Name,
  type Stage,
  stage,
  TARGET,
} from './support.ts';

const SEEDS = Array.from({ length: 25 }, (_, at) => at + 1);
const ASKERS = ['alice', 'carol', 'mallory'] as const;
const REVIEWERS = ['bob', 'olga'] as const;

/** As an outbox does it: again until it is through; here the index knows everything at once. */
async function untilDone<T extends object>(run: () => Promise<ChannelResult<T>>) {
  for (let time = 0; time < 20; time++) {
    const result = await run();
    if (result.ok) return result;
    expect(result).toMatchObject({ problem: 'offline', unknown: true });
  }
  throw new Error('It never got through.');
}

/** Every line that says something, by who said it. */
const asksIn = (scene: Stage): string[] =>
  [...scene.jira.world.issues.values()].flatMap(({ creator, properties, comments }) => [
    `${creator?.accountId} ${(properties.get('countersign.request') as { id: string }).id}`,
    ...comments.flatMap(({ author, properties: own }) => {
      const value = own[0]?.value as { type: string; id?: string };
      return value.type === 'request' ? [`${author.accountId} ${value.id}`] : [];
    }),
  ]);

interface Decided {
  who: Name;
  kind: 'approve' | 'deny';
}

/** People who do this and that, on lines that break all the time. */
class Play {
  readonly scene: Stage;
  readonly asked = new Set<Name>();
  decided: Decided | undefined;
  ref: Ref = { id: '', key: '' };
  readonly #roll: () => number;

  constructor(seed: number) {
    this.#roll = dice(seed);
    const jiraPage = this.pick([100, 1]);
    this.scene = stage({ jiraPage, jiraComments: this.pick(['twenty', 'all', 'none']) });
  }

  pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#roll() * all.length)] as T;
  }

  cut(): void {
    if (this.#roll() > 0.7) return;
    this.scene.jira.cutWrite(Math.floor(this.#roll() * 4), this.pick(['before', 'after']));
  }

  async submit(who: Name): Promise<void> {
    const ask = await askOf(who);
    const { ref } = await untilDone(() => this.scene.as(who).submit(TARGET, ask));
    this.asked.add(who);
    this.ref = ref;
  }

  async resolve(next: Decided): Promise<void> {
    const decision = decisionOn([await askOf('alice')], next.kind);
    const bob = this.scene.as(next.who);
    const { outcome } = await untilDone(() => bob.resolve(TARGET, this.ref, decision));
    // The same again by the same person is done, and by anybody else it is there already.
    this.decided ??= next;
    const isSame = this.decided.who === next.who && this.decided.kind === next.kind;
    expect(outcome).toBe(isSame ? 'done' : 'already');
  }

  async step(): Promise<void> {
    this.cut();
    const who = this.pick(REVIEWERS);
    const asker = this.pick(ASKERS);
    const kind = this.pick(['approve', 'deny'] as const);
    switch (this.pick(['submit', 'resolve', 'reopen', 'note'] as const)) {
      case 'submit':
        // A closed issue would be followed by another one.
        if (!this.decided) await this.submit(asker);
        break;
      case 'resolve':
        await this.resolve({ who, kind });
        break;
      case 'reopen':
        await untilDone(() => this.scene.as(who).reopen(TARGET, this.ref));
        this.decided = undefined;
        break;
      case 'note':
        await untilDone(() => this.scene.as(who).note(TARGET, this.ref, { kind: 'authorized' }));
        break;
    }
  }
}

describe.each(SEEDS)('seed %i', (seed) => {
  it('one after the other, lines breaking all the time: everything is there once', async () => {
    const play = new Play(seed);
    await play.submit('alice');
    for (let step = 0; step < 12; step++) await play.step();
    const { scene, asked, decided } = play;
    expect(scene.jira.world.issues.size).toBe(1);
    expect(asksIn(scene)).toHaveLength(asked.size);
    const { items, bad } = done(await scene.as('bob').list(TARGET, {}));
    expect(bad).toBe(0);
    expect(items).toMatchObject([{ closed: decided !== undefined, edited: false }]);
    expect(items[0]?.asks).toHaveLength(asked.size);
    const { payload, by } = items[0]?.decision ?? {};
    expect([payload?.kind, by]).toEqual([decided?.kind, decided && account(decided.who)]);
  });

  it('all at once: nobody is lost, and everybody sees the same decision', async () => {
    const roll = dice(seed + 1000);
    const scene = stage();
    const asks = await Promise.all(ASKERS.map((name) => askOf(name)));
    const wait = async () => {
      for (let left = Math.floor(roll() * 30); left > 0; left--) await Promise.resolve();
    };
    const filed = await Promise.all(
      asks.map(async (ask, at) => {
        await wait();
        return done(await scene.as(ASKERS[at] ?? 'alice').submit(TARGET, ask));
      }),
    );
    expect(new Set(asksIn(scene)).size).toBe(ASKERS.length);
    expect(asksIn(scene)).toHaveLength(ASKERS.length);

    const [first] = filed;
    const ref = first?.ref ?? { id: '', key: '' };
    const kinds = { bob: 'approve', olga: 'deny' } as const;
    const outcomes = await Promise.all(
      REVIEWERS.map(async (name) => {
        const decision = decisionOn(asks, kinds[name]);
        await wait();
        return done(await scene.as(name).resolve(TARGET, ref, decision));
      }),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already', 'done']);
    const winner = REVIEWERS[outcomes.findIndex(({ outcome }) => outcome === 'done')] ?? 'bob';
    for (const name of ['alice', 'bob', 'olga'] as const) {
      const { items } = done(await scene.as(name).status(TARGET, [ref]));
      expect(items).toMatchObject([
        { closed: true, decision: { by: account(winner), payload: { kind: kinds[winner] } } },
      ]);
    }
  });
});
