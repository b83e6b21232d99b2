import type { Reply } from '../http.ts';
import { ok } from './answers.ts';
import { documentOf, markupOf } from './markup.ts';
import { type Ask, GET_QUOTA, type JiraRoute, POST_QUOTA } from './routes.ts';
import { jsonOf } from './search.ts';
import { addComment } from './talk.ts';
import { type Issue, issueBy, may, type Person, touch } from './world.ts';

/**
 * Jira Service Management's API for customers, over the same issues. Shapes are documented; that a
 * description comes back as markup, and what a refusal says, are guesses.
 */
const DESK = { id: '10', project: 'ITAPPS', requestType: '25' };

const errorOf = (ask: Ask, status: number): Reply =>
  ok(
    { errorMessage: ask.speak('mayNot'), i18nErrorMessage: { i18nKey: 'sd.no', parameters: [] } },
    status,
  );

const self = ({ world }: Ask, path: string) => ({
  self: `https://${world.site}/rest/servicedeskapi${path}`,
});

function when(at: number) {
  const iso = new Date(at).toISOString();
  return {
    iso8601: iso.replace(/\.\d+Z$/, '+0000'),
    jira: iso.replace('Z', '+0000'),
    friendly: 'Today',
    epochMillis: at,
  };
}

const user = (person: Person | null) =>
  person && { accountId: person.accountId, displayName: person.name, active: true };

const CATEGORIES = { '1': 'NEW', '2': 'INDETERMINATE', '3': 'DONE' } as const;

const requestShape = (ask: Ask, issue: Issue) => ({
  issueId: issue.id,
  issueKey: issue.key,
  requestTypeId: DESK.requestType,
  serviceDeskId: DESK.id,
  createdDate: when(issue.created),
  reporter: user(issue.reporter),
  requestFieldValues: [
    { fieldId: 'summary', label: 'Summary', value: issue.summary },
    { fieldId: 'description', label: 'Description', value: markupOf(issue.description) },
  ],
  currentStatus: {
    status: 'Status',
    statusCategory: CATEGORIES[issue.status],
    statusDate: when(issue.updated),
  },
  _links: self(ask, `/request/${issue.id}`),
});

function pageOf<T>({ query }: Ask, all: T[], shape: (one: T) => unknown, most: number): Reply {
  const start = Number(query.get('start') ?? 0);
  const limit = Math.min(most, Number(query.get('limit') ?? most));
  const values = all.slice(start, start + limit);
  const isLastPage = start + values.length >= all.length;
  return ok({ size: values.length, start, limit, isLastPage, values: values.map(shape) });
}

const isDesk = ({ params }: Ask): boolean =>
  params['desk'] === DESK.id && params['type'] === DESK.requestType;

function fields(ask: Ask): Reply {
  if (!isDesk(ask)) return errorOf(ask, 404);
  const field = (fieldId: string, name: string, required: boolean) => ({
    ...{ fieldId, name, required, description: '', visible: true },
    ...{ validValues: [], defaultValues: [], presetValues: [], jiraSchema: { type: 'string' } },
  });
  const { jiraScreen } = ask.switches;
  return ok({
    requestTypeFields: [
      field('summary', 'Summary', true),
      ...(jiraScreen === 'no-description' ? [] : [field('description', 'Description', false)]),
      ...(jiraScreen === 'required-field' ? [field('customfield_10050', 'Cost center', true)] : []),
    ],
    canRaiseOnBehalfOf: false,
    canAddRequestParticipants: false,
  });
}

const portalOf = ({ switches }: Ask) => (switches.jiraPortal === 'own' ? '3' : DESK.id);

const desks = (ask: Ask): Reply =>
  pageOf(
    ask,
    ask.world.projects.filter(({ key }) => key === DESK.project),
    ({ id, key, name }) => ({
      ...{ id: DESK.id, projectId: id, projectName: name, projectKey: key },
      _links: self(ask, `/servicedesk/${DESK.id}`),
    }),
    100,
  );

function types(ask: Ask): Reply {
  if (ask.params['desk'] !== DESK.id) return errorOf(ask, 404);
  return pageOf(
    ask,
    ['Get app access'],
    (name) => ({
      ...{ id: DESK.requestType, name, description: '', helpText: '', issueTypeId: '10001' },
      ...{ serviceDeskId: DESK.id, portalId: portalOf(ask), groupIds: [], canCreateRequest: true },
    }),
    100,
  );
}

/** Customers see what they asked for themselves, and whoever browses the project sees all. */
function requestOf(ask: Ask): { issue: Issue } | { status: number; reply: Reply } {
  const issue = issueBy(ask.world, ask.params['issue'] ?? '');
  if (!issue) return { status: 404, reply: errorOf(ask, 404) };
  const isOwn = issue.reporter?.accountId === ask.me?.accountId;
  if (isOwn || may(issue.project, ask.me, 'BROWSE_PROJECTS')) return { issue };
  return { status: 403, reply: errorOf(ask, 403) };
}

