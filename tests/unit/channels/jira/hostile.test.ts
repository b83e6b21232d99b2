import { describe, expect, it } from 'vitest';
import { wireText, wireValue } from '../../../../lib/channels/jira/documents.ts';
import { FIELDS, readIssue } from '../../../../lib/channels/jira/issue.ts';
import type { RequestPayload } from '../../../../lib/channels/payload.ts';
import { issueShape } from '../../../simulator/jira/shapes.ts';
import { addComment } from '../../../simulator/jira/talk.ts';
import type { Comment } from '../../../simulator/jira/world.ts';
import { decisionPayload } from '../../samples.ts';
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

const OTHER_ID = 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210';
type Wire = Parameters<typeof wireText>[0];

const blockOf = (text: string) => ({
  ...{ type: 'doc', version: 1 },
  content: [{ type: 'codeBlock', content: [{ type: 'text', text }] }],
});

const filed = async (scene: Stage) =>
  done(await scene.as('alice').submit(TARGET, await askOf('alice')));

const listed = async (scene: Stage) => done(await scene.as('bob').list(TARGET, {}));

function says(scene: Stage, who: Name, wire: Wire, change: Partial<Comment> = {}): void {
  const comment = addComment(scene.jira, scene.issue(), {
    author: account(who),
    body: blockOf(wireText(wire)),
    properties: [{ key: 'countersign.comment', value: wireValue(wire) }],
  });
  Object.assign(comment, change);
}

const swapped = (payload: RequestPayload): RequestPayload => ({
  ...payload,
  app: { ...payload.app, clientId: OTHER_ID },
});

describe('an issue that somebody edited', () => {
  it.each([
    ['the property', true, false],
    ['the text', false, true],
  ])('is marked where another client ID is in %s', async (_where, inProperty, inText) => {
    const scene = stage();
    await filed(scene);
    const other = swapped((await askOf('alice')).payload);
    const issue = scene.issue();
    if (inProperty) issue.properties.set('countersign.request', wireValue(other));
    if (inText) issue.description = blockOf(wireText(other));
    const { items } = await listed(scene);
    expect(items).toMatchObject([{ edited: true }]);
    // Nobody joins it, and nobody is sent to it.
    const carols = await askOf('carol');
    expect(done(await scene.as('carol').submit(TARGET, carols)).joined).toBe(false);
    expect((await listed(scene)).items.filter(({ edited }) => !edited)).toHaveLength(1);
  });

  it('is marked where both have another client ID: the label is another’s then', async () => {
    const scene = stage();
    await filed(scene);
    const other = swapped((await askOf('alice')).payload);
    const issue = scene.issue();
    issue.properties.set('countersign.request', wireValue(other));
    issue.description = blockOf(wireText(other));
    expect((await listed(scene)).items).toMatchObject([{ edited: true }]);
  });

  it('is marked where the summary’s tag is another’s', async () => {
    const scene = stage({ jiraScreen: 'no-labels' });
    await filed(scene);
    scene.issue().summary = 'App access [countersign-0123456789abcdef]';
    expect((await listed(scene)).items).toMatchObject([{ edited: true }]);
  });

  it.each([
    ['the text is damaged', { description: blockOf('{"check":"00000000","type":"request"}') }],
    ['the text is gone', { description: blockOf('nothing') }],
    ['the text is a huge document', { description: blockOf('x'.repeat(40_000)) }],
    ['the text is no document', { description: { type: 'doc', content: 'codeBlock' } }],
  ])('is marked where %s', async (_what, change) => {
    const scene = stage();
    await filed(scene);
    Object.assign(scene.issue(), change);
    expect((await listed(scene)).items).toMatchObject([{ edited: true }]);
  });

  it.each([
    ['a property that is too long', { type: 'request', reason: 'x'.repeat(40_000) }],
    ['a property of another kind', 'countersign'],
    ['a property with a name that is too long', { type: 'request', name: 'x'.repeat(200) }],
  ])('is marked, and shows its text, beside %s', async (_what, value) => {
    const scene = stage();
    await filed(scene);
    scene.issue().properties.set('countersign.request', value);
    expect((await listed(scene)).items).toMatchObject([
      { edited: true, asks: [{ payload: { name: 'alice' } }] },
    ]);
  });

  it('is not marked for words of people around the data', async () => {
    const scene = stage();
    await filed(scene);
    const document = scene.issue().description as { content: object[] };
    document.content.unshift({ type: 'codeBlock', content: [{ type: 'text', text: 'ls -l' }] });
    document.content.push({ type: 'paragraph' }, { type: 'rule' });
    expect((await listed(scene)).items).toMatchObject([{ edited: false }]);
  });
});

