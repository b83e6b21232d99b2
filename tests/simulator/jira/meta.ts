import { ok, refusal } from './answers.ts';
import { type Ask, GET_QUOTA, type JiraRoute } from './routes.ts';
import { listOf, personShape, timeOf } from './shapes.ts';
import { may, PERMISSIONS, type Project } from './world.ts';

const projectOf = ({ world }: Ask, idOrKey: string): Project | undefined =>
  world.projects.find(({ id, key }) => id === idOrKey || key === idOrKey);

const seen = (ask: Ask, idOrKey: string): Project | undefined => {
  const project = projectOf(ask, idOrKey);
  return project && may(project, ask.me, 'BROWSE_PROJECTS') ? project : undefined;
};

function myself({ world, me, switches }: Ask) {
  const locale = switches.jiraLanguage === 'ko' ? 'ko_KR' : 'en_US';
  return ok({ ...personShape(world, me ?? null), locale });
}

/** A project that is hidden counts as one that is not there. */
function myPermissions(ask: Ask) {
  const wanted = listOf(ask.query, 'permissions');
  if (wanted.length === 0) return refusal(400, [ask.speak('badBody')]);
  const key = ask.query.get('projectKey') ?? '';
  const project = projectOf(ask, key);
  if (!project) return refusal(404, [ask.speak('noProjectForRights', key)]);
  const known = PERMISSIONS.filter((name) => wanted.includes(name));
  const permissions = known.map((name, at) => [
    name,
    {
      ...{ id: String(10 + at), key: name, name, type: 'PROJECT', description: '' },
      havePermission: may(project, ask.me, name),
    },
  ]);
  return ok({ permissions: Object.fromEntries(permissions) });
}

export interface ScreenField {
  id: string;
  name: string;
  type: string;
  required: boolean;
  hasDefaultValue?: boolean;
}

/** The create screen. `reporter` is required, and nobody has to set it (measured). */
export function screenOf({ switches }: Pick<Ask, 'switches'>): ScreenField[] {
  const { jiraScreen } = switches;
  const field = (id: string, name: string, type: string, required: boolean): ScreenField => ({
    ...{ id, name, type, required },
  });
  return [
    field('summary', 'Summary', 'string', true),
    field('issuetype', 'Issue Type', 'issuetype', true),
    field('project', 'Project', 'project', true),
    { ...field('reporter', 'Reporter', 'user', true), hasDefaultValue: true },
    { ...field('priority', 'Priority', 'priority', true), hasDefaultValue: true },
    ...(jiraScreen === 'no-description' ? [] : [field('description', 'Description', 'doc', false)]),
    ...(jiraScreen === 'no-labels' ? [] : [field('labels', 'Labels', 'array', false)]),
    ...(jiraScreen === 'required-field'
      ? [field('customfield_10050', 'Cost center', 'string', true)]
      : []),
    ...(jiraScreen === 'default-field'
      ? [{ ...field('customfield_10051', 'Team', 'option', true), hasDefaultValue: true }]
      : []),
  ];
}

const page = (name: string, values: object[]) =>
  ok({ startAt: 0, maxResults: 200, total: values.length, [name]: values });

function issueTypes(ask: Ask) {
  const project = seen(ask, ask.params['project'] ?? '');
  if (!project) return refusal(404, [ask.speak('noProjectForRights', ask.params['project'])]);
  return page('issueTypes', [
    {
      id: project.issueType,
      name: 'Task',
      description: '',
      subtask: false,
      hierarchyLevel: 0,
    },
  ]);
}

function createFields(ask: Ask) {
  const project = seen(ask, ask.params['project'] ?? '');
  if (!project || !may(project, ask.me, 'CREATE_ISSUES')) {
    return refusal(404, [ask.speak('noProjectForRights', ask.params['project'])]);
  }
  if (project.issueType !== ask.params['type']) return refusal(404, [ask.speak('badBody')]);
  return page(
    'fields',
    screenOf(ask).map(({ id, name, type, required, hasDefaultValue = false }) => ({
      required,
      schema: { type },
      name,
      key: id,
      hasDefaultValue,
      operations: ['set'],
      fieldId: id,
    })),
  );
}

/** Anonymous: an empty page, and no 401 (measured). */
function projectSearch(ask: Ask) {
  const right = ask.query.get('action') === 'create' ? 'CREATE_ISSUES' : 'BROWSE_PROJECTS';
  const found = ask.world.projects.filter((project) => may(project, ask.me, right));
  return ok({
    startAt: 0,
    maxResults: 50,
    total: found.length,
    isLast: true,
    values: found.map(({ id, key, name }) => ({ id, key, name })),
  });
}

/** No proof of a session (measured). */
const serverInfo = ({ world }: Ask) =>
  ok({
    baseUrl: `https://${world.site}`,
    deploymentType: 'Cloud',
    serverTime: timeOf(world.clock),
    serverTitle: 'Jira',
  });

const get = (path: string, handler: JiraRoute['handler'], needsSession = false): JiraRoute => ({
  ...{ method: 'GET', path, handler, needsSession, quota: GET_QUOTA },
});

export const metaRoutes: JiraRoute[] = [
  get('/myself', myself, true),
  get('/mypermissions', myPermissions),
  get('/serverInfo', serverInfo),
  get('/project/search', projectSearch),
  get('/issue/createmeta/:project/issuetypes', issueTypes),
  get('/issue/createmeta/:project/issuetypes/:type', createFields),
];