const one =
  (answer: (ask: Ask, issue: Issue) => Reply): JiraRoute['handler'] =>
  (ask) => {
    const found = requestOf(ask);
    return 'status' in found ? found.reply : answer(ask, found.issue);
  };

/** No index: a request is there at once (guess). */
function own(ask: Ask): Reply {
  const mine = [...ask.world.issues.values()].filter(
    ({ reporter }) => reporter?.accountId === ask.me?.accountId,
  );
  return pageOf(ask, mine.reverse(), (issue) => requestShape(ask, issue), 50);
}

function create(ask: Ask): Reply {
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  const { serviceDeskId, requestTypeId, requestFieldValues } = body.value;
  const values = (requestFieldValues ?? {}) as Record<string, string>;
  const project = ask.world.projects.find(({ key }) => key === DESK.project);
  const isSound = serviceDeskId === DESK.id && requestTypeId === DESK.requestType;
  if (!isSound || !project || !ask.me) return errorOf(ask, 400);
  const { summary = '', description = '' } = values;
  const isMissing = ask.switches.jiraScreen === 'required-field';
  if (summary === '' || description.length > 32_767 || isMissing) return errorOf(ask, 400);
  const { world, me } = ask;
  const id = String(world.nextId++);
  const issue: Issue = {
    ...{ id, key: `${project.key}-${project.nextNumber++}`, project, summary, labels: [] },
    ...{ description: documentOf(description), creator: me, reporter: me, status: '1' },
    ...{ created: world.clock, updated: world.clock, indexedFrom: 0, comments: [] },
    properties: new Map(),
    watchers: new Set([me.accountId]),
    ...(world.approvers.length > 0 ? { approval: { id: '1', decision: 'pending' } } : {}),
  };
  world.issues.set(id, issue);
  touch(world, issue, ask.switches.jiraIndexDelay);
  issue.created = issue.updated;
  return ok(requestShape(ask, issue), 201);
}

const commentShape = (ask: Ask, issue: Issue, at: number) => {
  const comment = issue.comments[at];
  return {
    id: comment?.id,
    body: markupOf(comment?.body),
    public: true,
    author: user(comment?.author ?? null),
    created: when(comment?.created ?? 0),
    _links: self(ask, `/request/${issue.id}/comment/${comment?.id}`),
  };
};

const comments = (ask: Ask, issue: Issue): Reply =>
  pageOf(ask, [...issue.comments.keys()], (at) => commentShape(ask, issue, at), 100);

function comment(ask: Ask, issue: Issue): Reply {
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  const text = body.value['body'];
  if (typeof text !== 'string' || text === '' || !ask.me) return errorOf(ask, 400);
  addComment(ask, issue, { author: ask.me, body: documentOf(text), properties: [] });
  return ok(commentShape(ask, issue, issue.comments.length - 1), 201);
}

const isApprover = ({ world, me }: Ask): boolean =>
  me !== undefined && world.approvers.includes(me.accountId);

const approvalShape = (ask: Ask, { approval }: Issue) => ({
  id: approval?.id,
  name: 'Waiting for approval',
  finalDecision: approval?.decision,
  canAnswerApproval: approval?.decision === 'pending' && isApprover(ask),
  approvers: [],
});

const approvals = (ask: Ask, issue: Issue): Reply =>
  pageOf(ask, issue.approval ? [issue] : [], (with_) => approvalShape(ask, with_), 50);

function answer(ask: Ask, issue: Issue): Reply {
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  const { approval } = issue;
  if (!approval || approval.id !== ask.params['approval']) return errorOf(ask, 404);
  if (!isApprover(ask)) return errorOf(ask, 403);
  if (approval.decision !== 'pending') return errorOf(ask, 409);
  approval.decision = body.value['decision'] === 'approve' ? 'approved' : 'declined';
  issue.status = '3';
  touch(ask.world, issue, ask.switches.jiraIndexDelay);
  return ok(approvalShape(ask, issue));
}

const get = (path: string, handler: JiraRoute['handler']): JiraRoute => ({
  ...{ method: 'GET', path, needsSession: true, quota: GET_QUOTA, handler },
});
const post = (path: string, handler: JiraRoute['handler']): JiraRoute => ({
  ...{ method: 'POST', path, needsSession: true, quota: POST_QUOTA, handler },
});

/** Below `/rest/servicedeskapi`. */
export const deskRoutes: JiraRoute[] = [
  get('/servicedesk', desks),
  get('/servicedesk/:desk/requesttype', types),
  get('/servicedesk/:desk/requesttype/:type/field', fields),
  get('/request', own),
  post('/request', create),
  get(
    '/request/:issue',
    one((ask, issue) => ok(requestShape(ask, issue))),
  ),
  get('/request/:issue/comment', one(comments)),
  post('/request/:issue/comment', one(comment)),
  get('/request/:issue/approval', one(approvals)),
  post('/request/:issue/approval/:approval', one(answer)),
];
