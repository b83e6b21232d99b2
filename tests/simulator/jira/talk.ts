import type { Reply } from '../http.ts';
import { empty, ok, refusal } from './answers.ts';
import { faultOf, normalized } from './documents.ts';
import { issueOf } from './issues.ts';
import { type Ask, GET_QUOTA, type JiraRoute, POST_QUOTA } from './routes.ts';
import { jsonOf } from './search.ts';
import { commentShape, statusShape } from './shapes.ts';
import { type Comment, type Issue, may, type StatusId, touch } from './world.ts';

/** Comments, watchers and transitions. */

function readComments(ask: Ask): Reply {
  const { query, world } = ask;
  const order = query.get('orderBy');
  // Before the issue is looked up (measured).
  if (order !== null && !/^[+-]?created$/.test(order)) return refusal(400, [ask.speak('badBody')]);
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const { comments } = found.issue;
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(100, Math.max(1, Number(query.get('maxResults') ?? 100)));
  const sorted = order?.startsWith('-') ? comments.toReversed() : comments;
  const withProperties = query.get('expand') === 'properties';
  return ok({
    startAt,
    maxResults,
    total: comments.length,
    comments: sorted
      .slice(startAt, startAt + maxResults)
      .map((comment) => commentShape(world, found.issue, comment, withProperties)),
  });
}

/** Somebody says something. */
export function addComment(
  { world, switches }: Pick<Ask, 'world' | 'switches'>,
  issue: Issue,
  said: Pick<Comment, 'author' | 'body' | 'properties'>,
): Comment {
  touch(world, issue, switches.jiraIndexDelay);
  const id = String(world.nextId++);
  const comment = { id, ...said, updateAuthor: said.author, created: world.clock };
  issue.comments.push(comment);
  return comment;
}

function comment(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const { issue } = found;
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  // Guess: by 400, as older versions do.
  if (!may(issue.project, ask.me, 'ADD_COMMENTS') || !ask.me) {
    return refusal(400, [ask.speak('mayNot')]);
  }
  const { body: document, properties = [] } = body.value;
  const fault = faultOf(document);
  if (fault) return refusal(400, [ask.speak(fault)]);
  const said = addComment(ask, issue, {
    author: ask.me,
    body: normalized(document),
    properties: properties as Comment['properties'],
  });
  return ok(commentShape(ask.world, issue, said, false), 201);
}

/** The body is required: one's own account ID as a JSON string (spec). */
function watch(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  try {
    const accountId: unknown = JSON.parse(ask.body);
    if (accountId !== ask.me?.accountId) return refusal(403, [ask.speak('mayNot')]);
    found.issue.watchers.add(String(accountId));
    return empty();
  } catch {
    return refusal(400, [ask.speak('noJson')]);
  }
}

const WAYS: Record<StatusId, { id: string; name: string; to: StatusId }[]> = {
  '1': [
    { id: '11', name: 'Start', to: '2' },
    { id: '21', name: 'Finish', to: '3' },
  ],
  '2': [
    { id: '31', name: 'Put back', to: '1' },
    { id: '21', name: 'Finish', to: '3' },
  ],
  '3': [{ id: '41', name: 'Open again', to: '1' }],
};

/** Without the right to move the issue there are none. */
function waysOf({ switches, me }: Ask, issue: Issue) {
  if (!may(issue.project, me, 'TRANSITION_ISSUES')) return [];
  const { jiraWorkflow } = switches;
  return WAYS[issue.status].filter(({ to }) => jiraWorkflow !== 'no-done' || to !== '3');
}

const RESOLUTION = {
  required: true,
  schema: { type: 'resolution', system: 'resolution' },
  name: 'Resolution',
  key: 'resolution',
  operations: ['set'],
  hasDefaultValue: false,
};

function transitions(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const asks = ask.switches.jiraWorkflow === 'required-field';
  const withFields = ask.query.get('expand') === 'transitions.fields';
  return ok({
    expand: 'transitions',
    transitions: waysOf(ask, found.issue).map(({ id, name, to }) => {
      const hasScreen = asks && to === '3';
      return {
        ...{ id, name, to: statusShape(ask.world, to), hasScreen, isAvailable: true },
        ...{ isGlobal: false, isInitial: false, isConditional: false, looped: false },
        ...(withFields ? { fields: hasScreen ? { resolution: RESOLUTION } : {} } : {}),
      };
    }),
  });
}

function move(ask: Ask): Reply {
  const found = issueOf(ask);
  if ('status' in found) return found.reply;
  const { issue } = found;
  const body = jsonOf(ask);
  if ('status' in body) return body.reply;
  const { id } = (body.value['transition'] ?? {}) as { id?: string };
  const way = waysOf(ask, issue).find((one) => one.id === id);
  if (!way) return refusal(400, [ask.speak('moved', String(id))]);
  // In the spec, and seen by nobody.
  if (ask.switches.jiraWorkflow === 'conflict') return refusal(409, [ask.speak('moved', id)]);
  if (ask.switches.jiraWorkflow === 'required-field' && way.to === '3') {
    return refusal(400, [], { resolution: ask.speak('required', 'Resolution') });
  }
  issue.status = way.to;
  touch(ask.world, issue, ask.switches.jiraIndexDelay);
  return empty();
}

const one = '/issue/:issue';
const read = (path: string, handler: JiraRoute['handler']): JiraRoute => ({
  ...{ method: 'GET', path: one + path, needsSession: false, quota: GET_QUOTA, handler },
});
const write = (path: string, handler: JiraRoute['handler']): JiraRoute => ({
  ...{ method: 'POST', path: one + path, needsSession: true, quota: POST_QUOTA, handler },
});

export const talkRoutes: JiraRoute[] = [
  read('/comment', readComments),
  write('/comment', comment),
  write('/watchers', watch),
  read('/transitions', transitions),
  write('/transitions', move),
];
