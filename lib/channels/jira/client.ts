import * as z from 'zod/mini';
import { plain } from '../../consent/text.ts';
import { MAX } from '../../requests/limits.ts';
import { Time } from '../../requests/schema.ts';
import type { Account } from '../channel.ts';
import { type ClientOptions, createCall, withQuery } from './call.ts';
import {
  COMMENT_PROPERTY,
  isSame,
  type Wire,
  wireInDocument,
  wireInProperty,
} from './documents.ts';

export const Digits = z.string().check(z.regex(/^\d{1,19}$/));
const Person = z.object({
  accountId: z.string().check(z.regex(/^[\w:.-]{1,128}$/)),
  displayName: z.optional(z.nullable(z.string())),
});

/** An account as Jira names it, or undefined for nobody. */
export function accountOf(person: unknown): Account | undefined {
  const parsed = z.safeParse(Person, person);
  if (!parsed.success) return undefined;
  const { accountId, displayName } = parsed.data;
  return { accountId, name: plain((displayName ?? '').toWellFormed(), MAX.name) };
}

/** Jira's `2026-11-21T19:20:00.000+0000` in milliseconds since 1970; not every engine knows `+0000`. */
export function timeOf(text: string): number | undefined {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return z.safeParse(Time, at).success ? at : undefined;
}

const Comment = z.object({
  id: Digits,
  author: z.optional(z.unknown()),
  updateAuthor: z.optional(z.unknown()),
  created: z.string(),
  body: z.optional(z.unknown()),
  properties: z.optional(z.array(z.object({ key: z.string(), value: z.optional(z.unknown()) }))),
});

/** What somebody wrote through Countersign. */
export interface ReadNote {
  id: string;
  by: Account;
  at: number;
  wire: Wire;
}

/** `foreign`: a comment of people among themselves. */
type ReadComment = ReadNote | 'foreign' | 'bad';

/**
 * A comment, of which the author is the proof. Text and property have to agree where the property
 * came along, and nobody else may have edited it.
 */
function readComment(raw: unknown): ReadComment {
  const parsed = z.safeParse(Comment, raw);
  if (!parsed.success) return 'bad';
  const { id, body, created, properties, ...people } = parsed.data;
  const property = properties?.find(({ key }) => key === COMMENT_PROPERTY);
  const wire = wireInDocument(body);
  if (!wire && !property) return 'foreign';
  const by = accountOf(people.author);
  const at = timeOf(created);
  if (!wire || !by || at === undefined) return 'bad';
  const kept = property ? wireInProperty(property.value) : wire;
  const editor = people.updateAuthor === undefined ? by : accountOf(people.updateAuthor);
  const isWhole = kept && isSame(kept, wire) && editor?.accountId === by.accountId;
  return isWhole ? { id, by, at, wire } : 'bad';
}

const isEarlier = (a: ReadNote, b: ReadNote): number =>
  a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);

/** The notes in these comments, the oldest first, and how many pretended to be one. */
export function notesIn(raw: readonly unknown[]): { notes: ReadNote[]; bad: number } {
  const read = raw.map(readComment);
  return {
    notes: read.filter((one) => typeof one === 'object').sort(isEarlier),
    bad: read.filter((one) => one === 'bad').length,
  };
}

