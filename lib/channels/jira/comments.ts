import * as z from 'zod/mini';
import { plain } from '../../consent/text.ts';
import { MAX } from '../../requests/limits.ts';
import { Time } from '../../requests/schema.ts';
import type { Account } from '../channel.ts';
import { COMMENT_PROPERTY, isSame, type Wire, wireInDocument, wireInProperty } from './wire.ts';

export const Digits = z.string().check(z.regex(/^\d{1,19}$/));
const Person = z.object({
  accountId: z.string().check(z.regex(/^[\w:.-]{1,128}$/)),
  displayName: z.optional(z.nullable(z.string())),
});

/** An account as Jira names it, or undefined for nobody. */
export function accountOf(person: unknown): Account | undefined {
  const parsed = z.safeParse(Person, person);
  if (!parsed.success) return undefined;
  const { accountId, displayName } = parsed.data;
  return { accountId, name: plain((displayName ?? '').toWellFormed(), MAX.name) };
}

/** Jira's `2026-11-21T19:20:00.000+0000` in milliseconds since 1970; not every engine knows `+0000`. */
export function timeOf(text: string): number | undefined {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return z.safeParse(Time, at).success ? at : undefined;
}

const Comment = z.object({
  id: Digits,
  author: z.optional(z.unknown()),
  updateAuthor: z.optional(z.unknown()),
  created: z.string(),
  body: z.optional(z.unknown()),
  properties: z.optional(z.array(z.object({ key: z.string(), value: z.optional(z.unknown()) }))),
});

/** What somebody said through Countersign. */
export interface Said {
  id: string;
  by: Account;
  at: number;
  wire: Wire;
}

/** `foreign`: a comment of people among themselves. */
type ReadComment = Said | 'foreign' | 'bad';

/**
 * A comment, of which the author is the proof. Text and property have to agree where the property
 * came along, and nobody else may have edited it.
 */
function readComment(raw: unknown): ReadComment {
  const parsed = z.safeParse(Comment, raw);
  if (!parsed.success) return 'bad';
  const { id, body, created, properties, ...people } = parsed.data;
  const property = properties?.find(({ key }) => key === COMMENT_PROPERTY);
  const wire = wireInDocument(body);
  if (!wire && !property) return 'foreign';
  const by = accountOf(people.author);
  const at = timeOf(created);
  if (!wire || !by || at === undefined) return 'bad';
  const kept = property ? wireInProperty(property.value) : wire;
  const editor = people.updateAuthor === undefined ? by : accountOf(people.updateAuthor);
  const isWhole = kept && isSame(kept, wire) && editor?.accountId === by.accountId;
  return isWhole ? { id, by, at, wire } : 'bad';
}

const isEarlier = (a: Said, b: Said): number =>
  a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1);

/** What was said in these comments, the oldest first, and how many pretended to say something. */
export function saidIn(raw: readonly unknown[]): { said: Said[]; bad: number } {
  const read = raw.map(readComment);
  return {
    said: read.filter((one) => typeof one === 'object').sort(isEarlier),
    bad: read.filter((one) => one === 'bad').length,
  };
}
