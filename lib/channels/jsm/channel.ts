import * as z from 'zod/mini';
import { SiteName } from '../../requests/schema.ts';
import type {
  Account,
  Channel,
  ChannelFailure,
  ChannelItem,
  ChannelResult,
  ChannelTarget,
  LabeledAsk,
  Ref,
  Submitted,
} from '../channel.ts';
import { createClient } from '../jira/client.ts';
import { noteOf } from '../jira/documents.ts';
import { hasNoted, type IssueView } from '../jira/issue.ts';
import { failed, type JiraOptions, whoAmI, withoutStatus } from '../jira/reading.ts';
import {
  createServiceDesk,
  fieldsOf,
  joinText,
  noteText,
  readRequest,
  type ServiceDesk,
} from './client.ts';

/**
 * The customer's half of a channel: reviewers work on the same issues by Jira. In the target `project` is
 * the number of the service desk and `issueType` that of the request type.
 */
export type ServiceDeskChannel = Pick<
  Channel,
  'probe' | 'submit' | 'recall' | 'status' | 'note'
> & {
  /** answers the approval that waits for this person; `needs-hand`: none does */
  answer(
    target: ChannelTarget,
    ref: Ref,
    decision: 'approve' | 'decline',
  ): Promise<ChannelResult<{ outcome: 'done' | 'already' | 'needs-hand' }>>;
};

interface Session {
  serviceDesk: ServiceDesk;
  me: Account;
}

async function signIn(
  options: JiraOptions,
  { site, project, issueType }: ChannelTarget,
): Promise<({ ok: true } & Session) | ChannelFailure> {
  const isNumber = (text: string) => /^\d{1,19}$/.test(text);
  const isSound = z.safeParse(SiteName, site).success && isNumber(project) && isNumber(issueType);
  if (!isSound) return failed('invalid', 'target');
  const who = await whoAmI(createClient({ ...options, site }));
  return who.ok
    ? { ok: true, serviceDesk: createServiceDesk({ ...options, site }), me: who.me }
    : who;
}

const FILLED = new Set(['summary', 'description']);

/** Whether this type can be asked for, and what it wants. */
async function prepare(serviceDesk: ServiceDesk, { project, issueType }: ChannelTarget) {
  const screen = await serviceDesk.fields(project, issueType);
  if (!screen.ok && screen.status === 404) return failed('project-gone');
  if (!screen.ok && screen.status === 403)
    return { ok: true, canCreate: false, missing: [] } as const;
  if (!screen.ok) return withoutStatus(screen);
  const all = screen.data.requestTypeFields;
  const isSet = (values: unknown[] | null | undefined) => (values ?? []).length > 0;
  const missing = all
    .filter((field) => field.required && !FILLED.has(field.fieldId))
    .filter((field) => !isSet(field.defaultValues) && !isSet(field.presetValues))
    .map(({ name }) => name.slice(0, 100));
  const has = (id: string) => all.some(({ fieldId }) => fieldId === id);
  if (!has('description')) missing.push('description');
  return { ok: true, canCreate: has('summary'), missing } as const;
}

/** Pages of fifty of a person's own requests: more of one type are past finding again. */
const MAX_PAGES = 3;

/** The person's own requests of this app on this site. */
async function ownOnes(
  { serviceDesk }: Session,
  { project, issueType }: ChannelTarget,
  label: string,
): Promise<{ ok: true; views: IssueView[] } | ChannelFailure> {
  const views: IssueView[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await serviceDesk.own(project, issueType, page * 50);
    if (!answer.ok) return withoutStatus(answer);
    for (const raw of answer.data.values) {
      const read = await readRequest(raw);
      if (typeof read === 'object' && read.tag === label) views.push(read);
    }
    if (answer.data.isLastPage !== false) break;
  }
  return { ok: true, views };
}

/** One request with all of its public comments. */
async function readWhole(
  serviceDesk: ServiceDesk,
  id: string,
): Promise<({ ok: true } & IssueView) | (ChannelFailure & { gone?: true })> {
  const request = await serviceDesk.request(id);
  if (!request.ok) {
    const isGone = request.status === 404 || request.status === 403;
    return isGone ? { ...withoutStatus(request), gone: true } : withoutStatus(request);
  }
  const comments: unknown[] = [];
  for (let page = 0; page < 10; page++) {
    const answer = await serviceDesk.comments(id, page * 100);
    if (!answer.ok) return withoutStatus(answer);
    comments.push(...answer.data.values);
    if (answer.data.isLastPage !== false) break;
  }
  const read = await readRequest(request.data, comments);
  return typeof read === 'object'
    ? { ok: true, ...read }
    : { ...failed('bad-response'), gone: true };
}

