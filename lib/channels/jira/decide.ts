import {
  type ChannelFailure,
  type ChannelResult,
  type ChannelTarget,
  DECIDED,
  type FiledDecision,
  type Ref,
  type Resolved,
} from '../channel.ts';
import type { DecisionPayload } from '../payload.ts';
import { type Answer, isRefusal } from './call.ts';
import type { JiraClient, Transition } from './client.ts';
import {
  DECISION_PROPERTY,
  decisionBody,
  isSame,
  type Note,
  noteBody,
  noteOf,
  wireValue,
} from './documents.ts';
import { hasNoted, type IssueView } from './issue.ts';
import { type JiraOptions, readWhole, signIn, withoutStatus } from './reading.ts';

/** A step that may be refused: then it is left out. Anything else stops, to be tried again. */
async function optional(call: Promise<Answer<unknown>>): Promise<ChannelFailure | undefined> {
  const answer = await call;
  return answer.ok || isRefusal(answer) ? undefined : withoutStatus(answer);
}

/** A transition to one of these stages, the first stage first, that asks for nothing more. */
function fitting(all: readonly Transition[], stages: readonly string[]): Transition | undefined {
  const asksNothing = ({ fields = {} }: Transition) =>
    Object.values(fields).every((field) => !field.required || field.hasDefaultValue);
  const usable = all.filter(asksNothing);
  for (const stage of stages) {
    const found = usable.find(({ to }) => to?.statusCategory?.key === stage);
    if (found) return found;
  }
  return undefined;
}

type Moved = { ok: true; outcome: 'moved' | 'none' } | ChannelFailure;

async function move(client: JiraClient, id: string, stages: readonly string[]): Promise<Moved> {
  const all = await client.transitions(id);
  if (!all.ok) return isRefusal(all) ? { ok: true, outcome: 'none' } : withoutStatus(all);
  const fit = fitting(all.data.transitions, stages);
  if (!fit) return { ok: true, outcome: 'none' };
  const done = await client.transition(id, fit.id);
  if (done.ok) return { ok: true, outcome: 'moved' };
  // Somebody was faster: by 400, as it was seen, or by 409, as it is documented.
  return isRefusal(done) ? { ok: true, outcome: 'none' } : withoutStatus(done);
}

/** The marks of a decision, for lists and for whoever reads later. Either may be refused. */
async function mark(client: JiraClient, view: IssueView, payload: DecisionPayload) {
  const { id } = view.item.ref;
  const label = DECIDED[payload.kind];
  const failure = view.labels.includes(label)
    ? undefined
    : await optional(client.edit(id, { update: { labels: [{ add: label }] } }));
  if (failure) return failure;
  const isSettled = view.settled && isSame(view.settled, payload);
  return isSettled
    ? undefined
    : optional(client.setProperty(id, DECISION_PROPERTY, wireValue(payload)));
}

const already = (decision: FiledDecision | undefined) =>
  ({ ok: true, outcome: 'already', ...(decision && { decision }) }) as const;

/** Closes the issue. `already`: somebody else did it meanwhile, and their decision counts. */
async function close(client: JiraClient, { item }: IssueView) {
  if (item.closed) return { ok: true, outcome: 'done' } as const;
  const moved = await move(client, item.ref.id, ['done']);
  if (!moved.ok) return moved;
  if (moved.outcome === 'moved') return { ok: true, outcome: 'done' } as const;
  // Whoever comes second finds no way to close it any more, or one that is refused.
  const again = await readWhole(client, item.ref.id);
  if (!again.ok) return again;
  if (again.item.closed) return already(again.item.decision);
  return { ok: true, outcome: 'needs-hand' } as const;
}

export async function resolve(
  options: JiraOptions,
  target: ChannelTarget,
  { id }: Ref,
  { payload, note }: { payload: DecisionPayload; note: string },
): Promise<ChannelResult<Resolved>> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { client, me } = session;
  const view = await readWhole(client, id);
  if (!view.ok) return view;
  const { closed, decision } = view.item;
  const isMine = hasNoted(view, me, payload);
  const isOther =
    decision && !(decision.by.accountId === me.accountId && isSame(decision.payload, payload));
  if (isOther || (closed && !isMine)) return already(decision);
  if (!isMine) {
    const comment = await client.comment(id, decisionBody(options.say, payload, note));
    if (!comment.ok) return withoutStatus(comment);
  }
  const ended = await close(client, view);
  if (!ended.ok || ended.outcome === 'already') return ended;
  return (await mark(client, view, payload)) ?? ended;
}

/** Removes the marks of a decision that was taken back. Either may be refused. */
async function unmark(client: JiraClient, { item, labels, settled }: IssueView, note: Note) {
  const gone = Object.values(DECIDED).filter((label) => labels.includes(label));
  const update = { labels: gone.map((label) => ({ remove: label })) };
  const { id } = item.ref;
  const failure = gone.length > 0 ? await optional(client.edit(id, { update })) : undefined;
  if (failure || settled?.type !== 'decision') return failure;
  return optional(client.setProperty(id, DECISION_PROPERTY, wireValue(note)));
}

export async function reopen(
  options: JiraOptions,
  target: ChannelTarget,
  { id }: Ref,
): Promise<ChannelResult<{ outcome: 'done' | 'needs-hand' }>> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { client } = session;
  const view = await readWhole(client, id);
  if (!view.ok) return view;
  const { item, notes } = view;
  const note: Note = { type: 'reopened' };
  const about = item.asks[0]?.payload;
  const isNoted = notes.at(-1)?.wire.type === 'reopened';
  if (about && !isNoted && (item.decision || item.closed)) {
    const comment = await client.comment(id, noteBody(options.say, note, about));
    if (!comment.ok) return withoutStatus(comment);
  }
  const failure = await unmark(client, view, note);
  if (failure) return failure;
  if (!item.closed) return { ok: true, outcome: 'done' };
  const moved = await move(client, id, ['new', 'indeterminate']);
  if (!moved.ok) return moved;
  return { ok: true, outcome: moved.outcome === 'none' ? 'needs-hand' : 'done' };
}

export async function note(
  options: JiraOptions,
  target: ChannelTarget,
  { id }: Ref,
  what: { kind: 'granted'; ask: string } | { kind: 'authorized' },
): Promise<ChannelResult> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { client, me } = session;
  const view = await readWhole(client, id);
  if (!view.ok) return view;
  const wire = noteOf(what);
  const about = view.item.asks[0]?.payload;
  if (!about || hasNoted(view, me, wire)) return { ok: true };
  const comment = await client.comment(id, noteBody(options.say, wire, about));
  return comment.ok ? { ok: true } : withoutStatus(comment);
}
