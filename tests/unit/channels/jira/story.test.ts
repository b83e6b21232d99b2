import { describe, expect, it } from 'vitest';
import { account, askOf, decisionOn, done, idOf, type Stage, stage, TARGET } from './support.ts';

/** Alice files, Carol joins. */
async function asked(scene: Stage) {
  const [alices, carols] = await Promise.all([askOf('alice'), askOf('carol')]);
  const first = done(await scene.as('alice').submit(TARGET, alices));
  const second = done(await scene.as('carol').submit(TARGET, carols));
  return { alices, carols, first, second };
}

const only = async (scene: Stage, who: 'alice' | 'bob' | 'olga' | 'carol' = 'bob') => {
  const { items } = done(await scene.as(who).list(TARGET, {}));
  expect(items).toHaveLength(1);
  // biome-ignore lint/style/noNonNullAssertion: it has one
  return items[0]!;
};

describe('two requesters and two reviewers', () => {
  it('file one issue between them', async () => {
    const scene = stage();
    const { first, second, alices, carols } = await asked(scene);
    expect(first.joined).toBe(false);
    expect(second).toEqual({ ok: true, ref: first.ref, joined: true });
    const item = await only(scene);
    expect(item.asks).toMatchObject([
      { payload: alices.payload, by: account('alice') },
      { payload: carols.payload, by: account('carol') },
    ]);
    expect(item).toMatchObject({ closed: false, edited: false, partial: false, granted: [] });
    expect(item.decision).toBeUndefined();
    expect(scene.issue().watchers).toEqual(new Set([idOf('alice'), idOf('carol')]));
    expect(scene.issue().summary).toBe('Approval needed: Draw for Jira for acme.atlassian.net');
    expect(scene.issue().labels).toEqual(['countersign', alices.label]);
  });

  it('let the faster reviewer decide, and tell the other who it was', async () => {
    const scene = stage();
    const { first, alices, carols } = await asked(scene);
    const approve = decisionOn([alices, carols], 'approve');
    const deny = decisionOn([alices, carols], 'deny');
    const bobs = done(await scene.as('bob').resolve(TARGET, first.ref, approve));
    expect(bobs).toEqual({ ok: true, outcome: 'done' });
    const olgas = done(await scene.as('olga').resolve(TARGET, first.ref, deny));
    expect(olgas).toMatchObject({
      outcome: 'already',
      decision: { payload: approve.payload, by: account('bob') },
    });
    const item = await only(scene, 'alice');
    expect(item).toMatchObject({ closed: true, decision: { by: account('bob') } });
    expect(scene.issue().labels).toContain('countersign-approved');
    expect(scene.issue().comments).toHaveLength(2);
  });

  it('learn person by person that it works', async () => {
    const scene = stage();
    const { first, alices, carols } = await asked(scene);
    const approve = decisionOn([alices, carols], 'approve');
    done(await scene.as('bob').resolve(TARGET, first.ref, approve));
    done(await scene.as('bob').note(TARGET, first.ref, { kind: 'authorized' }));
    const grant = { kind: 'granted', ask: alices.payload.id } as const;
    done(await scene.as('alice').note(TARGET, first.ref, grant));
    done(await scene.as('alice').note(TARGET, first.ref, grant));
    // Carol's does not work yet, whatever Mallory says.
    const false_ = { kind: 'granted', ask: carols.payload.id } as const;
    done(await scene.as('mallory').note(TARGET, first.ref, false_));
    const item = await only(scene);
    expect(item.granted).toEqual([alices.payload.id]);
    expect(item.authorized).toMatchObject({ by: account('bob') });
    // Carol's join, the decision, authorized, Alice's once, Mallory's.
    expect(scene.issue().comments).toHaveLength(5);
  });

  it('see a decision taken back, and the next one', async () => {
    const scene = stage();
    const { first, alices, carols } = await asked(scene);
    const deny = decisionOn([alices, carols], 'deny');
    done(await scene.as('bob').resolve(TARGET, first.ref, deny));
    const reopened = done(await scene.as('bob').reopen(TARGET, first.ref));
    expect(reopened.outcome).toBe('done');
    const open = await only(scene);
    expect(open.closed).toBe(false);
    expect(open.decision).toBeUndefined();
    expect(scene.issue().labels).not.toContain('countersign-denied');
    const approve = decisionOn([alices], 'approve');
    done(await scene.as('olga').resolve(TARGET, first.ref, approve));
    expect(await only(scene)).toMatchObject({
      closed: true,
      decision: { payload: { kind: 'approve' }, by: account('olga') },
    });
  });

  it('file a new issue once the old one is closed', async () => {
    const scene = stage();
    const { first, alices } = await asked(scene);
    done(await scene.as('bob').resolve(TARGET, first.ref, decisionOn([alices], 'approve')));
    const again = await askOf('alice', { id: '01KA00000000000000000AGA1N' });
    const filed = done(await scene.as('alice').submit(TARGET, again));
    expect(filed.joined).toBe(false);
    expect(filed.ref.id).not.toBe(first.ref.id);
  });

  it('get twins where they cannot see each other’s issues', async () => {
    const scene = stage();
    const alices = await askOf('alice');
    done(await scene.as('alice').submit(TARGET, alices));
    scene.issue().visibleTo = new Set([idOf('alice'), idOf('bob')]);
    const twin = done(await scene.as('carol').submit(TARGET, await askOf('carol')));
    scene.issue(1).visibleTo = new Set([idOf('carol'), idOf('bob')]);
    expect(twin.joined).toBe(false);
    const { items } = done(await scene.as('bob').list(TARGET, {}));
    expect(items.map(({ ref }) => ref.key)).toEqual(['ITAPPS-2', 'ITAPPS-1']);
    expect(done(await scene.as('alice').list(TARGET, {})).items).toHaveLength(1);
  });

  it('may be named otherwise than their accounts: the account counts', async () => {
    const scene = stage();
    const posing = await askOf('mallory', { name: 'Bob Admin' });
    done(await scene.as('mallory').submit(TARGET, posing));
    scene.issue().reporter = account('bob');
    const item = await only(scene);
    expect(item.asks[0]).toMatchObject({ by: account('mallory'), payload: { name: 'Bob Admin' } });
  });

  it.each([
    ['without labels on the screen', { jiraScreen: 'no-labels' }],
    ['without a description on the screen', { jiraScreen: 'no-description' }],
    ['where a search brings comments with properties', { jiraComments: 'all' }],
    ['where a search brings no comments', { jiraComments: 'none' }],
    ['where Jira speaks Korean', { jiraLanguage: 'ko' }],
    ['two issues a page', { jiraPage: 2 }],
  ] as const)('tell the same story %s', async (_how, switches) => {
    const scene = stage(switches);
    const { first, second, alices, carols } = await asked(scene);
    expect(second).toMatchObject({ joined: true, ref: first.ref });
    const approve = decisionOn([alices, carols], 'approve');
    done(await scene.as('bob').resolve(TARGET, first.ref, approve));
    expect(await only(scene)).toMatchObject({
      asks: [{ by: account('alice') }, { by: account('carol') }],
      closed: true,
      edited: false,
      decision: { by: account('bob'), payload: { kind: 'approve' } },
    });
    const late = done(
      await scene.as('olga').resolve(TARGET, first.ref, decisionOn([alices], 'deny')),
    );
    expect(late).toMatchObject({ outcome: 'already', decision: { by: account('bob') } });
  });

  it('ask about exactly their own issues, and hear of deleted ones', async () => {
    const scene = stage();
    const { first } = await asked(scene);
    const other = await askOf('alice', {
      id: '01KA00000000000000000THER0',
      app: { name: 'Other', clientId: 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210', scopes: [] },
    });
    const filed = done(await scene.as('alice').submit(TARGET, other));
    scene.jira.world.issues.delete(filed.ref.id);
    const answer = done(await scene.as('alice').status(TARGET, [first.ref, filed.ref]));
    expect(answer.items.map(({ ref }) => ref)).toEqual([first.ref]);
    expect(answer.gone).toEqual([filed.ref.id]);
  });
});