const Text = z.string().check(z.maxLength(1000));
const Nothing = z.unknown();
const Myself = z.object({ accountId: Text, displayName: z.optional(z.nullable(z.string())) });
const Permissions = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.optional(z.boolean()) })),
});
const CreateFields = z.object({
  fields: z.array(
    z.object({
      fieldId: Text,
      name: z.string(),
      required: z.boolean(),
      hasDefaultValue: z.optional(z.boolean()),
    }),
  ),
});
/** Each issue is parsed by itself: a hostile one must not hide the others. */
const Found = z.object({
  issues: z.array(z.unknown()),
  isLast: z.optional(z.boolean()),
  nextPageToken: z.optional(z.string()),
});
const CommentPage = z.object({ comments: z.array(z.unknown()), total: z.number() });
const Created = z.object({ id: Digits, key: Text });
const Transitions = z.object({
  transitions: z.array(
    z.object({
      id: Text,
      to: z.optional(z.object({ statusCategory: z.optional(z.object({ key: Text })) })),
      fields: z.optional(
        z.record(
          z.string(),
          z.object({ required: z.boolean(), hasDefaultValue: z.optional(z.boolean()) }),
        ),
      ),
    }),
  ),
});
const IssueTypes = z.pipe(
  z.object({
    issueTypes: z.array(
      z.object({ id: Digits, name: z.string(), subtask: z.optional(z.boolean()) }),
    ),
  }),
  z.transform(({ issueTypes }) => ({
    // A subtask needs a parent.
    types: issueTypes
      .filter(({ subtask }) => !subtask)
      .map(({ id, name }) => ({ id, name: name.slice(0, 100) })),
  })),
);
export type Transition = z.infer<typeof Transitions>['transitions'][number];
export type CreateField = z.infer<typeof CreateFields>['fields'][number];

export interface Search {
  jql: string;
  fields: readonly string[];
  properties: readonly string[];
  maxResults: number;
  reconcile?: readonly string[];
  /** contains the query: it is neither stored nor logged, and goes only with the same query */
  nextPageToken?: string;
}

const API = '/rest/api/3';

/** The calls of Jira Cloud's REST v3 that the channel needs. */
export function createClient(options: ClientOptions) {
  const call = createCall(options);
  const issue = (id: string) => `${API}/issue/${encodeURIComponent(id)}`;
  return {
    myself: () => call(Myself, 'GET', `${API}/myself`),
    permissions: (projectKey: string, names: readonly string[]) =>
      call(
        Permissions,
        'GET',
        withQuery(`${API}/mypermissions`, { projectKey, permissions: names.join(',') }),
      ),
    createFields: (project: string, type: string) =>
      call(
        CreateFields,
        'GET',
        withQuery(
          `${API}/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(type)}`,
          { maxResults: 200 },
        ),
      ),
    issueTypes: (project: string) =>
      call(
        IssueTypes,
        'GET',
        withQuery(`${API}/issue/createmeta/${encodeURIComponent(project)}/issuetypes`, {
          maxResults: 200,
        }),
      ),
    // By GET: it is exempt from the XSRF check.
    search: (search: Search) =>
      call(
        Found,
        'GET',
        withQuery(`${API}/search/jql`, {
          jql: search.jql,
          fields: search.fields.join(','),
          properties: search.properties.join(','),
          maxResults: search.maxResults,
          reconcileIssues: search.reconcile?.map(Number),
          nextPageToken: search.nextPageToken,
        }),
      ),
    issue: (id: string, fields: readonly string[], properties: readonly string[]) =>
      call(
        z.unknown(),
        'GET',
        withQuery(issue(id), { fields: fields.join(','), properties: properties.join(',') }),
      ),
    comments: (id: string, startAt: number) =>
      call(
        CommentPage,
        'GET',
        withQuery(`${issue(id)}/comment`, { startAt, maxResults: 100, expand: 'properties' }),
      ),
    create: (body: object) => call(Created, 'POST', `${API}/issue`, body),
    comment: (id: string, body: object) => call(Nothing, 'POST', `${issue(id)}/comment`, body),
    watch: (id: string, accountId: string) =>
      call(Nothing, 'POST', `${issue(id)}/watchers`, accountId),
    setProperty: (id: string, key: string, value: unknown) =>
      call(Nothing, 'PUT', `${issue(id)}/properties/${key}`, value),
    edit: (id: string, body: object) => call(Nothing, 'PUT', issue(id), body),
    transitions: (id: string) =>
      call(
        Transitions,
        'GET',
        withQuery(`${issue(id)}/transitions`, { expand: 'transitions.fields' }),
      ),
    transition: (id: string, transition: string) =>
      call(Nothing, 'POST', `${issue(id)}/transitions`, { transition: { id: transition } }),
  };
}

export type JiraClient = ReturnType<typeof createClient>;
