import * as z from 'zod/mini';
import { Ulid } from '../../requests/schema.ts';
import { type LinkPayload, payloadText, readPayload } from '../payload.ts';
import { checkOf, isWhole } from '../share-link/pack.ts';

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
    : [{ type: 'text', text: value.toWellFormed(), ...(mark ? { marks: [{ type: mark }] } : {}) }];

export const text = (value: string): AdfNode[] => inline(value);
export const strong = (value: string): AdfNode[] => inline(value, 'strong');
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
