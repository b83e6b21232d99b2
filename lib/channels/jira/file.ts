import type {
  ChannelFailure,
  ChannelResult,
  ChannelTarget,
  LabeledAsk,
  Probe,
  Submitted,
} from '../channel.ts';
import { isRefusal } from './call.ts';
import type { CreateField, JiraClient } from './client.ts';
import { issueBody, joinBody, type Parts } from './documents.ts';
import type { IssueView } from './issue.ts';
import {
  failed,
  type JiraOptions,
  marked,
  type Session,
  searchPage,
  signIn,
  withComments,
  withoutStatus,
} from './reading.ts';

const PERMISSIONS = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'ADD_COMMENTS',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
] as const;

/** `reporter` is the person who files it, unless somebody sets it: Jira does not miss it. */
const FILLED = new Set(['summary', 'description', 'labels', 'project', 'issuetype', 'reporter']);

type Prepared = Omit<Probe, 'me'> & { parts: Parts };

/** What this person may do, and what the issue type wants: reads only, and no number is used up. */
async function prepare(
  client: JiraClient,
  { project, issueType }: ChannelTarget,
): Promise<({ ok: true } & Prepared) | ChannelFailure> {
  const rights = await client.permissions(project, PERMISSIONS);
  if (!rights.ok) {
    return rights.status === 404 ? failed('project-gone') : withoutStatus(rights);
  }
  const may = (name: (typeof PERMISSIONS)[number]) =>
    rights.data.permissions[name]?.havePermission === true;
  if (!may('BROWSE_PROJECTS')) return failed('no-access');
  const canResolve = may('ADD_COMMENTS') && may('TRANSITION_ISSUES');
  const screen = may('CREATE_ISSUES') ? await client.createFields(project, issueType) : undefined;
  // 400 and 404: the type is none of this project's.
  if (screen?.ok === false && screen.status !== 400 && screen.status !== 404)
    return withoutStatus(screen);
  const fields: CreateField[] = screen?.ok ? screen.data.fields : [];
  const has = (id: string) => fields.some(({ fieldId }) => fieldId === id);
  const parts = {
    labels: has('labels'),
    description: has('description'),
    properties: may('EDIT_ISSUES'),
  };
  const missing = fields
    .filter((field) => field.required && !field.hasDefaultValue && !FILLED.has(field.fieldId))
    .map(({ name }) => name.slice(0, 100));
  // Without either, the data has no place.
  if (has('summary') && !parts.description && !parts.properties) missing.push('description');
  return { ok: true, canCreate: has('summary'), canResolve, missing, parts };
}

export async function probe(
  options: JiraOptions,
  target: ChannelTarget,
): Promise<ChannelResult<Probe>> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const prepared = await prepare(session.client, target);
  if (!prepared.ok) return prepared;
  const { canCreate, canResolve, missing } = prepared;
  return { ok: true, me: session.me, canCreate, canResolve, missing };
}

/** So many issues of one label are looked at: what was closed lately must not hide what is open. */
const MAX_TWINS = 100;

/** The open issues for this label and those closed lately, the oldest first. */
async function twins(client: JiraClient, target: ChannelTarget, label: string) {
  const query = `${marked(target.project, label)} AND (statusCategory != Done OR updated >= -30d)`;
  const page = await searchPage(client, `${query} ORDER BY created ASC`, { maxResults: MAX_TWINS });
  if (!page.ok) return page.status === 400 ? failed('project-gone') : withoutStatus(page);
  return { ok: true, found: page.views } as const;
}

/** This very ask in one of these issues: it was filed before, whatever the answer was. */
function ownAsk(
  found: readonly IssueView[],
  { me }: Session,
  { payload }: LabeledAsk,
): Submitted | undefined {
  for (const { item } of found) {
    const own = item.asks.find(
      (ask) => ask.payload.id === payload.id && ask.by.accountId === me.accountId,
    );
    if (own) return { ref: item.ref, joined: own.comment !== undefined };
  }
  return undefined;
}

/** Where the ask is already, and which open issue it would join. */
async function lookFor(session: Session, target: ChannelTarget, ask: LabeledAsk) {
  const look = await twins(session.client, target, ask.label);
  if (!look.ok) return look;
  const own = ownAsk(look.found, session, ask);
  // An issue that was edited after it was filed is not joined: it may be about another app by now.
  const open = look.found.find(({ item }) => !item.closed && !item.edited);
  if (own || !open?.item.partial) return { ok: true, own, open: open?.item } as const;
  const whole = await withComments(session.client, open.item.ref.id, open.raw);
  if (!whole.ok) return whole;
  const { read } = whole;
  if (typeof read !== 'object') return failed('bad-response');
  return { ok: true, own: ownAsk([read], session, ask), open: read.item } as const;
}

export async function recall(options: JiraOptions, target: ChannelTarget, ask: LabeledAsk) {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const look = await lookFor(session, target, ask);
  return look.ok ? ({ ok: true, found: look.own } as const) : look;
}

async function create(
  options: JiraOptions,
  { client }: Session,
  target: ChannelTarget,
  ask: LabeledAsk,
): Promise<ChannelResult<Submitted>> {
  const prepared = await prepare(client, target);
  if (!prepared.ok) return prepared;
  if (!prepared.canCreate) return failed('cannot-create');
  const { missing, parts } = prepared;
  if (missing.length > 0) return failed('required-fields', missing.join(', '));
  const created = await client.create(await issueBody(options.say, target, ask, parts));
  if (created.ok) return { ok: true, ref: created.data, joined: false };
  const failure = withoutStatus(created);
  if (failure.problem === 'no-access') return { ...failure, problem: 'cannot-create' };
  const isField = failure.problem === 'invalid' && failure.detail !== undefined;
  return isField ? { ...failure, problem: 'required-fields' } : failure;
}

export async function submit(
  options: JiraOptions,
  target: ChannelTarget,
  ask: LabeledAsk,
): Promise<ChannelResult<Submitted>> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { client, me } = session;
  const look = await lookFor(session, target, ask);
  if (!look.ok) return look;
  const joins = look.own ?? (look.open && { ref: look.open.ref, joined: true });
  if (!joins) return create(options, session, target, ask);
  if (!look.own) {
    const comment = await client.comment(joins.ref.id, await joinBody(options.say, ask.payload));
    // Whoever may not comment on other people's issues asks by one of their own.
    if (!comment.ok && isRefusal(comment)) return create(options, session, target, ask);
    if (!comment.ok) return withoutStatus(comment);
  }
  // The mails about what becomes of it. Whoever may not watch has joined all the same.
  if (joins.joined) await client.watch(joins.ref.id, me.accountId);
  return { ok: true, ...joins };
}
