import type { Reply } from '../http.ts';
import { ok, problem, refusal } from './answers.ts';
import { parseJql, type Query } from './jql.ts';
import { type Ask, GET_QUOTA, type JiraRoute, POST_QUOTA } from './routes.ts';
import { issueShape, listOf } from './shapes.ts';
import { canSee, type Issue, may, searchStep } from './world.ts';

interface Wanted {
  jql: string;
  token: string | undefined;
  maxResults: number;
  fields: string[];
  properties: string[];
  reconcile: string[];
}

/** The token holds the query, as Atlassian's does: whoever logs it tells what was searched for. */
const tokenOf = (jql: string, offset: number): string =>
  Buffer.from(JSON.stringify([jql, offset])).toString('base64');

function offsetIn(token: string | undefined, jql: string): number | undefined {
  if (token === undefined) return 0;
  try {
    const [of, offset] = JSON.parse(Buffer.from(token, 'base64').toString()) as [string, number];
    return of === jql ? offset : undefined;
  } catch {
    return undefined;
  }
}

/** In the measured order: token, maxResults, unbounded, project. */
function refused(ask: Ask, wanted: Wanted): Reply | Query {
  const { speak, world, me } = ask;
  const no = (...said: Parameters<typeof speak>) => refusal(400, [speak(...said)]);
  if (offsetIn(wanted.token, wanted.jql) === undefined) return no('badToken');
  if (wanted.maxResults < 1 || wanted.maxResults > 5000) return no('badSize');
  let query: Query;
  try {
    query = parseJql(wanted.jql, world);
  } catch (error) {
    return no('badQuery', error instanceof Error ? error.message : '');
  }
  if (!query.bounded) return no('unbounded');
  if (!me) return query;
  const hidden = query.projects.find((name) => {
    const project = world.projects.find(({ id, key }) => id === name || key === name);
    return !project || !may(project, me, 'BROWSE_PROJECTS');
  });
  if (hidden !== undefined) return no('noProject', hidden);
  const missing = query.ids.find((id) => {
    const issue = world.issues.get(id);
    return !issue || !canSee(issue, me);
  });
  return missing === undefined ? query : no('noIssueInQuery', missing);
}

function search(ask: Ask, wanted: Wanted): Reply {
  const { world, me, switches } = ask;
  const query = refused(ask, wanted);
  if ('status' in query) return query;
  searchStep(world);
  const fits = (issue: Issue): boolean => {
    const indexed = wanted.reconcile.includes(issue.id) ? issue : issue.indexed;
    return indexed !== undefined && canSee(issue, me) && query.test(indexed, issue);
  };
  const found = [...world.issues.values()].filter(fits).sort((a, b) => a.created - b.created);
  if (query.descending) found.reverse();
  const from = offsetIn(wanted.token, wanted.jql) ?? 0;
  const to = from + Math.min(wanted.maxResults, switches.jiraPage);
  const issues = found
    .slice(from, to)
    .map((issue) => issueShape(world, issue, { ...wanted, comments: switches.jiraComments }));
  const isLast = to >= found.length;
  return ok({ issues, ...(isLast ? {} : { nextPageToken: tokenOf(wanted.jql, to) }), isLast });
}

function byGet(ask: Ask): Reply {
  const { query } = ask;
  const maxResults = query.get('maxResults') ?? '50';
  if (!/^-?\d+$/.test(maxResults)) {
    return problem(
      400,
      'Bad Request',
      `Failed to convert 'maxResults' with value: '${maxResults}'`,
    );
  }
  return search(ask, {
    jql: query.get('jql') ?? '',
    token: query.get('nextPageToken') ?? undefined,
    maxResults: Number(maxResults),
    fields: listOf(query, 'fields'),
    properties: listOf(query, 'properties'),
    reconcile: query.getAll('reconcileIssues'),
  });
}

const KEYS = [
  'jql',
  'maxResults',
  'nextPageToken',
  'fields',
  'fieldsByKeys',
  'expand',
  'properties',
  'reconcileIssues',
];

/** A list with null in it, or null for a list, breaks the service (measured). */
function broken(body: Record<string, unknown>): Reply | undefined {
  const fault = ['fields', 'properties', 'reconcileIssues'].find((name) => {
    const value = body[name];
    return value === null || (Array.isArray(value) && value.includes(null));
  });
  return fault === undefined
    ? undefined
    : ok({ message: `NullPointerException: ${fault}`, 'status-code': 500, 'stack-trace': '' }, 500);
}

function byPost(ask: Ask): Reply {
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  if (Object.keys(body.value).some((key) => !KEYS.includes(key))) {
    return ok({ errorMessages: [ask.speak('badBody')] }, 400);
  }
  const { jql, maxResults = 50, nextPageToken, ...lists } = body.value;
  const names = (name: string): string[] => {
    const value = (lists as Record<string, unknown>)[name];
    return Array.isArray(value) ? value.map(String) : [];
  };
  return (
    broken(body.value) ??
    search(ask, {
      jql: typeof jql === 'string' ? jql : '',
      token: typeof nextPageToken === 'string' ? nextPageToken : undefined,
      maxResults: Number(maxResults),
      fields: names('fields'),
      properties: names('properties'),
      reconcile: names('reconcileIssues'),
    })
  );
}

/** The body as an object, or what Jira says where it is none. */
export function jsonOf({
  body,
  speak,
}: Ask): { value: Record<string, unknown> } | { status: 400; reply: Reply } {
  const no = (said: 'noBody' | 'noJson' | 'badBody') =>
    ({ status: 400, reply: refusal(400, [speak(said)]) }) as const;
  if (body === '') return no('noBody');
  try {
    const value: unknown = JSON.parse(body);
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
    return isObject ? { value: value as Record<string, unknown> } : no('badBody');
  } catch {
    return no('noJson');
  }
}

/** The old search. */
const removed = ({ speak }: Ask): Reply => refusal(410, [speak('gone')]);

export const searchRoutes: JiraRoute[] = [
  { method: 'GET', path: '/search/jql', needsSession: false, quota: GET_QUOTA, handler: byGet },
  { method: 'POST', path: '/search/jql', needsSession: false, quota: POST_QUOTA, handler: byPost },
  { method: 'GET', path: '/search', needsSession: false, quota: GET_QUOTA, handler: removed },
  { method: 'POST', path: '/search', needsSession: false, quota: POST_QUOTA, handler: removed },
];
