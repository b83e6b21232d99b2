import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../lib/channels/channel.ts';
import { wireText, wireValue } from '../../../lib/channels/jira/documents.ts';
import { dropAsks, isEdited } from '../../../lib/requests/asks.ts';
import { addComment } from '../../simulator/jira/talk.ts';
import type { Issue } from '../../simulator/jira/world.ts';
import { account, askOf, stage, TARGET } from '../channels/jira/support.ts';
import { requestPayload } from '../samples.ts';
import type { Person } from '../support/people.ts';
import { pass, person } from '../support/people.ts';

const SECOND = 1000;
const BLOCK = (text: string) => ({
  ...{ type: 'doc', version: 1 },
  content: [{ type: 'codeBlock', content: [{ type: 'text', text }] }],
});
const only = async (who: Person) => {
  const all = await who.all();
  expect(all).toHaveLength(1);
  const [one] = all;
  if (!one) throw new Error('Nothing is there.');
  return one;
};

describe('requests by Jira', () => {
  it('are asked, joined, decided, heard, seen working and closed', async () => {
    const scene = stage();
    const [alice, carol] = [person(scene, 'alice'), person(scene, 'carol')];
    const [bob, olga] = [person(scene, 'bob'), person(scene, 'olga')];
    await alice.ask();
    expect(await alice.send()).toBeUndefined();
    await carol.ask();
    await carol.send();
    expect(scene.jira.world.issues.size).toBe(1);

    expect(await bob.look()).toMatchObject({ ok: true, asks: 2 });
    expect(await olga.look()).toMatchObject({ ok: true, asks: 2 });
    const waiting = await only(bob);
    expect(waiting).toMatchObject({ status: 'pending', review: true, asked: false });
    expect(waiting.requesters.map(({ name, via, verified }) => [name, via, verified])).toEqual([
      ['ALICE', 'jira', account('alice')],
      ['CAROL', 'jira', account('carol')],
    ]);

    await bob.decide('approve');
    // It can be taken back for some seconds, and nobody is told before.
    await bob.send();
    expect(scene.issue().comments).toHaveLength(1);
    pass(5 * SECOND);
    await olga.decide('deny');
    pass(11 * SECOND);
    await bob.send();
    pass(10 * SECOND);
    await olga.send();
    // Bob was faster.
    expect(await only(olga)).toMatchObject({
      status: 'approved',
      decision: { kind: 'approve', via: 'jira', verified: account('bob') },
    });
    await bob.look();
    expect(await only(bob)).toMatchObject({ status: 'approved', decision: { via: 'here' } });

    expect(await alice.lookOwn()).toMatchObject({ ok: true, decided: [{ status: 'approved' }] });
    expect(await only(alice)).toMatchObject({ status: 'approved', unseen: true, review: false });
    expect((await only(alice)).requesters).toHaveLength(1);
    await alice.works();
    await alice.send();
    await bob.look();
    const half = await only(bob);
    expect(half.status).toBe('approved');
    expect(half.requesters.map(({ worksAt }) => worksAt !== undefined)).toEqual([true, false]);
    await carol.lookOwn();
    await carol.works();
    await carol.send();
    await bob.look();
    await olga.look();
    expect(await only(bob)).toMatchObject({ status: 'granted' });
    expect(await only(olga)).toMatchObject({ status: 'granted' });
    for (const who of [alice, bob, carol, olga]) expect(await who.store.outbox()).toEqual([]);
  });

  it('are taken back before anybody was told, and after', async () => {
    const scene = stage();
    const [alice, bob] = [person(scene, 'alice'), person(scene, 'bob')];
    await alice.ask();
    await alice.send();
    await bob.look();
    await bob.decide('deny');
    expect(await bob.store.outbox()).toHaveLength(1);
    await bob.undo();
    expect(await bob.store.outbox()).toEqual([]);
    await bob.decide('deny', 'No.');
    pass(20 * SECOND);
    await bob.send();
    await alice.lookOwn();
    expect(await only(alice)).toMatchObject({ status: 'denied', decision: { reason: 'No.' } });
    await bob.reopen();
    await bob.send();
    await alice.lookOwn();
    expect(await only(alice)).toMatchObject({ status: 'pending' });
    await bob.decide('approve');
    pass(20 * SECOND);
    await bob.send();
    await bob.decide('block', 'Changed my mind.');
    pass(20 * SECOND);
    await bob.send();
    await alice.lookOwn();
    expect(await only(alice)).toMatchObject({ status: 'blocked', decision: { kind: 'block' } });
  });

  it('whose answer was lost are looked for before they are sent again', async () => {
    const scene = stage();
    const alice = person(scene, 'alice');
    scene.jira.cutWrite(0, 'after');
    await alice.ask();
    const again = await alice.send();
    expect(again).toBe(Date.now() + 15 * SECOND);
    expect(await alice.store.outbox()).toMatchObject([{ state: 'unknown' }]);
    pass(16 * SECOND);
    await alice.send();
    expect(await alice.store.outbox()).toEqual([]);
    expect(await alice.store.remotes()).toMatchObject([{ ref: { key: 'ITAPPS-1' } }]);
    expect(scene.jira.world.issues.size).toBe(1);
  });
});