describe('an issue that is none of ours', () => {
  it('is passed over where it only has the word in its summary', async () => {
    const scene = stage();
    await filed(scene);
    Object.assign(scene.issue(), { summary: 'Install Countersign', labels: [] });
    Object.assign(scene.issue(), { description: null, properties: new Map() });
    expect(await listed(scene)).toMatchObject({ items: [], bad: 0 });
  });

  it('is bad where it has the label and nothing sound', async () => {
    const scene = stage();
    await filed(scene);
    Object.assign(scene.issue(), { description: null, properties: new Map() });
    expect(await listed(scene)).toMatchObject({ items: [], bad: 1 });
  });

  it('is bad without a creator: anonymous people prove nothing', async () => {
    const scene = stage();
    await filed(scene);
    scene.issue().creator = null;
    expect(await listed(scene)).toMatchObject({ items: [], bad: 1 });
  });
});

describe('a text alone', () => {
  it('is bad once a letter of it was changed', async () => {
    const scene = stage();
    await filed(scene);
    const issue = scene.issue();
    issue.properties.clear();
    const text = wireText((await askOf('alice')).payload);
    issue.description = blockOf(text);
    expect(await listed(scene)).toMatchObject({ items: [{ edited: false }], bad: 0 });
    issue.description = blockOf(text.replace('alice needs it', 'alice begs it'));
    expect(await listed(scene)).toMatchObject({ items: [], bad: 1 });
  });
});

describe('a comment', () => {
  it.each([
    ['is about another app', async () => swapped((await askOf('carol')).payload), {}],
    ['has another person’s ask', async () => (await askOf('alice')).payload, {}],
    [
      'was edited by another hand',
      async () => (await askOf('carol')).payload,
      { updateAuthor: account('mallory') },
    ],
    [
      'has another text than property',
      async () => (await askOf('carol')).payload,
      { properties: [{ key: 'countersign.comment', value: { type: 'authorized' } }] },
    ],
    [
      'has a property and no text',
      async () => (await askOf('carol')).payload,
      { body: blockOf('nothing') },
    ],
  ])('joins nobody where it %s', async (_what, wire, change) => {
    const scene = stage({ jiraComments: 'all' });
    await filed(scene);
    says(scene, 'carol', await wire(), change);
    const { items, bad } = await listed(scene);
    expect(items[0]?.asks.map(({ by }) => by)).toEqual([account('alice')]);
    expect(bad).toBe(1);
  });

  it('decides nothing where whoever wrote it may only comment', async () => {
    const scene = stage();
    await filed(scene);
    const { payload } = decisionOn([await askOf('alice')], 'approve');
    says(scene, 'mallory', payload);
    expect((await listed(scene)).items[0]?.decision).toBeUndefined();
    // A reviewer's own decision counts, though Mallory was first.
    const deny = decisionOn([await askOf('alice')], 'deny');
    done(await scene.as('bob').resolve(TARGET, scene.issue(), deny));
    expect((await listed(scene)).items[0]?.decision).toMatchObject({ by: account('bob') });
  });

  it('takes no decision back where whoever wrote it may only comment', async () => {
    const scene = stage();
    await filed(scene);
    const deny = decisionOn([await askOf('alice')], 'deny');
    done(await scene.as('bob').resolve(TARGET, scene.issue(), deny));
    says(scene, 'mallory', { type: 'reopened' });
    expect((await listed(scene)).items[0]).toMatchObject({
      closed: true,
      decision: { by: account('bob'), payload: { kind: 'deny' } },
    });
    // Bob himself can, though Mallory spoke last.
    done(await scene.as('bob').reopen(TARGET, scene.issue()));
    const [item] = (await listed(scene)).items;
    expect([item?.closed, item?.decision]).toEqual([false, undefined]);
  });

  it.each([
    ['another site', decisionPayload({ site: 'globex.atlassian.net' })],
    ['another edition', decisionPayload({ edition: 'government' })],
    ['other asks', decisionPayload({ ids: ['01KA0000000000000000000XXX'] })],
  ])('decides nothing for %s', async (_what, decision) => {
    const scene = stage();
    await filed(scene);
    const own = (await askOf('alice')).payload.id;
    const ids = decision.ids.includes('01KA0000000000000000000XXX') ? decision.ids : [own];
    says(scene, 'bob', { ...decision, ids });
    scene.issue().status = '3';
    expect((await listed(scene)).items[0]?.decision).toBeUndefined();
  });
});

