import * as z from 'zod/mini';
import { present } from '../../present.ts';
import { requestKey } from '../../requests/key.ts';
import { MAX } from '../../requests/limits.ts';
import {
  type Account,
  type ChannelItem,
  DECIDED,
  type FiledAsk,
  type FiledDecision,
  isLabel,
  labelOf,
} from '../channel.ts';
import type { RequestPayload } from '../payload.ts';
import { accountOf, Digits, notesIn, type ReadNote, timeOf } from './client.ts';
import {
  DECISION_PROPERTY,
  isSame,
  REQUEST_PROPERTY,
  type Wire,
  wireInDocument,
  wireInProperty,
} from './documents.ts';

/** What a look at an issue has to bring. `reporter` is not among it: it can be set to anybody. */
export const FIELDS = [
  'summary',
  'status',
  'creator',
  'created',
  'updated',
  'labels',
  'description',
  'comment',
];
export const PROPERTIES = [REQUEST_PROPERTY, DECISION_PROPERTY];

const Issue = z.object({
  id: Digits,
  key: z.string().check(z.regex(/^[A-Z][A-Z0-9_]{1,99}-\d{1,12}$/)),
  fields: z.object({
    summary: z.optional(z.nullable(z.string())),
    status: z.object({ statusCategory: z.object({ key: z.string().check(z.maxLength(40)) }) }),
    creator: z.optional(z.unknown()),
    created: z.string().check(z.maxLength(40)),
    updated: z.string().check(z.maxLength(40)),
    labels: z.optional(z.nullable(z.array(z.string()))),
    description: z.optional(z.unknown()),
    comment: z.optional(z.unknown()),
  }),
  properties: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** A search brings some of an issue's comments, or none: of which how many there are. */
const Comments = z.object({ comments: z.array(z.unknown()), total: z.number() });

function commentsOf(brought: unknown, all: readonly unknown[] | undefined) {
  const parsed = z.safeParse(Comments, brought);
  const { comments, total } = parsed.success ? parsed.data : { comments: [], total: Infinity };
  return { comments: all ?? comments, total, partial: !all && comments.length < total };
}

/** An issue as it was read, with what a next step has to know beside the item. */
export interface IssueView {
  item: ChannelItem;
  /** its revision, if every comment had been read */
  whole: string;
  notes: ReadNote[];
  /** what of it counts: it was written since the last decision was taken back */
  live: readonly ReadNote[];
  labels: readonly string[];
  /** the label at the end of the summary */
  tag?: string;
  /** what the property says was decided */
  settled: Wire | undefined;
  /** comments that pretend to be Countersign's */
  bad: number;
}

/** Whether this person wrote this already since the last decision was taken back. */
export const hasNoted = ({ live }: IssueView, { accountId }: Account, wire: Wire): boolean =>
  live.some((one) => one.by.accountId === accountId && isSame(one.wire, wire));

/** `foreign`: an issue of people, which only has the word in its summary. */
export type ReadIssue = IssueView | 'foreign' | 'bad';

/** The payload of property and text, and whether they tell the same. */
function ownPayload(issue: z.infer<typeof Issue>) {
  const { description } = issue.fields;
  const property = issue.properties?.[REQUEST_PROPERTY];
  const text = wireInDocument(description);
  const kept = property === undefined ? undefined : wireInProperty(property);
  const payload = [kept, text].find((one) => one?.type === 'request');
  // A screen without a description leaves only the property, one without permission only the text.
  const isPlain = property === undefined || (text === undefined && !description);
  const agrees = isPlain || (kept && text && isSame(kept, text));
  return { payload, isOurs: property !== undefined || text !== undefined, agrees };
}

/** Everybody's ask: the issue's own, then those of the comments that are about the same. */
function asksOf(own: FiledAsk, notes: readonly ReadNote[]): { asks: FiledAsk[]; bad: number } {
  const key = requestKey(own.payload);
  const asks = new Map([[own.payload.id, own]]);
  let bad = 0;
  for (const { id, by, at, wire } of notes) {
    if (wire.type !== 'request') continue;
    const before = asks.get(wire.id);
    const isPosing = before && before.by.accountId !== by.accountId;
    if (isPosing || requestKey(wire) !== key || asks.size >= MAX.requesters) bad++;
    else if (!before) asks.set(wire.id, { payload: wire, by, comment: id, at });
  }
  return { asks: [...asks.values()], bad };
}

/** What takes more rights than a comment. */
interface Traces {
  settled: Wire | undefined;
  labels: readonly string[];
  closed: boolean;
}

/** Whether property or label say that this is the decision. */
const isMarked = (wire: Wire, { settled, labels }: Traces): boolean =>
  wire.type === 'decision' &&
  (settled?.type === 'decision' ? isSame(wire, settled) : labels.includes(DECIDED[wire.kind]));

/**
 * What was written since somebody took a decision back. While the issue is closed and marked as decided,
 * the word of somebody who may only comment does not take it back.
 */
function sinceReopened(notes: readonly ReadNote[], traces: Traces): readonly ReadNote[] {
  const marked = notes.findLastIndex(({ wire }) => traces.closed && isMarked(wire, traces));
  const before = marked < 0 ? notes : notes.slice(0, marked);
  return notes.slice(before.findLastIndex(({ wire }) => wire.type === 'reopened') + 1);
}

/**
 * The decision that counts. A comment names who decided; but whoever may comment could write one, so
 * it takes another trace that needs more rights: property, label or the closed issue. Of several that
 * one counts with which the property agrees, then the label, then the first. A closed issue alone says
 * that somebody decided and not what: there nobody answers who asked.
 */
function decisionOf(
  live: readonly ReadNote[],
  asks: readonly FiledAsk[],
  traces: Traces,
): FiledDecision | undefined {
  const ids = new Set(asks.map(({ payload }) => payload.id));
  const own = asks[0]?.payload;
  const all = live.flatMap(({ by, at, wire }): FiledDecision[] => {
    const isAnswer =
      wire.type === 'decision' &&
      wire.site === own?.site &&
      wire.edition === own.edition &&
      wire.ids.some((id) => ids.has(id));
    return isAnswer ? [{ payload: wire, by, at }] : [];
  });
  const marked = all.find(({ payload }) => isMarked(payload, traces));
  const askers = asks.map(({ by }) => by.accountId);
  const first = all.find(({ by }) => !askers.includes(by.accountId));
  return marked ?? (traces.closed ? first : undefined);
}

/** What became of it, as people tell. */
function outcomesOf(live: readonly ReadNote[], asks: readonly FiledAsk[]) {
  const owners = new Map(asks.map(({ payload, by }) => [payload.id, by.accountId]));
  const granted = new Set<string>();
  let authorized: ChannelItem['authorized'];
  for (const { by, at, wire } of live) {
    // Only the person who asked can say that it works for them.
    if (wire.type === 'granted' && owners.get(wire.ask) === by.accountId) granted.add(wire.ask);
    if (wire.type === 'authorized') authorized = { by, at };
  }
  return { granted: [...granted], ...present({ authorized }) };
}

const tagIn = (summary: string | null | undefined): string | undefined =>
  /\[(countersign-[0-9a-f]{16})\]$/.exec(summary ?? '')?.[1];

/** True where the labels that are there are another request's: the app was swapped after filing. */
async function isMislabeled(payload: RequestPayload, labels: readonly string[], tag?: string) {
  const found = [...labels.filter(isLabel), ...(tag ? [tag] : [])];
  return found.length > 0 && !found.includes(await labelOf(payload));
}

/**
 * An issue from anywhere as an item: bounded, every part checked, the creator as the one who asked.
 * @param all every comment, where a search did not bring them
 */
export async function readIssue(raw: unknown, all?: readonly unknown[]): Promise<ReadIssue> {
  const parsed = z.safeParse(Issue, raw);
  if (!parsed.success) return 'bad';
  const { id, key, fields } = parsed.data;
  const labels = (fields.labels ?? []).slice(0, 200);
  const tag = tagIn(fields.summary);
  const { payload, isOurs, agrees } = ownPayload(parsed.data);
  if (!isOurs && !tag && !labels.some(isLabel)) return 'foreign';
  const by = accountOf(fields.creator);
  const at = timeOf(fields.created);
  if (payload?.type !== 'request' || !by || at === undefined) return 'bad';

  const { comments, total, partial } = commentsOf(fields.comment, all);
  const { notes, bad } = notesIn(comments);
  const { asks, bad: badAsks } = asksOf({ payload, by, at }, notes);
  const stage = fields.status.statusCategory.key;
  const closed = stage === 'done';
  const settled = wireInProperty(parsed.data.properties?.[DECISION_PROPERTY]);
  const traces = { settled, labels, closed };
  const live = sinceReopened(notes, traces);
  const decision = decisionOf(live, asks, traces);
  const settledAt = settled?.type === 'decision' ? settled.at : settled?.type;
  const whole = [fields.updated, total, stage, settledAt ?? ''].join('|');
  const edited = !agrees || (await isMislabeled(payload, labels, tag));
  return {
    item: {
      ref: { id, key },
      revision: partial ? `${whole}~` : whole,
      asks,
      ...present({ decision }),
      ...outcomesOf(live, asks),
      edited,
      closed,
      partial,
    },
    whole,
    notes,
    live,
    labels,
    ...present({ tag }),
    settled,
    bad: bad + badAsks,
  };
}
