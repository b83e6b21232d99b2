import { describe, expect, it } from 'vitest';
import type { LabeledAsk } from '../../../../lib/channels/channel.ts';
import { wireText, wireValue } from '../../../../lib/channels/jira/documents.ts';
import { addComment } from '../../../simulator/jira/talk.ts';
import { account, askOf, callsOf, decisionOn, done, type Stage, stage, TARGET } from './support.ts';

/** So many issues, each about an app of its own. */
async function fill(scene: Stage, count: number) {
  for (let at = 0; at < count; at++) {
    const clientId = `client-of-app-number-${String(at).padStart(4, '0')}`;
    const id = `01KB${String(at).padStart(22, '0')}`;
    const ask = await askOf('alice', { id, app: { name: `App ${at}`, clientId, scopes: [] } });
    done(await scene.as('alice').submit(TARGET, ask));
  }
}

/** A comment that joins, put there without a call. */
function join(scene: Stage, { payload }: LabeledAsk): void {
  addComment(scene.jira, scene.issue(), {
    author: account('carol'),
    body: {
      ...{ type: 'doc', version: 1 },
      content: [{ type: 'codeBlock', content: [{ type: 'text', text: wireText(payload) }] }],
    },
    properties: [{ key: 'countersign.comment', value: wireValue(payload) }],
  });
}

/** People talking to each other. */
function chat(scene: Stage, count: number): void {
  for (let at = 0; at < count; at++) {
    addComment(scene.jira, scene.issue(), {
      author: account('olga'),
      body: { type: 'doc', version: 1, content: [] },
      properties: [],
    });
  }
}

describe('the number of calls', () => {
  it('of a first ask is five, of a join four, of an ask that is there two', async () => {
    const scene = stage();
    const { jira } = scene;
    const [alices, carols] = await Promise.all([askOf('alice'), askOf('carol')]);
    const [, first] = await callsOf(jira, () => scene.as('alice').submit(TARGET, alices));
    expect(first).toEqual([
      'GET /myself',
      'GET /search/jql',
      'GET /mypermissions',
      'GET /issue/createmeta/:project/issuetypes/:type',
      'POST /issue',
    ]);
    const [, second] = await callsOf(jira, () => scene.as('carol').submit(TARGET, carols));
    expect(second).toEqual([
      'GET /myself',
      'GET /search/jql',
      'POST /issue/:issue/comment',
      'POST /issue/:issue/watchers',
    ]);
    const [, again] = await callsOf(jira, () => scene.as('alice').submit(TARGET, alices));
    expect(again).toEqual(['GET /myself', 'GET /search/jql']);
  });

  it('of a join stays below seven where the issue has many comments', async () => {
    const scene = stage();
    done(await scene.as('alice').submit(TARGET, await askOf('alice')));
    chat(scene, 150);
    const carols = await askOf('carol');
    const [, calls] = await callsOf(scene.jira, () => scene.as('carol').submit(TARGET, carols));
    expect(calls).toHaveLength(6);
  });

  it('of an idle look is two, and nothing is read twice', async () => {
    const scene = stage();
    await fill(scene, 3);
    chat(scene, 30);
    const bob = scene.as('bob');
    const { items } = done(await bob.list(TARGET, {}));
    const known = Object.fromEntries(items.map(({ ref, revision }) => [ref.id, revision]));
    const [idle, calls] = await callsOf(scene.jira, () => bob.list(TARGET, { known }));
    expect(calls).toEqual(['GET /myself', 'GET /search/jql']);
    expect(done(idle)).toMatchObject({ items: [], unchanged: ['10102', '10101', '10100'] });
    // Days later; a number for the clock of the stand-in alone.
    scene.jira.world.clock += 86_400_000;
    const [quiet] = await callsOf(scene.jira, () => bob.list(TARGET, { changedWithin: 30 }));
    expect(done(quiet)).toMatchObject({ items: [], unchanged: [] });
  });

  it('of the first two hundred is six at most', async () => {
    const scene = stage({ jiraPage: 50 });
    await fill(scene, 230);
    const [answer, calls] = await callsOf(scene.jira, () => scene.as('bob').list(TARGET, {}));
    expect(done(answer)).toMatchObject({ more: true, bad: 0 });
    expect(done(answer).items).toHaveLength(200);
    expect(calls).toHaveLength(5);
    scene.jira.switches.jiraPage = 100;
    // The token holds the query: it leaves the channel nowhere.
    expect(JSON.stringify(answer)).not.toContain(btoa('["project').slice(0, 8));
    const [, fewer] = await callsOf(scene.jira, () => scene.as('bob').list(TARGET, {}));
    expect(fewer).toHaveLength(3);
  });

  it('is six where no comments come along: what was not read is told, and comes next time', async () => {
    const scene = stage({ jiraComments: 'none' });
    await fill(scene, 10);
    const bob = scene.as('bob');
    let known: Record<string, string> = {};
    const partial: number[] = [];
    for (let look = 0; look < 3; look++) {
      const [answer, calls] = await callsOf(scene.jira, () => bob.list(TARGET, { known }));
      expect(calls.length).toBeLessThanOrEqual(6);
      const { items } = done(answer);
      partial.push(items.filter((item) => item.partial).length);
      known = { ...known, ...Object.fromEntries(items.map((one) => [one.ref.id, one.revision])) };
    }
    expect(partial).toEqual([6, 2, 0]);
  });

  it('grows with an issue of hundreds of comments, of which none is lost', async () => {
    const scene = stage();
    done(await scene.as('alice').submit(TARGET, await askOf('alice')));
    chat(scene, 120);
    const carols = await askOf('carol');
    join(scene, carols);
    const [answer, calls] = await callsOf(scene.jira, () => scene.as('bob').list(TARGET, {}));
    expect(calls.filter((call) => call === 'GET /issue/:issue/comment')).toHaveLength(2);
    const [item] = done(answer).items;
    expect(item?.asks.map(({ by }) => by)).toEqual([account('alice'), account('carol')]);
  });

  it('of a decision is seven, of taking it back seven, of a note three', async () => {
    const scene = stage();
    const alices = await askOf('alice');
    const { ref } = done(await scene.as('alice').submit(TARGET, alices));
    const bob = scene.as('bob');
    const decision = decisionOn([alices], 'approve');
    const [, resolve] = await callsOf(scene.jira, () => bob.resolve(TARGET, ref, decision));
    expect(resolve).toEqual([
      'GET /myself',
      'GET /issue/:issue',
      'POST /issue/:issue/comment',
      'GET /issue/:issue/transitions',
      'POST /issue/:issue/transitions',
      'PUT /issue/:issue',
      'PUT /issue/:issue/properties/:key',
    ]);
    const [, reopen] = await callsOf(scene.jira, () => bob.reopen(TARGET, ref));
    expect(reopen).toHaveLength(7);
    const note = { kind: 'authorized' } as const;
    const [, said] = await callsOf(scene.jira, () => bob.note(TARGET, ref, note));
    expect(said).toHaveLength(3);
    const [, status] = await callsOf(scene.jira, () => bob.status(TARGET, [ref]));
    expect(status).toHaveLength(2);
  });
});
