import { describe, expect, it } from 'vitest';
import { decide } from '../../../lib/requests/decide.ts';
import { callsOf, decisionOn, stage, TARGET } from '../channels/jira/support.ts';
import { ask } from '../samples.ts';
import { type Person, pass, person } from '../support/people.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const only = async (who: Person) => {
  const all = await who.all();
  expect(all).toHaveLength(1);
  return all[0];
};

/** Alice's request is filed, and Bob has it in his queue. */
async function inQueue() {
  const scene = stage();
  const [alice, bob] = [person(scene, 'alice'), person(scene, 'bob')];
  await alice.ask();
  await alice.send();
  await bob.look();
  return { scene, alice, bob };
}

describe('what a reviewer decided', () => {
  it('is decided once, though the clock there is days ahead', async () => {
    const scene = stage();
    const [alice, olga] = [person(scene, 'alice'), person(scene, 'olga')];
    const { requesters } = await alice.ask();
    await alice.send();
    await olga.look();
    const ids = requesters.map(({ id }) => id);
    const late = decisionOn([], 'approve', { ids, at: Date.now() + 2 * DAY });
    await scene.as('bob').resolve(TARGET, { id: scene.issue().id, key: '' }, late);
    expect(await alice.lookOwn()).toMatchObject({ decided: [{ status: 'approved' }] });
    await olga.look();
    const before = await Promise.all([only(alice), only(olga)]);
    for (let day = 0; day < 4; day += 1) {
      pass(DAY);
      scene.issue().updated += 1000;
      expect(await alice.lookOwn()).toMatchObject({ decided: [] });
      await olga.look();
    }
    expect(await Promise.all([only(alice), only(olga)])).toEqual(before);
  });

  it('with a clock that is days ahead is not decided again by the issue', async () => {
    const scene = stage();
    const [alice, bob] = [person(scene, 'alice'), person(scene, 'bob')];
    await alice.ask();
    await alice.send();
    pass(3 * DAY);
    await bob.look();
    await bob.decide('deny');
    pass(20 * SECOND);
    await bob.send();
    const before = await only(bob);
    await bob.look();
    expect(await only(bob)).toEqual(before);
    expect(await bob.store.outbox()).toEqual([]);
  });

  it('is not what everybody sees where a person closed the issue before', async () => {
    const { scene, alice, bob } = await inQueue();
    await bob.decide('approve');
    scene.issue().status = '3';
    scene.issue().updated += 1000;
    pass(20 * SECOND);
    await bob.send();
    await bob.look();
    await alice.lookOwn();
    for (const who of [alice, bob]) expect(await only(who)).toMatchObject({ status: 'dismissed' });
    expect(scene.issue().comments).toEqual([]);
  });

  it('is no news to another one: nothing waits', async () => {
    const { scene, bob } = await inQueue();
    const olga = person(scene, 'olga');
    await bob.decide('approve');
    pass(20 * SECOND);
    await bob.send();
    expect(await olga.look()).toMatchObject({ asks: 0 });
    expect(await only(olga)).toMatchObject({ status: 'approved' });
  });
});

describe('a site that says no', () => {
  it.each(['burst', 'out'])('is not asked again for each of many: %s', async (trouble) => {
    const scene = stage({}, false);
    const [alice, bob] = [person(scene, 'alice'), person(scene, 'bob', { isOut: () => isOut })];
    let isOut = false;
    for (let at = 0; at < 10; at += 1) {
      await alice.ask({ app: { ...ask().app, clientId: `client-number-${at}-of-ten` } });
      await alice.send();
      pass(SECOND);
    }
    await bob.look();
    for (const { id } of await bob.all()) {
      await bob.store.changeOne(id, (found) => {
        const done = found && decide(found, { kind: 'deny', reason: 'No.' }, Date.now());
        return { writes: done?.ok ? [done.write] : [], result: undefined };
      });
    }
    pass(20 * SECOND);
    isOut = trouble === 'out';
    if (!isOut) scene.jira.switches.jiraTrouble = 'burst';
    const [, calls] = await callsOf(scene.jira, bob.send);
    expect(calls).toHaveLength(1);
    expect(await bob.store.outbox()).toHaveLength(10);
  });
});

describe('an issue that the queue has no more', () => {
  it('is heard of by a reviewer who was away when it was decided', async () => {
    const { scene, bob } = await inQueue();
    const olga = person(scene, 'olga');
    await olga.look();
    await bob.decide('deny');
    pass(20 * SECOND);
    await bob.send();
    pass(30 * DAY);
    scene.jira.world.clock += 30 * DAY;
    await olga.look();
    expect(await only(olga)).toMatchObject({ status: 'denied', decision: { via: 'jira' } });
    const [, calls] = await callsOf(scene.jira, olga.look);
    expect(calls).toHaveLength(2);
  });

  it('is said to be gone where it was deleted, and not asked for again', async () => {
    const { scene, bob } = await inQueue();
    scene.jira.world.issues.clear();
    await bob.look();
    expect(await bob.store.remotes()).toMatchObject([{ gone: true }]);
    expect(await only(bob)).toMatchObject({ status: 'pending' });
    const [, calls] = await callsOf(scene.jira, bob.look);
    expect(calls).toHaveLength(2);
  });

  it('is there again once the reviewer may see it again', async () => {
    const { scene, bob } = await inQueue();
    const issue = scene.issue();
    issue.visibleTo = new Set();
    await bob.look();
    expect(await bob.store.remotes()).toMatchObject([{ gone: true }]);
    delete issue.visibleTo;
    await bob.look();
    expect((await bob.store.remotes())[0]).not.toHaveProperty('gone');
    await bob.decide('approve');
    pass(20 * SECOND);
    await bob.send();
    expect(issue.status).toBe('3');
  });

  it('is there again once it is asked for by whoever may see it', async () => {
    const scene = stage();
    const alice = person(scene, 'alice');
    await alice.ask();
    await alice.send();
    const issue = scene.issue();
    issue.visibleTo = new Set();
    await alice.lookOwn();
    expect(await alice.store.remotes()).toMatchObject([{ gone: true }]);
    delete issue.visibleTo;
    await alice.askAgain();
    await alice.send();
    expect((await alice.store.remotes())[0]).not.toHaveProperty('gone');
    expect(scene.jira.world.issues.size).toBe(1);
  });
});
