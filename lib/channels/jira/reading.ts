import * as z from 'zod/mini';
import { SiteName } from '../../requests/schema.ts';
import {
  type Account,
  type ChannelFailure,
  type ChannelTarget,
  isLabel,
  MARK,
} from '../channel.ts';
import type { Say } from '../share-link/texts.ts';
import type { Answer, Transport } from './call.ts';
import { accountOf, createClient, type JiraClient } from './client.ts';
import { FIELDS, type IssueView, PROPERTIES, type ReadIssue, readIssue } from './issue.ts';

export interface JiraOptions {
  transport: Transport;
  /** milliseconds since 1970 */
  now: () => number;
  say: Say;
}

/** What every operation starts with: the client, and who is signed in. */
export interface Session {
  client: JiraClient;
  me: Account;
}

export const failed = (problem: ChannelFailure['problem'], detail?: string): ChannelFailure => ({
  ok: false,
  problem,
  ...(detail && { detail }),
});

/** The status is the client's own business. */
export function withoutStatus(answer: Exclude<Answer<unknown>, { ok: true }>): ChannelFailure {
  const { status: _, ...failure } = answer;
  return failure;
}

/** They go into addresses and queries: what is no key or ID is refused here. */
function isSound({ site, project, issueType }: ChannelTarget): boolean {
  return (
    z.safeParse(SiteName, site).success &&
    /^[A-Z][A-Z0-9_]{1,99}$/.test(project) &&
    /^\d{1,19}$/.test(issueType)
  );
}

export async function whoAmI(
  client: JiraClient,
): Promise<{ ok: true; me: Account } | ChannelFailure> {
  const answer = await client.myself();
  if (!answer.ok) return withoutStatus(answer);
  const me = accountOf(answer.data);
  return me ? { ok: true, me } : failed('bad-response');
}

/**
 * Who is signed in. Everything else can be asked anonymously, and would then answer with nothing:
 * an empty queue, or an issue that is gone.
 */
export async function signIn(
  options: JiraOptions,
  target: ChannelTarget,
): Promise<({ ok: true } & Session) | ChannelFailure> {
  if (!isSound(target)) return failed('invalid', 'target');
  const client = createClient({ ...options, site: target.site });
  const who = await whoAmI(client);
  return who.ok ? { ok: true, client, me: who.me } : who;
}

/** Issues about one app on one site, or all of Countersign's, by label or by the summary's tag. */
export function marked(project: string, label?: string): string {
  const what = label !== undefined && isLabel(label) ? label : MARK;
  return `project = "${project}" AND (labels = "${what}" OR summary ~ "\\"${what}\\"")`;
}

/** An issue, and as it came: to be read again with all of its comments. */
export type FoundIssue = IssueView & { raw: unknown };

/**
 * One page of a search, each issue read by itself.
 * A query of ours can only be refused for the project in it, or for the number of an issue.
 */
export async function searchPage(
  client: JiraClient,
  jql: string,
  more: { maxResults: number; reconcile?: readonly string[]; nextPageToken?: string },
) {
  const answer = await client.search({ jql, fields: FIELDS, properties: PROPERTIES, ...more });
  if (!answer.ok) return answer;
  const { issues, isLast, nextPageToken } = answer.data;
  const views: FoundIssue[] = [];
  let bad = 0;
  for (const raw of issues) {
    const read = await readIssue(raw);
    if (typeof read === 'object') views.push({ ...read, raw });
    if (read === 'bad') bad++;
  }
  return { ok: true, views, bad, next: isLast === true ? undefined : nextPageToken } as const;
}

/** As many comments as are read of one issue, in pages of 100. */
const MAX_PAGES = 10;

/** The issue again, with all of its comments. */
export async function withComments(
  client: JiraClient,
  id: string,
  raw: unknown,
): Promise<{ ok: true; read: ReadIssue; calls: number } | ChannelFailure> {
  const all: unknown[] = [];
  for (let calls = 1; ; calls++) {
    const page = await client.comments(id, all.length);
    if (!page.ok) return withoutStatus(page);
    all.push(...page.data.comments);
    const isEnd = page.data.comments.length === 0 || all.length >= page.data.total;
    if (isEnd || calls >= MAX_PAGES) return { ok: true, read: await readIssue(raw, all), calls };
  }
}

/** One issue, whole. `gone`: there is none, or none for this person. */
export async function readWhole(
  client: JiraClient,
  id: string,
): Promise<({ ok: true } & IssueView) | (ChannelFailure & { gone?: true; bad?: true })> {
  const answer = await client.issue(id, FIELDS, PROPERTIES);
  if (!answer.ok) {
    const failure = withoutStatus(answer);
    return answer.status === 404 ? { ...failure, gone: true } : failure;
  }
  let read = await readIssue(answer.data);
  if (typeof read === 'object' && read.item.partial) {
    const again = await withComments(client, id, answer.data);
    if (!again.ok) return again;
    read = again.read;
  }
  return typeof read === 'object'
    ? { ok: true, ...read }
    : { ...failed('bad-response'), bad: true };
}
