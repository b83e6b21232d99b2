import * as z from 'zod/mini';
import { DEFAULT_MINUTES, MAX_MINUTES, MIN_MINUTES } from './reminders.ts';

/** Days a request may wait at most; 0: for ever. */
export const MAX_DAYS = 3650;
export const DEFAULT_DAYS = 30;

export const ROLES = ['asks', 'reviews', 'both'] as const;
export type Role = (typeof ROLES)[number];

/** What the reviewer has settled about deciding. */
export const Settings = z.object({
  v: z.literal(1),
  /** 0: requests wait for ever */
  expireAfterDays: z.int().check(z.gte(0), z.lte(MAX_DAYS)),
  /** nobody decides a request of their own, confirmed or not */
  strict: z.boolean(),
  /** the queue of a site is drawn on its Connected apps page in Atlassian Administration */
  panel: z.boolean(),
  /** minutes after which an opened "User installed apps" is reminded of */
  remindMinutes: z.int().check(z.gte(MIN_MINUTES), z.lte(MAX_MINUTES)),
  /** what the person is here for: which tab opens first; absent in files of before */
  role: z._default(z.enum(ROLES), 'both'),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULTS: Settings = {
  v: 1,
  expireAfterDays: DEFAULT_DAYS,
  strict: false,
  panel: true,
  remindMinutes: DEFAULT_MINUTES,
  role: 'both',
};

/**
 * Settings out of whatever is stored, each for itself. `strict` that cannot be read is taken for
 * on: what was meant to hold somebody back must not fall away by itself.
 */
export function readSettings(stored: unknown): Settings {
  if (stored === null || stored === undefined) return DEFAULTS;
  const { expireAfterDays, strict, panel, remindMinutes, role } = Object(stored) as Record<
    string,
    unknown
  >;
  const days = z.safeParse(Settings.shape.expireAfterDays, expireAfterDays);
  const minutes = z.safeParse(Settings.shape.remindMinutes, remindMinutes);
  return {
    v: 1,
    expireAfterDays: days.success ? days.data : DEFAULTS.expireAfterDays,
    strict: typeof strict === 'boolean' ? strict : true,
    panel: typeof panel === 'boolean' ? panel : DEFAULTS.panel,
    remindMinutes: minutes.success ? minutes.data : DEFAULTS.remindMinutes,
    role: ROLES.find((one) => one === role) ?? DEFAULTS.role,
  };
}
