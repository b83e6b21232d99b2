import * as jira from 'jira.js/cloud';
import { createClient } from 'jira.js/core';
import { afterEach, expect, it, vi } from 'vitest';
import {
  decisionBody,
  issueBody,
  joinBody,
  wireValue,
} from '../../../../lib/channels/jira/documents.ts';
import { FIELDS, PROPERTIES } from '../../../../lib/channels/jira/issue.ts';
import { fetchFrom } from '../../../simulator/jira/fetch.ts';
import {
  account,
  askOf,
  decisionOn,
  done,
  idOf,
  type Name,
  type Stage,
  say,
  stage,
  TARGET,
} from './support.ts';

/**
 * The same story, told by a client that other people wrote against the real service: it finds out
 * whether the posed Jira answers only what our own client happens to want.
 */
function clientOf(scene: Stage, name: Name) {
  vi.stubGlobal('fetch', fetchFrom(scene.jira, { accountId: idOf(name) }));
  // An answer of another shape than the library's is an error, and no warning.
  return createClient({ host: `https://${TARGET.site}`, onSchemaMismatch: 'throw' });
}

afterEach(() => vi.unstubAllGlobals());

it('a client of others files, joins, finds and decides, and the channel reads it as its own', async () => {
  const scene = stage();
  const [alices, carols] = await Promise.all([askOf('alice'), askOf('carol')]);

  let client = clientOf(scene, 'alice');
  expect(await jira.getCurrentUser(client)).toMatchObject({ accountId: idOf('alice') });
  const rights = await jira.getMyPermissions(client, {
    ...{ projectKey: 'ITAPPS', permissions: 'CREATE_ISSUES,EDIT_ISSUES' },
  });
  expect(rights.permissions?.['CREATE_ISSUES']?.havePermission).toBe(true);
  const screen = await jira.getCreateIssueMetaIssueTypeId(client, {
    ...{ projectIdOrKey: 'ITAPPS', issueTypeId: '10001' },
  });
  expect(screen.fields?.map(({ fieldId }) => fieldId)).toContain('labels');
  const parts = { labels: true, description: true, properties: true };
  const body = (await issueBody(say, TARGET, alices, parts)) as Parameters<
    typeof jira.createIssue
  >[1];
  const { id = '', key = '' } = await jira.createIssue(client, body);

  client = clientOf(scene, 'carol');
  const jql = `project = "ITAPPS" AND labels = "${alices.label}" AND statusCategory != Done`;
  const search = { jql, fields: FIELDS, properties: PROPERTIES, maxResults: 5 };
  const found = await jira.searchAndReconsileIssuesUsingJql(client, search);
  expect(found).toMatchObject({ isLast: true, issues: [{ id, key }] });
  const join = (await joinBody(say, carols.payload)) as { body: never; properties: never };
  await jira.addComment(client, { issueIdOrKey: id, ...join });
  await jira.addWatcher(client, { issueIdOrKey: id, body: idOf('carol') as never });
  const comments = await jira.getComments(client, { issueIdOrKey: id, expand: 'properties' });
  expect(comments).toMatchObject({ total: 1, comments: [{ properties: [{}] }] });

  client = clientOf(scene, 'bob');
  const approve = decisionOn([alices, carols], 'approve');
  const decision = decisionBody(say, approve.payload, approve.note) as {
    body: never;
    properties: never;
  };
  await jira.addComment(client, { issueIdOrKey: id, ...decision });
  const { transitions } = await jira.getTransitions(client, { issueIdOrKey: key });
  const end = transitions?.find(({ to }) => to?.statusCategory?.key === 'done');
  await jira.doTransition(client, { issueIdOrKey: key, transition: { id: end?.id ?? '' } });
  const update = { labels: [{ add: 'countersign-approved' }] };
  await jira.editIssue(client, { issueIdOrKey: key, update });
  const value = { propertyKey: 'countersign.decision', body: wireValue(approve.payload) };
  await jira.setIssueProperty(client, { issueIdOrKey: key, ...value });
  const issue = await jira.getIssue(client, { issueIdOrKey: key, properties: PROPERTIES });
  expect(Object.keys(issue.properties ?? {})).toEqual(PROPERTIES);

  const other = stage();
  const filed = done(await other.as('alice').submit(TARGET, alices));
  done(await other.as('carol').submit(TARGET, carols));
  done(await other.as('bob').resolve(TARGET, filed.ref, approve));
  const [theirs, ours] = [scene, other].map((one) => one.as('olga').list(TARGET, {}));
  expect(await theirs).toEqual(await ours);
  expect(await ours).toMatchObject({ items: [{ decision: { by: account('bob') } }] });
});
