import { describe, expect, it } from 'vitest';
import { codeOf, codesIn, escaped } from '../../../../lib/channels/jsm/client.ts';
import { PERMISSIONS } from '../../../simulator/jira/world.ts';
import {
  account,
  askOf,
  callsOf,
  decisionOn,
  done,
  idOf,
  type Stage,
  stage,
  TARGET,
} from '../jira/support.ts';

const DESK = { site: TARGET.site, project: '10', issueType: '25' };

/** Alice is a customer: the project itself is closed to her. */
function portal(switches: Parameters<typeof stage>[0] = {}): Stage {
  const scene = stage(switches);
  scene.jira.world.projects[0]?.denied.set(idOf('alice'), new Set(PERMISSIONS));
  return scene;
}

describe('a customer without a Jira license', () => {
  it('asks by the portal, a reviewer decides in Jira, and the customer sees it', async () => {
    const scene = portal();
    const ask = await askOf('alice');
    const customer = scene.customer('alice');
    expect(done(await customer.probe(DESK))).toMatchObject({ canCreate: true, missing: [] });
    const [filed, calls] = await callsOf(scene.jira, () => customer.submit(DESK, ask));
    const { ref } = done(filed);
    expect(calls).toHaveLength(4);
    const [item] = done(await scene.as('bob').list(TARGET, {})).items;
    expect(item).toMatchObject({ ref, edited: false, asks: [{ by: account('alice') }] });
    expect(item?.asks[0]?.payload).toEqual(ask.payload);

    const approve = decisionOn([ask], 'approve');
    done(await scene.as('bob').resolve(TARGET, ref, approve));
    const seen = done(await customer.status(DESK, [ref]));
    expect(seen.items).toMatchObject([
      { closed: true, decision: { by: account('bob'), payload: { kind: 'approve' } } },
    ]);
    const granted = { kind: 'granted', ask: ask.payload.id } as const;
    done(await customer.note(DESK, ref, granted));
    done(await customer.note(DESK, ref, granted));
    const [after] = done(await scene.as('bob').list(TARGET, {})).items;
    expect(after?.granted).toEqual([ask.payload.id]);
    expect(scene.issue().comments).toHaveLength(2);
  });

  it('asks again by a comment on the own open request', async () => {
    const scene = portal();
    const customer = scene.customer('alice');
    const { ref } = done(await customer.submit(DESK, await askOf('alice')));
    const again = await askOf('alice', { id: '01KA00000000000000000AGA1N', reason: 'Still.' });
    for (let time = 0; time < 2; time++) {
      expect(done(await customer.submit(DESK, again))).toEqual({ ok: true, ref, joined: true });
    }
    expect(scene.issue().comments).toHaveLength(1);
    const [item] = done(await scene.as('bob').list(TARGET, {})).items;
    expect(item?.asks.map(({ payload }) => payload.reason)).toEqual(['alice needs it', 'Still.']);
  });

  it.each(['before', 'after'] as const)('files once where the line breaks %s', async (when) => {
    const scene = portal();
    const ask = await askOf('alice');
    const customer = scene.customer('alice');
    scene.jira.cutWrite(0, when);
    expect(await customer.submit(DESK, ask)).toMatchObject({ problem: 'offline', unknown: true });
    const { found } = done(await customer.recall(DESK, ask));
    expect(found !== undefined).toBe(when === 'after');
    done(await customer.submit(DESK, ask));
    expect(scene.jira.world.issues.size).toBe(1);
  });

  it('hears what is missing, and where nothing is', async () => {
    const scene = portal({ jiraScreen: 'required-field' });
    const answer = await scene.customer('alice').submit(DESK, await askOf('alice'));
    expect(answer).toMatchObject({ problem: 'required-fields', detail: 'Cost center' });
    const gone = { ...DESK, issueType: '26' };
    expect(await scene.customer('alice').probe(gone)).toMatchObject({ problem: 'project-gone' });
    expect(await scene.customer(null).probe(DESK)).toMatchObject({ problem: 'signed-out' });
    const odd = { ...DESK, project: '../x' };
    expect(await scene.customer('alice').probe(odd)).toMatchObject({ problem: 'invalid' });
  });

  it('does not see other people’s requests, nor the issue after its end', async () => {
    const scene = portal();
    const carols = done(await scene.customer('carol').submit(DESK, await askOf('carol')));
    const seen = done(await scene.customer('alice').status(DESK, [carols.ref]));
    expect(seen).toMatchObject({ items: [], gone: [carols.ref.id] });
  });
});

describe('an approval', () => {
  it('is answered by whoever it waits for, once', async () => {
    const scene = portal();
    scene.jira.world.approvers.push(idOf('bob'));
    const { ref } = done(await scene.customer('alice').submit(DESK, await askOf('alice')));
    const say = (who: 'alice' | 'bob' | 'olga') => scene.customer(who).answer(DESK, ref, 'approve');
    expect(done(await say('olga')).outcome).toBe('needs-hand');
    expect(done(await say('bob')).outcome).toBe('done');
    expect(done(await say('bob')).outcome).toBe('already');
  });

  it('is not there where the workflow has none', async () => {
    const scene = portal();
    const { ref } = done(await scene.customer('alice').submit(DESK, await askOf('alice')));
    const answer = await scene.customer('bob').answer(DESK, ref, 'decline');
    expect(done(answer).outcome).toBe('needs-hand');
  });
});

describe('markup', () => {
  it('makes nothing of what a person wrote', () => {
    expect(escaped('{code} [x|http://evil.example] !pic.png! [~accountid:1] \\')).toBe(
      '\\{code\\} \\[x\\|http://evil.example\\] \\!pic.png\\! \\[~accountid:1\\] &#92;',
    );
  });

  it('keeps a reason from ending the block of code', async () => {
    const scene = portal();
    const reason = 'Because {code} [link|http://evil.example] {noformat} {"a":{}} \\u007b';
    const ask = await askOf('alice', { reason });
    done(await scene.customer('alice').submit(DESK, ask));
    const [item] = done(await scene.as('bob').list(TARGET, {})).items;
    expect(item?.asks[0]?.payload.reason).toBe(reason);
    expect(item?.edited).toBe(false);
  });

  it.each([
    ['', []],
    ['{code}', []],
    ['{code:json', []],
    ['{code}a{code} and {code:title=x|y}b{code}', ['a', 'b']],
    [codeOf('{"a":{"b":"{code}"}}'), ['{"a":{"b":"\\u007bcode}"}}']],
  ])('finds the code in %j', (text, found) => {
    expect(codesIn(text)).toEqual(found);
  });

  it('is read behind words that look like a block', () => {
    const words = ['{code}', '{code:json}', 'a {code} b {code}', '\\{code}'];
    for (const word of words) {
      const text = `Reason: ${escaped(word)}\n\n${codeOf('{"a":1}')}`;
      expect(codesIn(text), word).toEqual(['{"a":1}']);
    }
  });

  it('is read to a limit', () => {
    expect(codesIn('{code}x{code}'.repeat(1000))).toHaveLength(10);
    expect(codesIn(`${' '.repeat(65_536)}{code}x{code}`)).toEqual([]);
  });
});
