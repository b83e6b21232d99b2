import * as z from 'zod/mini';
import { plain } from '../../consent/text.ts';
import { Ulid } from '../../requests/schema.ts';
import { MARK } from '../channel.ts';
import {
  type DecisionPayload,
  type LinkPayload,
  payloadText,
  type RequestPayload,
  readPayload,
} from '../payload.ts';
import { checkOf, isWhole } from '../share-link/pack.ts';
import { withinLimit } from '../share-link/shrink.ts';
import { requestWords, type Say } from '../share-link/texts.ts';

/**
 * Atlassian Document Format, as little of it as Countersign writes and reads. Jira's rules: no text
 * node is empty, and `code` goes with no other mark.
 */
export interface AdfNode {
  type: string;
  version?: number;
  attrs?: Record<string, unknown>;
  marks?: { type: string }[];
  text?: string;
  content?: AdfNode[];
}

const inline = (value: string, mark?: 'strong' | 'code'): AdfNode[] =>
  value === ''
    ? []
    : [{ type: 'text', text: value.toWellFormed(), ...(mark && { marks: [{ type: mark }] }) }];

export const text = (value: string): AdfNode[] => inline(value);
const strong = (value: string): AdfNode[] => inline(value, 'strong');
export const code = (value: string): AdfNode[] => inline(value, 'code');

/** Nothing where there is nothing to say. */
export function paragraph(...parts: AdfNode[][]): AdfNode[] {
  const content = parts.flat();
  return content.length > 0 ? [{ type: 'paragraph', content }] : [];
}

/** A list with one paragraph an item; empty ones are left out. */
export function bullets(items: readonly AdfNode[][]): AdfNode[] {
  const content = items.flatMap((item) =>
    paragraph(item).map((only) => ({ type: 'listItem', content: [only] })),
  );
  return content.length > 0 ? [{ type: 'bulletList', content }] : [];
}

export const codeBlock = (value: string): AdfNode[] => [
  { type: 'codeBlock', attrs: { language: 'json' }, content: inline(value) },
];

export const doc = (...blocks: AdfNode[][]): AdfNode => ({
  type: 'doc',
  version: 1,
  content: blocks.flat(),
});

const MAX_BLOCKS = 200;
const MAX_PIECES = 50;
/** What a description may hold at all. */
const MAX_CODE = 32_767;

const partOf = (node: unknown, key: 'type' | 'content' | 'text'): unknown =>
  node !== null && typeof node === 'object' && key in node
    ? (node as Record<string, unknown>)[key]
    : undefined;

/**
 * The texts of a document's code blocks, in their order. Only those that stand by themselves are
 * looked at: ours does, and nothing has to go down into what somebody else built.
 */
export function codeBlocks(document: unknown): string[] {
  const blocks = partOf(document, 'content');
  if (!Array.isArray(blocks)) return [];
  return blocks.slice(0, MAX_BLOCKS).flatMap((block) => {
    const pieces = partOf(block, 'type') === 'codeBlock' ? partOf(block, 'content') : undefined;
    if (!Array.isArray(pieces) || pieces.length > MAX_PIECES) return [];
    const texts = pieces.map((piece) => partOf(piece, 'text'));
    const whole = texts.every((one) => typeof one === 'string') ? texts.join('') : '';
    return whole !== '' && whole.length <= MAX_CODE ? [whole] : [];
  });
}

/** Keys of the properties: of an issue what was asked and decided, of a comment what it carries. */
export const REQUEST_PROPERTY = 'countersign.request';
export const DECISION_PROPERTY = 'countersign.decision';
export const COMMENT_PROPERTY = 'countersign.comment';

const Note = z.union([
  z.object({ type: z.literal('granted'), ask: Ulid }),
  z.object({ type: z.literal('authorized') }),
  z.object({ type: z.literal('reopened') }),
]);

/** What a comment says beside asks and decisions. */
export type Note = z.infer<typeof Note>;
export type Wire = LinkPayload | Note;

/** What a comment says of what became of it. */
export const noteOf = (what: { kind: 'granted'; ask: string } | { kind: 'authorized' }): Note =>
  what.kind === 'granted' ? { type: 'granted', ask: what.ask } : { type: 'authorized' };

/** The text that stands in a code block. */
export function wireText(wire: Wire): string {
  if (wire.type === 'request' || wire.type === 'decision') return payloadText(wire);
  return JSON.stringify({ check: checkOf(wire), ...wire });
}

/** The same as a property. Without the mark: a store of JSON may put the keys in another order. */
export function wireValue(wire: Wire): object {
  const { check: _, ...value } = JSON.parse(wireText(wire));
  return value;
}

/** Sound data out of JSON from anywhere, or undefined. */
function readWire(json: unknown): Wire | undefined {
  const read = readPayload(json);
  if (read.ok) return read.payload;
  const note = z.safeParse(Note, json);
  return note.success ? note.data : undefined;
}

/** Twice the same, in whatever order their keys came. */
export const isSame = (a: Wire, b: Wire): boolean => wireText(a) === wireText(b);

