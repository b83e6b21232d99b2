import * as z from 'zod/mini';
import { DEFAULT_MINUTES, MAX_MINUTES, MIN_MINUTES } from './reminders.ts';

/** Days a request may wait at most; 0: for ever. */
export const MAX_DAYS = 3650;
export const DEFAULT_DAYS = 30;

export const ROLES = ['asks', 'reviews', 'both'] as const;
export type Role = (typeof ROLES)[number];

const Hour = z.int().check(z.gte(0), z.lte(23));

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
  /** notifications of new requests and of decisions, where the browser allows any */
  news: z._default(z.boolean(), true),
  /** hours of the day, 0 to 23, between which none is shown; the same twice: no such time */
  quietFrom: z._default(Hour, 0),
  quietTo: z._default(Hour, 0),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULTS: Settings = {
  v: 1,
  expireAfterDays: DEFAULT_DAYS,
  strict: false,
  panel: true,
  remindMinutes: DEFAULT_MINUTES,
  role: 'both',
  news: true,
  quietFrom: 0,
  quietTo: 0,
};

/** True where nothing is to be shown at this hour of the day. */
export function isQuiet(
  { quietFrom, quietTo }: Pick<Settings, 'quietFrom' | 'quietTo'>,
  hour: number,
): boolean {
  // Over midnight: from 20 to 7.
  const isOver = quietFrom > quietTo;
  return isOver ? hour >= quietFrom || hour < quietTo : hour >= quietFrom && hour < quietTo;
}

/**
 * Settings out of whatever is stored, each for itself. `strict` that cannot be read is taken for
 * on: what was meant to hold somebody back must not fall away by itself.
 */
export function readSettings(stored: unknown): Settings {
  if (stored === null || stored === undefined) return DEFAULTS;
  const { expireAfterDays, strict, panel, remindMinutes, role, news, quietFrom, quietTo } = Object(
    stored,
  ) as Record<string, unknown>;
  const hours = [quietFrom, quietTo].map((one) => z.safeParse(Hour, one));
  const days = z.safeParse(Settings.shape.expireAfterDays, expireAfterDays);
  const minutes = z.safeParse(Settings.shape.remindMinutes, remindMinutes);
  return {
    v: 1,
    expireAfterDays: days.success ? days.data : DEFAULTS.expireAfterDays,
    strict: typeof strict === 'boolean' ? strict : true,
    panel: typeof panel === 'boolean' ? panel : DEFAULTS.panel,
    remindMinutes: minutes.success ? minutes.data : DEFAULTS.remindMinutes,
    role: ROLES.find((one) => one === role) ?? DEFAULTS.role,
    news: typeof news === 'boolean' ? news : DEFAULTS.news,
    quietFrom: hours[0]?.data ?? DEFAULTS.quietFrom,
    quietTo: hours[1]?.data ?? DEFAULTS.quietTo,
  };
}
