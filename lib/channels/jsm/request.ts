import * as z from 'zod/mini';
import { type ReadIssue, readIssue } from '../jira/issue.ts';
import { type AdfNode, codeBlock, doc } from '../jira/wire.ts';
import { codesIn } from './wiki.ts';

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
      ...(comments ? { comment: { comments, total: comments.length } } : {}),
    },
  };
  return readIssue(issue, comments?.map(commentOf));
}
