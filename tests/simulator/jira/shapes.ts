import type { Comment, Issue, JiraWorld, Person, StatusId } from './world.ts';
import { STATUSES } from './world.ts';

/** How Jira writes things down. */

/** `2026-11-21T19:20:00.000+0000`: no colon. */
export const timeOf = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

const api = (world: JiraWorld, path: string): string => `https://${world.site}/rest/api/3${path}`;

export const personShape = (world: JiraWorld, person: Person | null) =>
  person && {
    self: api(world, `/user?accountId=${encodeURIComponent(person.accountId)}`),
    accountId: person.accountId,
    displayName: person.name,
    active: true,
    timeZone: 'Etc/GMT',
    accountType: 'atlassian',
  };

export function statusShape(world: JiraWorld, id: StatusId) {
  const { name, category } = STATUSES[id];
  const [categoryId, key, colorName] = category;
  return {
    self: api(world, `/status/${id}`),
    description: '',
    iconUrl: `https://${world.site}/images/icons/status.png`,
    name,
    id,
    statusCategory: {
      self: api(world, `/statuscategory/${categoryId}`),
      id: categoryId,
      key,
      colorName,
      name,
    },
  };
}

export const commentShape = (
  world: JiraWorld,
  issue: Issue,
  comment: Comment,
  withProperties: boolean,
) => ({
  self: api(world, `/issue/${issue.id}/comment/${comment.id}`),
  id: comment.id,
  author: personShape(world, comment.author),
  body: comment.body,
  updateAuthor: personShape(world, comment.updateAuthor),
  created: timeOf(comment.created),
  updated: timeOf(comment.created),
  jsdPublic: true,
  ...(withProperties ? { properties: comment.properties } : {}),
});

/** `twenty`: a search brings the first twenty; none of them with its properties. */
function commentField(world: JiraWorld, issue: Issue, how: 'twenty' | 'all' | 'plain') {
  const few = how === 'twenty' ? issue.comments.slice(0, 20) : issue.comments;
  return {
    comments: few.map((comment) => commentShape(world, issue, comment, how === 'all')),
    self: api(world, `/issue/${issue.id}/comment`),
    maxResults: how === 'twenty' ? 20 : issue.comments.length,
    total: issue.comments.length,
    startAt: 0,
  };
}

export interface Wanted {
  fields: string[];
  properties: string[];
  comments: 'twenty' | 'all' | 'plain' | 'none';
}

export function issueShape(world: JiraWorld, issue: Issue, wanted: Wanted) {
  const { id, key, project } = issue;
  const { comments } = wanted;
  const all: Record<string, unknown> = {
    summary: issue.summary,
    status: statusShape(world, issue.status),
    creator: personShape(world, issue.creator),
    reporter: personShape(world, issue.reporter),
    created: timeOf(issue.created),
    updated: timeOf(issue.updated),
    labels: issue.labels,
    description: issue.description,
    project: { id: project.id, key: project.key, name: project.name },
    ...(comments === 'none' ? {} : { comment: commentField(world, issue, comments) }),
  };
  const isAll = wanted.fields.includes('*all');
  const fields = Object.entries(all).filter(([name]) => isAll || wanted.fields.includes(name));
  const properties = wanted.properties.flatMap((name): [string, unknown][] =>
    issue.properties.has(name) ? [[name, issue.properties.get(name)]] : [],
  );
  return {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id,
    self: api(world, `/issue/${id}`),
    key,
    fields: Object.fromEntries(fields),
    ...(wanted.properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
  };
}

/** `a,b` and a repeated key both. */
export const listOf = (query: URLSearchParams, name: string): string[] =>
  query.getAll(name).flatMap((value) => value.split(',').filter(Boolean));
