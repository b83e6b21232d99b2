import * as z from 'zod/mini';
import { plain } from '../../consent/text.ts';
import type { LabeledAsk } from '../channel.ts';
import { type ClientOptions, createCall, withQuery } from '../jira/call.ts';
import { Digits } from '../jira/client.ts';
import {
  type AdfNode,
  codeBlock,
  doc,
  type Note,
  summaryOf,
  type Wire,
  wireText,
} from '../jira/documents.ts';
import { type ReadIssue, readIssue } from '../jira/issue.ts';
import type { RequestPayload } from '../payload.ts';
import { withinLimit } from '../share-link/shrink.ts';
import { requestWords, type Say } from '../share-link/texts.ts';

const API = '/rest/servicedeskapi';

const Text = z.string().check(z.maxLength(1000));
const Page = z.object({ values: z.array(z.unknown()), isLastPage: z.optional(z.boolean()) });
const Fields = z.object({
  requestTypeFields: z.array(
    z.object({
      fieldId: Text,
      name: z.string(),
      required: z.boolean(),
      defaultValues: z.optional(z.nullable(z.array(z.unknown()))),
      presetValues: z.optional(z.nullable(z.array(z.unknown()))),
    }),
  ),
});
const RequestTypes = z.pipe(
  z.object({
    values: z.array(z.object({ id: Digits, name: z.string(), portalId: z.optional(Text) })),
  }),
  z.transform(({ values }) => ({
    types: values.map(({ id, name }) => ({ id, name: name.slice(0, 100) })),
    portals: values.map(({ portalId }) => portalId),
  })),
);
const ServiceDesks = z.object({ values: z.array(z.object({ id: Digits })) });
const Created = z.object({ issueId: Digits, issueKey: Text });
const Approvals = z.object({
  values: z.array(
    z.object({
      id: Digits,
      canAnswerApproval: z.optional(z.boolean()),
      finalDecision: z.optional(z.string()),
    }),
  ),
});

/** The calls of Jira Service Management that a customer may make, and the answer to an approval. */
export function createServiceDesk(options: ClientOptions) {
  const call = createCall(options);
  const one = (id: string) => `${API}/request/${encodeURIComponent(id)}`;
  const typeOf = (serviceDesk: string, type: string) =>
    `${API}/servicedesk/${encodeURIComponent(serviceDesk)}/requesttype/${encodeURIComponent(type)}`;
  return {
    all: () => call(ServiceDesks, 'GET', withQuery(`${API}/servicedesk`, { limit: 50 })),
    types: (serviceDesk: string) =>
      call(
        RequestTypes,
        'GET',
        withQuery(`${API}/servicedesk/${encodeURIComponent(serviceDesk)}/requesttype`, {
          limit: 100,
        }),
      ),
    fields: (serviceDesk: string, type: string) =>
      call(Fields, 'GET', `${typeOf(serviceDesk, type)}/field`),
    /** the person's own requests of this type, open or not */
    own: (serviceDeskId: string, requestTypeId: string, start: number) =>
      call(
        Page,
        'GET',
        withQuery(`${API}/request`, {
          ...{ requestOwnership: 'OWNED_REQUESTS', requestStatus: 'ALL_REQUESTS' },
          ...{ serviceDeskId, requestTypeId, start, limit: 50 },
        }),
      ),
    request: (id: string) => call(z.unknown(), 'GET', one(id)),
    comments: (id: string, start: number) =>
      call(Page, 'GET', withQuery(`${one(id)}/comment`, { public: 'true', start, limit: 100 })),
    create: (serviceDeskId: string, requestTypeId: string, requestFieldValues: object) =>
      call(Created, 'POST', `${API}/request`, {
        ...{ serviceDeskId, requestTypeId, requestFieldValues, isAdfRequest: false },
      }),
    comment: (id: string, body: string) =>
      call(z.unknown(), 'POST', `${one(id)}/comment`, { body, public: true }),
    approvals: (id: string) => call(Approvals, 'GET', `${one(id)}/approval`),
    answer: (id: string, approval: string, decision: 'approve' | 'decline') =>
      call(z.unknown(), 'POST', `${one(id)}/approval/${approval}`, { decision }),
  };
}

export type ServiceDesk = ReturnType<typeof createServiceDesk>;

/** Jira's wiki markup, which Service Management takes: as little of it as Countersign writes and reads. */

/**
 * One line of text with nothing in it that makes links, images, macros or mentions. Two backslashes
 * would break the line, so there one is written as an entity.
 */
export const escaped = (line: string): string =>
  line.replaceAll('\\', '&#92;').replace(/[{}[\]!|]/g, '\\$&');

/**
 * JSON as a block of code. A brace inside its strings is written in another way, or somebody's reason
 * could end the block; those of JSON itself are followed by a quote or by another brace.
 */
export const codeOf = (json: string): string =>
  `{code:json}\n${json.replace(/\{(?!["}])/g, '\\u007b')}\n{code}`;

const OPEN = '{code';
const CLOSE = '{code}';
const MAX_MARKUP = 65_536;
const MAX_BLOCKS = 10;