describe('an answer with wrong types in it', () => {
  const shape = async () => {
    const scene = stage();
    await filed(scene);
    const wanted = {
      fields: FIELDS,
      properties: ['countersign.request'],
      comments: 'twenty',
    } as const;
    return structuredClone(
      issueShape(scene.jira.world, scene.issue(), {
        ...wanted,
        properties: [...wanted.properties],
      }),
    );
  };

  it.each([null, 7, 'x', [], {}, { id: '1' }])('is bad: %j', async (raw) => {
    expect(await readIssue(raw)).toBe('bad');
  });

  it.each([
    ['id', { id: 'x' }],
    ['id', { id: '1'.repeat(30) }],
    ['key', { key: 'javascript:alert(1)' }],
    ['fields', { fields: null }],
  ])('is bad in %s', async (_where, change) => {
    expect(await readIssue({ ...(await shape()), ...change })).toBe('bad');
  });

  it.each([
    { creator: { accountId: '<script>' } },
    { creator: 'alice' },
    { created: 'yesterday' },
    { created: '1969-01-01T00:00:00.000+0000' },
    { updated: 'x'.repeat(100) },
    { status: {} },
    { labels: 'countersign' },
    { labels: [7] },
  ])('is bad in its fields: %j', async (change) => {
    const raw = await shape();
    expect(await readIssue({ ...raw, fields: { ...raw.fields, ...change } })).toBe('bad');
  });

  it.each([
    { comment: 7 },
    { comment: { comments: 'x', total: 1 } },
    { comment: { comments: [], total: 'many' } },
  ])('leaves the comments to be read: %j', async (change) => {
    const raw = await shape();
    const read = await readIssue({ ...raw, fields: { ...raw.fields, ...change } });
    expect(read).toMatchObject({ item: { partial: true } });
  });

  it('survives what is nested too deep to be written out', async () => {
    // As a browser's stack is smaller, a tenth of it is enough there, and fits a property.
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const raw = await shape();
    const property = { ...raw, properties: { 'countersign.request': deep } };
    expect(await readIssue(property)).toMatchObject({ item: { edited: true } });
    const says = { key: 'countersign.comment', value: deep };
    const created = '2026-11-21T19:20:00.000+0000';
    const comments = [{ id: '1', author: account('mallory'), created, properties: [says] }];
    expect(await readIssue(raw, comments)).toMatchObject({ bad: 1, item: { edited: false } });
  });

  it('counts comments that are none, and survives them', async () => {
    const comments = [null, 7, {}, { id: '1', created: 'x', body: { content: [[]] } }];
    const raw = await shape();
    const fields = { ...raw.fields, comment: { comments, total: comments.length } };
    expect(await readIssue({ ...raw, fields })).toMatchObject({ bad: 3, item: { partial: false } });
  });

  it('shows names on one line and bounded', async () => {
    const raw = await shape();
    const creator = { accountId: '712020:x', displayName: `Bob\u202e\n${'x'.repeat(500)}` };
    const read = await readIssue({ ...raw, fields: { ...raw.fields, creator } });
    const name = typeof read === 'object' ? read.item.asks[0]?.by.name : '';
    expect(name).toMatch(/^Bob x+…$/);
    expect(name?.length).toBe(120);
  });
});