/** Undefined for what is no JSON, or is nested so deep that no engine writes it out again. */
function attempt(read: () => Wire | undefined): Wire | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What the code blocks of a document carry; of several the first that is sound. */
export function wireInDocument(document: unknown): Wire | undefined {
  for (const text of codeBlocks(document)) {
    const wire = attempt(() => {
      const json: unknown = JSON.parse(text);
      return isWhole(json) ? readWire(json) : undefined;
    });
    if (wire) return wire;
  }
  return undefined;
}

/** A property of at most so many characters is looked at: Jira keeps no longer ones. */
const MAX_PROPERTY = 32_768;

/** What a property carries. */
export function wireInProperty(value: unknown): Wire | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  return attempt(() => (JSON.stringify(value).length > MAX_PROPERTY ? undefined : readWire(value)));
}

/** Jira refuses more, and the refused attempt uses up an issue number. */
const MAX_DOCUMENT = 32_767;
const MAX_SUMMARY = 200;
/** So much of the permissions stands in the words; the data has them all. */
const MAX_SCOPES = 1000;

const fits = (document: AdfNode): boolean => JSON.stringify(document).length <= MAX_DOCUMENT;

const fact = (label: string, value: AdfNode[]): AdfNode[] =>
  value.length > 0 ? [...text(`${label}: `), ...value] : [];

/** The data, with a word to the people who see it. */
const data = (say: Say, wire: Wire): AdfNode[][] => [
  paragraph(text(say('channel_wire'))),
  codeBlock(wireText(wire)),
];

function requestDocument(say: Say, payload: RequestPayload): AdfNode {
  const { app, reason } = payload;
  const words = requestWords(say, payload);
  const scopes = plain(app.scopes.join(' '), MAX_SCOPES);
  return doc(
    paragraph(text(words.intro)),
    bullets([
      fact(say('banner_rowApp'), strong(app.name)),
      fact(say('share_why'), text(reason)),
      ...words.facts.map(({ label, value }) => fact(label, code(value))),
      fact(say('banner_rowScopes'), code(scopes)),
    ]),
    ...words.steps.map((step) => paragraph(text(step))),
    ...data(say, payload),
  );
}

function joinDocument(say: Say, payload: RequestPayload): AdfNode {
  const { app, site, reason } = payload;
  return doc(
    paragraph(text(say('channel_join', app.name, site || say('share_unknownSite')))),
    bullets([fact(say('share_why'), text(reason))]),
    ...data(say, payload),
  );
}

/** A request in the form in which its document is within Jira's limit. */
async function within(payload: RequestPayload, make: (payload: RequestPayload) => AdfNode) {
  const taken = await withinLimit(payload, (sent) => {
    const document = make(sent);
    return fits(document) ? { sent, document } : undefined;
  });
  if (!taken) throw new RangeError('The request is too big for Jira.');
  return taken;
}

/** Which parts of an issue may be set when it is created. */
export interface Parts {
  labels: boolean;
  description: boolean;
  /** properties need the permission to edit */
  properties: boolean;
}

/** The line that people see in lists; with a label it is at the end, and is searched for there. */
export function summaryOf(say: Say, payload: RequestPayload, label?: string): string {
  const tag = label === undefined ? '' : ` [${label}]`;
  const subject = plain(requestWords(say, payload).subject, MAX_SUMMARY - tag.length);
  return subject.toWellFormed() + tag;
}

/**
 * The body of the call that creates an issue. Where labels are not on the screen, the label stands
 * at the end of the summary, and is searched for there.
 * @throws RangeError for a payload beyond the bounds of a request
 */
export async function issueBody(
  say: Say,
  target: { project: string; issueType: string },
  { payload, label }: { payload: RequestPayload; label: string },
  parts: Parts,
): Promise<object> {
  const { sent, document } = await within(payload, (one) => requestDocument(say, one));
  return {
    fields: {
      project: { key: target.project },
      issuetype: { id: target.issueType },
      summary: summaryOf(say, payload, parts.labels ? undefined : label),
      ...(parts.labels && { labels: [MARK, label] }),
      ...(parts.description && { description: document }),
    },
    ...(parts.properties
      ? { properties: [{ key: REQUEST_PROPERTY, value: wireValue(sent) }] }
      : {}),
  };
}

const commentBody = (document: AdfNode, wire: Wire): object => ({
  body: document,
  properties: [{ key: COMMENT_PROPERTY, value: wireValue(wire) }],
});

/** The comment by which somebody joins an issue that is about the same. */
export async function joinBody(say: Say, payload: RequestPayload): Promise<object> {
  const { sent, document } = await within(payload, (one) => joinDocument(say, one));
  return commentBody(document, sent);
}

/** The comment that carries a decision; `note` is what people read, one paragraph a line. */
export function decisionBody(say: Say, payload: DecisionPayload, note: string): object {
  const lines = note.split('\n').map((line) => paragraph(text(plain(line, 2000))));
  return commentBody(doc(...lines, ...data(say, payload)), payload);
}

/** The comment that says what became of it. */
export function noteBody(say: Say, note: Note, about: RequestPayload): object {
  const site = about.site || say('share_unknownSite');
  const sentence = paragraph(text(say(`channel_note_${note.type}`, about.app.name, site)));
  return commentBody(doc(sentence, ...data(say, note)), note);
}
