import * as z from 'zod/mini';
import { MAX } from '../../requests/limits.ts';
import { LEVELS, type Level } from './levels.ts';

/** Levels in one list; more are nobody's to read. */
export const MAX_LEVEL_OVERRIDES = 100;

/**
 * A level that the organization has set itself: for one permission, or for all whose names fit a
 * pattern, in which `*` stands for any letters. The characters are those of a scope (RFC 6749 §3.3).
 * A pattern of nothing but `*` would be for everything, and say nothing.
 */
export const LevelOverride = z.object({
  scope: z
    .string()
    .check(z.maxLength(MAX.scope), z.regex(/^(?=[^a-z]*[a-z])[\x21\x23-\x5b\x5d-\x7e]{2,}$/i)),
  level: z.enum(LEVELS),
});
export type LevelOverride = z.infer<typeof LevelOverride>;

/** The levels an organization has set itself, by name or pattern, in lower case. */
export type LevelOverrides = Readonly<Record<string, Level>>;

/** For grading: what is set later for the same name counts. */
export function overridesOf(levels: readonly LevelOverride[]): LevelOverrides {
  return Object.fromEntries(levels.map(({ scope, level }) => [scope.toLowerCase(), level]));
}

/** Each part stands behind the one before; the ends belong to the first and the last. */
function fits(name: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

const patterns = new WeakMap<LevelOverrides, readonly { parts: string[]; level: Level }[]>();

/** Cut once: a list of requests is graded with the same few. */
function patternsOf(overrides: LevelOverrides) {
  const known = patterns.get(overrides);
  if (known) return known;
  const cut = Object.entries(overrides)
    .filter(([scope]) => scope.includes('*'))
    .map(([scope, level]) => ({ parts: scope.split('*'), level }));
  patterns.set(overrides, cut);
  return cut;
}

/**
 * The level set for this permission; the name itself counts before any pattern, and of several
 * patterns the highest level.
 */
export function ownLevel(name: string, overrides: LevelOverrides): Level | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(overrides, lower)) return overrides[lower];
  const levels = patternsOf(overrides)
    .filter(({ parts }) => fits(lower, parts))
    .map(({ level }) => level);
  return LEVELS.findLast((level) => levels.includes(level));
}