/** The texts of the blocks of code, in their order. */
export function codesIn(markup: string): string[] {
  const text = markup.slice(0, MAX_MARKUP);
  const found: string[] = [];
  let at = 0;
  while (found.length < MAX_BLOCKS) {
    const open = text.indexOf(OPEN, at);
    // Somebody's own words have it escaped: no block begins there.
    if (text[open - 1] === '\\') {
      at = open + 1;
      continue;
    }
    const start = open < 0 ? -1 : text.indexOf('}', open);
    const end = start < 0 ? -1 : text.indexOf(CLOSE, start);
    if (end < 0) break;
    found.push(text.slice(start + 1, end).trim());
    at = end + CLOSE.length;
  }
  return found;
}

const When = z.object({ iso8601: z.string() });
const Request = z.object({
  issueId: z.string(),
  issueKey: z.string(),
  reporter: z.optional(z.unknown()),
  createdDate: When,
  currentStatus: z.object({ statusCategory: z.string(), statusDate: z.optional(When) }),
  requestFieldValues: z.array(z.object({ fieldId: z.string(), value: z.optional(z.unknown()) })),
});
const Comment = z.object({
  id: z.string(),
  author: z.optional(z.unknown()),
  created: When,
  body: z.string(),
});

/** The blocks of code as those of a document: markup and documents are read in the same way. */
const documentOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? doc(...codesIn(value).map((text): AdfNode[] => codeBlock(text)))
    : value;

function commentOf(raw: unknown): unknown {
  const parsed = z.safeParse(Comment, raw);
  if (!parsed.success) return raw;
  const { id, author, created, body } = parsed.data;
  return { id, author, created: created.iso8601, body: documentOf(body) };
}

/**
 * A customer's request, read as the issue that it is. Service Management names the reporter alone, who
 * is the customer: proof enough for the customer, and reviewers read the issue by Jira.
 */
export async function readRequest(raw: unknown, comments?: readonly unknown[]): Promise<ReadIssue> {
  const parsed = z.safeParse(Request, raw);
  if (!parsed.success) return 'bad';
  const { issueId, issueKey, reporter, createdDate, currentStatus, ...rest } = parsed.data;
  const fieldOf = (name: string): unknown =>
    rest.requestFieldValues.find(({ fieldId }) => fieldId === name)?.value;
  const summary = fieldOf('summary');
  const issue = {
    id: issueId,
    key: issueKey,
    fields: {
      summary: typeof summary === 'string' ? summary : '',
      status: { statusCategory: { key: currentStatus.statusCategory.toLowerCase() } },
      creator: reporter,
      created: createdDate.iso8601,
      updated: (currentStatus.statusDate ?? createdDate).iso8601,
      description: documentOf(fieldOf('description')),
      ...(comments && { comment: { comments, total: comments.length } }),
    },
  };
  return readIssue(issue, comments?.map(commentOf));
}

const MAX_TEXT = 32_767;
const MAX_SCOPES = 1000;

/** Each line begins with words of ours, so that nobody's own begin a list or a heading. */
const line = (label: string, value: string): string[] =>
  value === '' ? [] : [`${escaped(label)}: ${escaped(plain(value.toWellFormed(), 2000))}`];

const data = (say: Say, wire: Wire): string[] => [
  escaped(say('channel_wire')),
  codeOf(wireText(wire)),
];

function descriptionOf(say: Say, payload: RequestPayload): string {
  const { app, reason } = payload;
  const words = requestWords(say, payload);
  return [
    escaped(words.intro),
    [
      ...line(say('banner_rowApp'), app.name),
      ...line(say('share_why'), reason),
      ...words.facts.flatMap(({ label, value }) => line(label, value)),
      ...line(say('banner_rowScopes'), plain(app.scopes.join(' '), MAX_SCOPES)),
    ].join('\n'),
    words.steps.map(escaped).join('\n'),
    ...data(say, payload),
  ].join('\n\n');
}

/** A text in the form in which it is within Jira's limit. */
async function within(payload: RequestPayload, make: (payload: RequestPayload) => string) {
  const taken = await withinLimit(payload, (sent) => {
    const text = make(sent);
    return text.length <= MAX_TEXT ? text : undefined;
  });
  if (taken === undefined) throw new RangeError('The request is too big for Jira.');
  return taken;
}

/**
 * The fields of a customer's request. There is no place for labels and properties: the label stands
 * in the summary, where the reviewers' side, which is Jira's, searches for it.
 */
export async function fieldsOf(say: Say, { payload, label }: LabeledAsk) {
  return {
    summary: summaryOf(say, payload, label),
    description: await within(payload, (sent) => descriptionOf(say, sent)),
  };
}

/** The comment by which a person asks once more on their own open request. */
export const joinText = (say: Say, payload: RequestPayload): Promise<string> =>
  within(payload, (sent) =>
    [
      escaped(say('channel_join', sent.app.name, sent.site || say('share_unknownSite'))),
      ...line(say('share_why'), sent.reason),
      ...data(say, sent),
    ].join('\n\n'),
  );

/** The comment that says what became of it. */
export function noteText(say: Say, note: Note, { app, site }: RequestPayload): string {
  const words = say(`channel_note_${note.type}`, app.name, site || say('share_unknownSite'));
  return [escaped(words), ...data(say, note)].join('\n\n');
}
