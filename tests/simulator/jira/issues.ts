import type { Reply } from '../http.ts';
import { empty, ok, refusal } from './answers.ts';
import { faultOf, normalized } from './documents.ts';
import { screenOf } from './meta.ts';
import { type Ask, ISSUE_QUOTA, type JiraRoute, POST_QUOTA } from './routes.ts';
import { jsonOf } from './search.ts';
import { issueShape, listOf } from './shapes.ts';
import { canSee, type Issue, issueBy, may, type Project, touch } from './world.ts';

/** The issue of a call's path, or the one 404 for hidden and missing ones (measured). */
export function issueOf(ask: Ask): { issue: Issue } | { status: 404; reply: Reply } {
  const issue = issueBy(ask.world, ask.params['issue'] ?? '');
  if (issue && canSee(issue, ask.me)) return { issue };
  return { status: 404, reply: refusal(404, [ask.speak('noIssue')]) };
}

type Fields = Record<string, unknown>;
const partOf = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Fields)[key] : undefined;

/** What a create is refused for, by field. */
function faults(ask: Ask, fields: Fields): Record<string, string> {
  const { speak } = ask;
  const screen = screenOf(ask);
  const errors: Record<string, string> = {};
  for (const name of Object.keys(fields)) {
    if (!screen.some(({ id }) => id === name)) errors[name] = speak('notOnScreen', name);
  }
  for (const { id, name, required, hasDefaultValue } of screen) {
    if (required && !hasDefaultValue && fields[id] === undefined)
      errors[id] = speak('required', name);
  }
  const { summary } = fields;
  const isLine = typeof summary === 'string' && summary.length <= 255 && !/[\r\n]/.test(summary);
  if (!isLine) errors['summary'] = speak('required', 'Summary');
  return errors;
}

interface Property {
  key: string;
  value: unknown;
}

function create(ask: Ask): Reply {
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  const { world, me, speak, switches } = ask;
  const fields = (body.value['fields'] ?? {}) as Fields;
  const properties = (body.value['properties'] ?? []) as Property[];
  const key = partOf(fields['project'], 'key');
  const project = world.projects.find((one) => one.key === key);
  if (!project || !may(project, me, 'CREATE_ISSUES') || !me) {
    return refusal(400, [], { project: speak('noProjectForRights', String(key)) });
  }
  // The number is used up from here on, whatever comes of it (documented).
  const number = project.nextNumber++;
  const errors = faults(ask, fields);
  if (partOf(fields['issuetype'], 'id') !== project.issueType)
    errors['issuetype'] = speak('badBody');
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  const { description } = fields;
  const fault = description === undefined ? undefined : faultOf(description);
  if (fault) return refusal(400, [speak(fault)]);
  // Guess (T2 of transport.md): without the right to edit, properties are refused.
  if (properties.length > 0 && !may(project, me, 'EDIT_ISSUES')) {
    return refusal(403, [speak('mayNot')]);
  }
  const issue = newIssue(ask, project, number, fields);
  for (const { key: name, value } of properties) issue.properties.set(name, value);
  touch(world, issue, switches.jiraIndexDelay);
  issue.created = issue.updated;
  const { id } = issue;
  return ok({ id, key: issue.key, self: `https://${world.site}/rest/api/3/issue/${id}` }, 201);
}

function newIssue({ world, me }: Ask, project: Project, number: number, fields: Fields): Issue {
  const id = String(world.nextId++);
  const issue: Issue = {
    id,
    key: `${project.key}-${number}`,
    project,
    summary: String(fields['summary']),
    description: fields['description'] === undefined ? null : normalized(fields['description']),
    labels: (fields['labels'] as string[] | undefined) ?? [],
    creator: me ?? null,
    reporter: me ?? null,
    created: world.clock,
    updated: world.clock,
    status: '1',
    properties: new Map(),
    comments: [],
    watchers: new Set(me ? [me.accountId] : []),
    indexedFrom: 0,
  };
  world.issues.set(id, issue);
  return issue;
}

function read(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const fields = listOf(ask.query, 'fields');
  return ok(
    issueShape(ask.world, found.issue, {
      fields: fields.length > 0 ? fields : ['*all'],
      properties: listOf(ask.query, 'properties'),
      comments: 'plain',
    }),
  );
}

/** Only labels are edited here. */
function edit(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const { issue } = found;
  if (!may(issue.project, ask.me, 'EDIT_ISSUES')) return refusal(403, [ask.speak('mayNot')]);
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  if (ask.switches.jiraScreen === 'no-labels') {
    return refusal(400, [], { labels: ask.speak('notOnScreen', 'labels') });
  }
  const steps = (partOf(body.value['update'], 'labels') ?? []) as Record<string, string>[];
  for (const { add, remove } of steps) {
    issue.labels = issue.labels.filter((label) => label !== remove && label !== add);
    if (add !== undefined) issue.labels.push(add);
  }
  touch(ask.world, issue, ask.switches.jiraIndexDelay);
  return empty();
}

function setProperty(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const { issue } = found;
  if (!may(issue.project, ask.me, 'EDIT_ISSUES')) return refusal(403, [ask.speak('mayNot')]);
  if (ask.body === '' || ask.body.length > 32_768) return refusal(400, [ask.speak('badBody')]);
  const key = ask.params['key'] ?? '';
  const isNew = !issue.properties.has(key);
  // Guess: `updated` stays as it was.
  issue.properties.set(key, JSON.parse(ask.body));
  return empty(isNew ? 201 : 200);
}

function getProperty(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const key = ask.params['key'] ?? '';
  if (!found.issue.properties.has(key)) return refusal(404, [ask.speak('noIssue')]);
  return ok({ key, value: found.issue.properties.get(key) });
}

const one = '/issue/:issue';

export const issueRoutes: JiraRoute[] = [
  { method: 'POST', path: '/issue', needsSession: true, quota: POST_QUOTA, handler: create },
  { method: 'GET', path: one, needsSession: false, quota: ISSUE_QUOTA, handler: read },
  { method: 'PUT', path: one, needsSession: true, quota: POST_QUOTA, handler: edit },
  {
    ...{ method: 'GET', path: `${one}/properties/:key`, needsSession: false },
    ...{ quota: ISSUE_QUOTA, handler: getProperty },
  },
  {
    ...{ method: 'PUT', path: `${one}/properties/:key`, needsSession: true },
    ...{ quota: POST_QUOTA, handler: setProperty },
  },
];
