import * as z from 'zod/mini';
import { Ulid } from '../../requests/schema.ts';
import { type LinkPayload, payloadText, readPayload } from '../payload.ts';
import { checkOf, isWhole } from '../share-link/pack.ts';
import { codeBlocks } from './adf.ts';

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
