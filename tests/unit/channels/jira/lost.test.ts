import { describe, expect, it } from 'vitest';
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

/** What a text says of itself in the issue or a comment. */
const reasonsIn = (scene: Stage): string[] =>
  [...scene.jira.world.issues.values()]
    .flatMap(({ description, comments }) => [description, ...comments.map(({ body }) => body)])
    .flatMap((document) => JSON.stringify(document).match(/\\"reason\\":\\"(\w+) needs it/g) ?? []);

const submit = async (scene: Stage, name: Name) => scene.as(name).submit(TARGET, await askOf(name));

describe.each(['before', 'after'] as const)('a line that breaks %s the effect', (when) => {
  it('of a create: one issue, each reason once', async () => {
    const scene = stage();
    scene.jira.cutWrite(0, when);
    expect(await submit(scene, 'alice')).toMatchObject({ problem: 'offline', unknown: true });
    const { found } = done(await scene.as('alice').recall(TARGET, await askOf('alice')));
    expect(found !== undefined).toBe(when === 'after');
    expect(done(await submit(scene, 'alice'))).toMatchObject({ joined: false });
    expect(done(await submit(scene, 'alice'))).toMatchObject({ joined: false });
    expect(scene.jira.world.issues.size).toBe(1);
    expect(reasonsIn(scene)).toHaveLength(1);
  });

  it.each([
    ['comment', 0],
    ['watch', 1],
  ])('of a join’s %s: one comment, each reason once', async (_what, at) => {
    const scene = stage();
    done(await submit(scene, 'alice'));
    scene.jira.cutWrite(at, when);
    await submit(scene, 'carol');
    expect(done(await submit(scene, 'carol'))).toMatchObject({ joined: true });
    expect(scene.jira.world.issues.size).toBe(1);
    expect(scene.issue().comments).toHaveLength(1);
    expect(scene.issue().watchers.size).toBe(2);
    expect(new Set(reasonsIn(scene)).size).toBe(2);
    expect(reasonsIn(scene)).toHaveLength(2);
  });

  it.each([
    ['comment', 0],
    ['transition', 1],
    ['label', 2],
    ['property', 3],
  ])('of a decision’s %s: everything once', async (_what, at) => {
    const scene = stage();
    const { ref } = done(await submit(scene, 'alice'));
    const approve = decisionOn([await askOf('alice')], 'approve');
    scene.jira.cutWrite(at, when);
    const first = await scene.as('bob').resolve(TARGET, ref, approve);
    expect(first).toMatchObject({ ok: false, problem: 'offline', unknown: true });
    const second = done(await scene.as('bob').resolve(TARGET, ref, approve));
    expect(second).toEqual({ ok: true, outcome: 'done' });
    const issue = scene.issue();
    expect(issue.comments).toHaveLength(1);
    expect(issue.status).toBe('3');
    expect(issue.labels.filter((label) => label === 'countersign-approved')).toHaveLength(1);
    expect(issue.properties.get('countersign.decision')).toMatchObject({ kind: 'approve' });
    const { items } = done(await scene.as('alice').list(TARGET, {}));
    expect(items).toMatchObject([{ closed: true, decision: { by: account('bob') } }]);
  });

  it.each([
    ['comment', 0],
    ['label', 1],
    ['property', 2],
    ['transition', 3],
  ])('of a reopening’s %s: everything once', async (_what, at) => {
    const scene = stage();
    const { ref } = done(await submit(scene, 'alice'));
    done(await scene.as('bob').resolve(TARGET, ref, decisionOn([await askOf('alice')], 'deny')));
    scene.jira.cutWrite(at, when);
    expect(await scene.as('bob').reopen(TARGET, ref)).toMatchObject({ unknown: true });
    expect(done(await scene.as('bob').reopen(TARGET, ref)).outcome).toBe('done');
    const issue = scene.issue();
    expect(issue.comments).toHaveLength(2);
    expect(issue.status).toBe('1');
    expect(issue.labels).not.toContain('countersign-denied');
    const { items } = done(await scene.as('alice').list(TARGET, {}));
    expect(items[0]?.decision).toBeUndefined();
  });

  it('of a note: said once', async () => {
    const scene = stage();
    const { ref } = done(await submit(scene, 'alice'));
    scene.jira.cutWrite(0, when);
    const note = { kind: 'authorized' } as const;
    expect(await scene.as('bob').note(TARGET, ref, note)).toMatchObject({ unknown: true });
    done(await scene.as('bob').note(TARGET, ref, note));
    expect(scene.issue().comments).toHaveLength(1);
  });
});

describe('an index that lags', () => {
  it('does not show a lost issue at once: recall finds it later, and nothing is sent twice', async () => {
    const scene = stage({ jiraIndexDelay: 2 });
    const ask = await askOf('alice');
    const alice = scene.as('alice');
    scene.jira.cutWrite(0, 'after');
    expect(await alice.submit(TARGET, ask)).toMatchObject({ unknown: true });
    const seen: boolean[] = [];
    for (let look = 0; look < 4; look++) {
      seen.push(done(await alice.recall(TARGET, ask)).found !== undefined);
    }
    expect(seen).toEqual([false, false, true, true]);
    expect(done(await alice.submit(TARGET, ask)).joined).toBe(false);
    expect(scene.jira.world.issues.size).toBe(1);
  });

  it('hides what one just wrote, unless one says its number', async () => {
    const scene = stage({ jiraIndexDelay: 9 });
    const { ref } = done(await submit(scene, 'alice'));
    const bob = scene.as('bob');
    expect(done(await bob.list(TARGET, {})).items).toEqual([]);
    const { items } = done(await bob.list(TARGET, { justWrote: [ref.id] }));
    expect(items).toMatchObject([{ ref }]);
    expect(done(await bob.status(TARGET, [ref])).items).toMatchObject([{ ref }]);
  });
});

describe('a queue in which many were closed lately', () => {
  it('has one open issue all the same', async () => {
    const scene = stage({}, false);
    done(await scene.as('alice').submit(TARGET, await askOf('alice')));
    const open = scene.issue();
    for (let at = 0; at < 60; at += 1) {
      const id = String(90_000 + at);
      const indexed = open.indexed && { ...open.indexed, status: '3' as const };
      const closed = { ...open, id, key: `ITAPPS-${at + 100}`, status: '3' as const };
      const created = open.created - 100_000 + at;
      scene.jira.world.issues.set(id, { ...closed, created, ...(indexed ? { indexed } : {}) });
    }
    const joined = done(await scene.as('carol').submit(TARGET, await askOf('carol')));
    expect(joined).toMatchObject({ ref: { id: open.id }, joined: true });
  });
});
