import * as z from 'zod/mini';

/** Days a request may wait at most; 0: for ever. */
export const MAX_DAYS = 3650;
export const DEFAULT_DAYS = 30;

/** What the reviewer has settled about deciding. */
export const Settings = z.object({
  v: z.literal(1),
  /** 0: requests wait for ever */
  expireAfterDays: z.int().check(z.gte(0), z.lte(MAX_DAYS)),
  /** nobody decides a request of their own, confirmed or not */
  strict: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULTS: Settings = { v: 1, expireAfterDays: DEFAULT_DAYS, strict: false };

/**
 * Settings out of whatever is stored, each for itself. `strict` that cannot be read is taken for
 * on: what was meant to hold somebody back must not fall away by itself.
 */
export function readSettings(stored: unknown): Settings {
  if (stored === null || stored === undefined) return DEFAULTS;
  const { expireAfterDays, strict } = Object(stored) as Record<string, unknown>;
  const days = z.safeParse(Settings.shape.expireAfterDays, expireAfterDays);
  return {
    v: 1,
    expireAfterDays: days.success ? days.data : DEFAULTS.expireAfterDays,
    strict: typeof strict === 'boolean' ? strict : true,
  };
}