/** Where the ask is already, and which open request of one's own it would join. */
async function lookFor(session: Session, target: ChannelTarget, { payload, label }: LabeledAsk) {
  const found = await ownOnes(session, target, label);
  if (!found.ok) return found;
  const idOf = ({ item }: IssueView) => item.asks[0]?.payload.id;
  const own = found.views.find((view) => idOf(view) === payload.id);
  if (own) return { ok: true, own: { ref: own.item.ref, joined: false } } as const;
  const open = found.views.find(({ item }) => !item.closed && !item.edited);
  if (!open) return { ok: true } as const;
  const whole = await readWhole(session.serviceDesk, open.item.ref.id);
  if (!whole.ok) return whole;
  const isJoined = whole.item.asks.some((ask) => ask.payload.id === payload.id);
  const joins = { ref: open.item.ref, joined: true };
  return isJoined ? ({ ok: true, own: joins } as const) : ({ ok: true, open: joins } as const);
}

async function submit(
  options: JiraOptions,
  target: ChannelTarget,
  ask: LabeledAsk,
): Promise<ChannelResult<Submitted>> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { serviceDesk } = session;
  const look = await lookFor(session, target, ask);
  if (!look.ok) return look;
  if (look.own) return { ok: true, ...look.own };
  if (look.open) {
    const { ref } = look.open;
    const comment = await serviceDesk.comment(ref.id, await joinText(options.say, ask.payload));
    return comment.ok ? { ok: true, ...look.open } : withoutStatus(comment);
  }
  const prepared = await prepare(serviceDesk, target);
  if (!prepared.ok) return prepared;
  if (!prepared.canCreate) return failed('cannot-create');
  if (prepared.missing.length > 0) return failed('required-fields', prepared.missing.join(', '));
  const fields = await fieldsOf(options.say, ask);
  const created = await serviceDesk.create(target.project, target.issueType, fields);
  if (!created.ok) return withoutStatus(created);
  const { issueId, issueKey } = created.data;
  return { ok: true, ref: { id: issueId, key: issueKey }, joined: false };
}

async function status(options: JiraOptions, target: ChannelTarget, refs: readonly Ref[]) {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const items: ChannelItem[] = [];
  const gone: string[] = [];
  for (const { id } of refs) {
    const view = await readWhole(session.serviceDesk, id);
    if (view.ok) items.push(view.item);
    else if (view.gone) gone.push(id);
    else return view;
  }
  return { ok: true, items, gone } as const;
}

async function note(
  options: JiraOptions,
  target: ChannelTarget,
  { id }: Ref,
  what: Parameters<Channel['note']>[2],
): Promise<ChannelResult> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { serviceDesk, me } = session;
  const view = await readWhole(serviceDesk, id);
  if (!view.ok) return view;
  const wire = noteOf(what);
  const about = view.item.asks[0]?.payload;
  if (!about || hasNoted(view, me, wire)) return { ok: true };
  const comment = await serviceDesk.comment(id, noteText(options.say, wire, about));
  return comment.ok ? { ok: true } : withoutStatus(comment);
}

/**
 * Answers the approval that waits for this person; `needs-hand`: none does, or it is no request of a
 * service desk at all.
 */
export async function answerApproval(
  options: JiraOptions,
  site: string,
  { id }: Ref,
  decision: 'approve' | 'decline',
): Promise<ChannelResult<{ outcome: 'done' | 'already' | 'needs-hand' }>> {
  const serviceDesk = createServiceDesk({ ...options, site });
  const all = await serviceDesk.approvals(id);
  // Jira without Service Management, another kind of issue, or nobody who may look.
  if (!all.ok && (all.status === 404 || all.status === 403)) {
    return { ok: true, outcome: 'needs-hand' };
  }
  if (!all.ok) return withoutStatus(all);
  const open = all.data.values.filter(({ finalDecision }) => finalDecision === 'pending');
  const mine = open.find(({ canAnswerApproval }) => canAnswerApproval === true);
  if (!mine) {
    const isOver = all.data.values.length > 0 && open.length === 0;
    return { ok: true, outcome: isOver ? 'already' : 'needs-hand' };
  }
  const answered = await serviceDesk.answer(id, mine.id, decision);
  if (answered.ok) return { ok: true, outcome: 'done' };
  // Somebody was faster.
  if (answered.status === 409) return { ok: true, outcome: 'already' };
  return withoutStatus(answered);
}

/** Requests by the portal of Jira Service Management: for people without a Jira license, too. */
export function createServiceDeskChannel(options: JiraOptions): ServiceDeskChannel {
  return {
    probe: async (target) => {
      const session = await signIn(options, target);
      if (!session.ok) return session;
      const prepared = await prepare(session.serviceDesk, target);
      if (!prepared.ok) return prepared;
      const { canCreate, missing } = prepared;
      return { ok: true, me: session.me, canCreate, canResolve: false, missing: [...missing] };
    },
    submit: (target, ask) => submit(options, target, ask),
    recall: async (target, ask) => {
      const session = await signIn(options, target);
      if (!session.ok) return session;
      const look = await lookFor(session, target, ask);
      return look.ok ? { ok: true, found: look.own } : look;
    },
    status: (target, refs) => status(options, target, refs),
    note: (target, ref, what) => note(options, target, ref, what),
    answer: ({ site }, ref, decision) => answerApproval(options, site, ref, decision),
  };
}