describe('a hostile queue', () => {
  it('with another’s ask in an issue of one’s own says nothing of that person', async () => {
    const scene = stage();
    const [alice, bob] = [person(scene, 'alice'), person(scene, 'bob')];
    await alice.ask();
    await alice.send();
    await bob.look();
    const before = await only(bob);
    const id = before.requesters[0]?.id ?? '';
    const twin: Issue = { ...scene.issue(), ...{ id: '99999', key: 'ITAPPS-99', comments: [] } };
    Object.assign(twin, { creator: account('mallory'), properties: new Map() });
    scene.jira.world.issues.set(twin.id, twin);
    const works = { type: 'granted' as const, ask: id };
    addComment(scene.jira, twin, {
      author: account('mallory'),
      body: BLOCK(wireText(works)),
      properties: [{ key: 'countersign.comment', value: wireValue(works) }],
    });
    await bob.look();
    expect(await only(bob)).toEqual(before);
    twin.properties.set('countersign.request', {});
    twin.updated += 60_000;
    await bob.look();
    expect(await only(bob)).toEqual(before);
  });

  it('that was edited marks the ask, and leaves what is here as it was', async () => {
    const scene = stage();
    const [alice, carol] = [person(scene, 'alice'), person(scene, 'carol')];
    const bob = person(scene, 'bob');
    await alice.ask();
    await alice.send();
    await carol.ask();
    await carol.send();
    await bob.look();
    const before = await only(bob);
    const swapped = wireText({
      ...requestPayload({ id: before.requesters[0]?.id ?? '' }),
      app: { name: 'BoardSync', clientId: 'evil-client-of-somebody', scopes: ['delete:all'] },
    });
    scene.issue().description = BLOCK(swapped);
    scene.issue().updated += 60_000;
    await bob.look();
    const after = await only(bob);
    expect(after.app).toEqual(before.app);
    expect(after.requesters.map(({ edited }) => edited)).toEqual([true, undefined]);
    // The other person's ask is sound, and can be approved once that one is dropped.
    expect(isEdited(after)).toBe(true);
    const dropped = dropAsks(after, [after.requesters[0]?.id ?? ''], true, Date.now());
    expect(dropped && isEdited(dropped.request)).toBe(false);
  });

  it.each([
    ['waits', 'the same id'],
    ['waits', 'another id'],
    ['is approved', 'the same id'],
    ['is approved', 'another id'],
  ])('whose issue became another app’s brings it into nothing that %s, by %s', async (is, by) => {
    const scene = stage({}, false);
    const [mallory, bob] = [person(scene, 'mallory'), person(scene, 'bob')];
    await mallory.ask();
    await mallory.send();
    await bob.look();
    if (is === 'is approved') {
      await bob.decide('approve');
      pass(20 * SECOND);
      await bob.send();
    }
    const before = await only(bob);
    const id = by === 'the same id' ? (before.requesters[0]?.id ?? '') : ulid();
    const app = { name: 'BoardSync', clientId: 'evil-client-of-somebody', scopes: ['delete:all'] };
    const swapped = { ...requestPayload({ id }), app };
    const issue = scene.issue();
    issue.properties.set('countersign.request', wireValue(swapped));
    Object.assign(issue, { description: BLOCK(wireText(swapped)), updated: issue.updated + 1000 });
    issue.labels = ['countersign', await labelOf(swapped)];
    await bob.look();
    const after = await only(bob);
    expect(after).toMatchObject({ status: before.status, app: before.app });
    expect(after.requesters).toHaveLength(1);
    expect(after).not.toHaveProperty('others');
    expect(isEdited(after)).toBe(by === 'the same id');
  });

  it('names whoever filed it, whatever the payload says', async () => {
    const scene = stage();
    const bob = person(scene, 'bob');
    const { label } = await askOf('alice');
    const payload = requestPayload({ id: ulid(), name: 'Olga, the CEO' });
    await scene.as('mallory').submit(TARGET, { payload, label });
    await bob.look();
    expect((await only(bob)).requesters).toMatchObject([
      { name: 'MALLORY', verified: account('mallory') },
    ]);
  });

  it('of ten thousand issues is read as far as a look goes, and says that there are more', async () => {
    const scene = stage({}, false);
    const bob = person(scene, 'bob');
    await scene.as('alice').submit(TARGET, await askOf('alice'));
    const { issues } = scene.jira.world;
    const [first] = [...issues.values()];
    if (!first) throw new Error('Nothing was filed.');
    for (let at = 1; at < 10_000; at += 1) {
      const id = String(20_000 + at);
      issues.set(id, { ...first, id, key: `ITAPPS-${at + 1}`, created: first.created - at });
    }
    const before = scene.jira.calls.length;
    expect(await bob.look()).toMatchObject({ ok: true, more: true });
    expect(scene.jira.calls.length - before).toBeLessThanOrEqual(6);
    // All of them are the same ask: it stands once.
    expect((await only(bob)).requesters).toHaveLength(1);
  });
});
