import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../simulator/jira/world.ts';
import {
  account,
  askOf,
  decisionOn,
  done,
  idOf,
  type Name,
  type Stage,
  stage,
  TARGET,
} from './support.ts';

function deny(scene: Stage, name: Name, ...what: Permission[]) {
  for (const project of scene.jira.world.projects) project.denied.set(idOf(name), new Set(what));
}

const filed = async (scene: Stage, name: Name = 'alice') =>
  done(await scene.as(name).submit(TARGET, await askOf(name)));

describe('without a session', () => {
  it('nothing is told: no empty queue, no issue that is gone', async () => {
    const scene = stage();
    const { ref } = await filed(scene);
    const nobody = scene.as(null);
    const alices = await askOf('alice');
    const signedOut = { ok: false, problem: 'signed-out' };
    expect(await nobody.list(TARGET, {})).toMatchObject(signedOut);
    expect(await nobody.status(TARGET, [ref])).toMatchObject(signedOut);
    expect(await nobody.submit(TARGET, alices)).toMatchObject(signedOut);
    expect(await nobody.probe(TARGET)).toMatchObject(signedOut);
    expect(await nobody.resolve(TARGET, ref, decisionOn([alices], 'deny'))).toMatchObject(
      signedOut,
    );
    expect(await nobody.note(TARGET, ref, { kind: 'authorized' })).toMatchObject(signedOut);
    expect(scene.jira.world.issues.size).toBe(1);
  });

  it.each(['login-page', 'redirect'] as const)('a %s says so', async (jiraTrouble) => {
    const scene = stage({ jiraTrouble });
    expect(await scene.as('alice').list(TARGET, {})).toMatchObject({ problem: 'signed-out' });
  });
});

describe('Jira in trouble', () => {
  it.each([
    ['burst', 'rate-limited', 1000],
    ['cost', 'rate-limited', 89_000],
    ['gateway-429', 'rate-limited', 60_000],
    ['broken-500', 'server', undefined],
    ['broken-503', 'server', 30_000],
  ] as const)('%s', async (jiraTrouble, problem, wait) => {
    const scene = stage({ jiraTrouble });
    const answer = await scene.as('alice').submit(TARGET, await askOf('alice'));
    expect(answer).toMatchObject({ ok: false, problem, trace: expect.any(String) });
    const at = answer.ok ? undefined : answer.retryAt;
    expect(at).toBe(wait === undefined ? undefined : scene.jira.world.clock + wait);
  });
});

describe('a write from another page', () => {
  it('is the one thing that the XSRF check stops', async () => {
    const scene = stage();
    const alice = scene.as('alice', { origin: 'chrome-extension://abcdefgh' });
    expect(done(await alice.probe(TARGET)).canCreate).toBe(true);
    const answer = await alice.submit(TARGET, await askOf('alice'));
    expect(answer).toMatchObject({ ok: false, problem: 'xsrf' });
    expect(answer).not.toHaveProperty('unknown');
    expect(scene.jira.world.issues.size).toBe(0);
  });
});

describe('what the project allows', () => {
  it('is probed without a write', async () => {
    const scene = stage();
    expect(await scene.as('alice').probe(TARGET)).toEqual({
      ...{ ok: true, me: account('alice'), canCreate: true, canResolve: true, missing: [] },
    });
    deny(scene, 'alice', 'TRANSITION_ISSUES');
    expect(done(await scene.as('alice').probe(TARGET)).canResolve).toBe(false);
    deny(scene, 'alice', 'CREATE_ISSUES');
    expect(done(await scene.as('alice').probe(TARGET)).canCreate).toBe(false);
    deny(scene, 'alice', 'BROWSE_PROJECTS');
    expect(await scene.as('alice').probe(TARGET)).toMatchObject({ problem: 'no-access' });
    expect(scene.jira.calls.every((call) => call.startsWith('GET '))).toBe(true);
  });

  it('names the fields that Countersign cannot fill, and uses up no number', async () => {
    const scene = stage({ jiraScreen: 'required-field' });
    expect(done(await scene.as('alice').probe(TARGET)).missing).toEqual(['Cost center']);
    const answer = await scene.as('alice').submit(TARGET, await askOf('alice'));
    expect(answer).toMatchObject({ ok: false, problem: 'required-fields', detail: 'Cost center' });
    expect(scene.jira.world.projects[0]?.nextNumber).toBe(1);
  });

  it('does not mind a required field that has a default', async () => {
    const scene = stage({ jiraScreen: 'default-field' });
    expect((await filed(scene)).ref.key).toBe('ITAPPS-1');
  });

  it('is a type of its own', async () => {
    const scene = stage();
    const other = { ...TARGET, issueType: '10077' };
    expect(done(await scene.as('alice').probe(other)).canCreate).toBe(false);
    const answer = await scene.as('alice').submit(other, await askOf('alice'));
    expect(answer).toMatchObject({ problem: 'cannot-create' });
  });

  it('is nothing where the project is gone', async () => {
    const scene = stage();
    const gone = { ...TARGET, project: 'GONE' };
    const ask = await askOf('alice');
    expect(await scene.as('alice').probe(gone)).toMatchObject({ problem: 'project-gone' });
    expect(await scene.as('alice').submit(gone, ask)).toMatchObject({ problem: 'project-gone' });
    expect(await scene.as('alice').list(gone, {})).toMatchObject({ problem: 'project-gone' });
  });

  it.each([
    { site: 'acme.atlassian.net/evil?' },
    { project: 'A" OR project = "B' },
    { issueType: '../../x' },
  ])('is never asked at a target that is none: %j', async (change) => {
    const scene = stage();
    const answer = await scene.as('alice').probe({ ...TARGET, ...change });
    expect(answer).toEqual({ ok: false, problem: 'invalid', detail: 'target' });
    expect(scene.jira.calls).toEqual([]);
  });

  it('keeps the payload in the text for those who may not edit', async () => {
    const scene = stage();
    deny(scene, 'alice', 'EDIT_ISSUES');
    await filed(scene);
    expect(scene.issue().properties.size).toBe(0);
    const { items } = done(await scene.as('bob').list(TARGET, {}));
    expect(items).toMatchObject([{ edited: false, asks: [{ by: account('alice') }] }]);
  });

  it('gives those an issue of their own who may not comment', async () => {
    const scene = stage();
    await filed(scene);
    deny(scene, 'carol', 'ADD_COMMENTS');
    expect(await filed(scene, 'carol')).toMatchObject({ joined: false, ref: { key: 'ITAPPS-2' } });
  });
});

describe('a decision', () => {
  const decided = async (scene: Stage, change: Permission[] = []) => {
    const { ref } = await filed(scene);
    deny(scene, 'bob', ...change);
    const approve = decisionOn([await askOf('alice')], 'approve');
    return { ref, approve, answer: await scene.as('bob').resolve(TARGET, ref, approve) };
  };

  it.each(['no-done', 'required-field'] as const)(
    'is finished by hand: %s',
    async (jiraWorkflow) => {
      const scene = stage({ jiraWorkflow });
      const { answer } = await decided(scene);
      expect(answer).toMatchObject({ ok: true, outcome: 'needs-hand' });
      const { items } = done(await scene.as('alice').list(TARGET, {}));
      expect(items).toMatchObject([{ closed: false, decision: { by: account('bob') } }]);
    },
  );

  it('goes on where its property and its label are refused', async () => {
    const scene = stage();
    const { answer } = await decided(scene, ['EDIT_ISSUES']);
    expect(answer).toMatchObject({ ok: true, outcome: 'done' });
    const { items } = done(await scene.as('alice').list(TARGET, {}));
    expect(items).toMatchObject([{ closed: true, decision: { by: account('bob') } }]);
  });

  it('is finished by hand without the right to move the issue', async () => {
    const scene = stage();
    const { answer } = await decided(scene, ['TRANSITION_ISSUES']);
    expect(answer).toMatchObject({ ok: true, outcome: 'needs-hand' });
  });

  it('fails where nothing can be said', async () => {
    const scene = stage();
    const { answer } = await decided(scene, ['ADD_COMMENTS']);
    expect(answer).toMatchObject({ ok: false, problem: 'invalid' });
    expect(scene.issue().status).toBe('1');
  });

  it('is read again where the transition is refused, by 409 as by 400', async () => {
    const scene = stage({ jiraWorkflow: 'conflict' });
    const { answer } = await decided(scene);
    expect(answer).toMatchObject({ ok: true, outcome: 'needs-hand' });
    expect(scene.jira.calls.filter((call) => call === 'GET /issue/:issue')).toHaveLength(2);
  });

  it('is already there where somebody closed the issue by hand', async () => {
    const scene = stage();
    const { ref } = await filed(scene);
    scene.issue().status = '3';
    const answer = await scene
      .as('bob')
      .resolve(TARGET, ref, decisionOn([await askOf('alice')], 'deny'));
    expect(answer).toEqual({ ok: true, outcome: 'already' });
    expect(scene.issue().comments).toHaveLength(0);
  });

  it('of whoever asked is none where somebody closed the issue by hand', async () => {
    const scene = stage();
    const { ref } = await filed(scene);
    deny(scene, 'alice', 'EDIT_ISSUES', 'TRANSITION_ISSUES');
    const approve = decisionOn([await askOf('alice')], 'approve');
    expect(await scene.as('alice').resolve(TARGET, ref, approve)).toMatchObject({ ok: true });
    expect(scene.issue().comments).toHaveLength(1);
    scene.issue().status = '3';
    const { items } = done(await scene.as('bob').list(TARGET, {}));
    expect(items).toMatchObject([{ closed: true }]);
    expect(items[0]).not.toHaveProperty('decision');
  });

  it('is already there where somebody closes the issue between two calls', async () => {
    const scene = stage();
    const { ref } = await filed(scene);
    const deny_ = decisionOn([await askOf('alice')], 'deny');
    const approve = decisionOn([await askOf('alice')], 'approve');
    const { handle } = scene.jira;
    // Olga's whole decision happens while Bob's asks for the transitions.
    scene.jira.handle = (call) => {
      const reply = handle(call);
      if (call.url.pathname.endsWith('/transitions') && call.method === 'GET') {
        scene.jira.handle = handle;
        scene.issue().status = '3';
        scene.issue().labels.push('countersign-denied');
      }
      return reply;
    };
    const olgas = scene.as('olga').resolve;
    const answer = await scene.as('bob').resolve(TARGET, ref, approve);
    expect(answer).toMatchObject({ ok: true, outcome: 'already' });
    expect(await olgas(TARGET, ref, deny_)).toMatchObject({ outcome: 'already' });
  });

  it('cannot be taken back in a workflow that ends', async () => {
    const scene = stage();
    const { ref } = await decided(scene);
    deny(scene, 'bob', 'TRANSITION_ISSUES');
    expect(await scene.as('bob').reopen(TARGET, ref)).toMatchObject({ outcome: 'needs-hand' });
  });
});
