import * as z from 'zod/mini';
import { MAX } from './limits.ts';
import { type ApprovalRequest, Edition, SiteName, Time, Ulid } from './schema.ts';

const MINUTE = 60_000;

/** Minutes until the reminder, as Options may set them. */
export const MIN_MINUTES = 5;
export const MAX_MINUTES = 240;
export const DEFAULT_MINUTES = 15;

/**
 * "User installed apps" of one site, opened by a reviewer for a moment. While it is open, anybody
 * on the site can let any app in; so it is remembered until the reviewer says that it is closed.
 */
export const OpenToggle = z.object({
  edition: Edition,
  /** empty where nobody named the site */
  site: z.union([SiteName, z.literal('')]),
  /** for which approved request, and the app's name in it */
  requestId: Ulid,
  app: z.string().check(z.minLength(1), z.maxLength(MAX.app)),
  openedAt: Time,
  /** when to remind of it; moved on by "remind me again" */
  remindAt: Time,
  /** this reminder has been given */
  reminded: z.boolean(),
});
export type OpenToggle = z.infer<typeof OpenToggle>;

/** Out of whatever is stored: what can be read, each for itself. */
export function readToggles(stored: unknown): OpenToggle[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    const parsed = z.safeParse(OpenToggle, one);
    return parsed.success ? [parsed.data] : [];
  });
}

/** True where this entry is about the request's site. */
export function openFor(
  { edition, site }: Pick<OpenToggle, 'edition' | 'site'>,
  request: Pick<ApprovalRequest, 'edition' | 'site'>,
): boolean {
  return edition === request.edition && site === request.site;
}

/**
 * The reviewer opened it. Once open for a site it stays open since then: a second request of the
 * same site only moves the reminder on.
 */
export function opened(
  list: readonly OpenToggle[],
  request: ApprovalRequest,
  now: number,
  minutes: number,
): OpenToggle[] {
  const { edition, site, id, app } = request;
  const before = list.find((one) => openFor(one, request));
  const entry = before ?? { edition, site, requestId: id, app: app.name, openedAt: now };
  const rest = list.filter((one) => one !== before);
  return [...rest, { ...entry, remindAt: now + minutes * MINUTE, reminded: false }];
}

/** The reviewer closed it again. */
export function closed(list: readonly OpenToggle[], requestId: string): OpenToggle[] {
  return list.filter((one) => one.requestId !== requestId);
}

/** The reviewer wants to be reminded once more. */
export function later(
  list: readonly OpenToggle[],
  requestId: string,
  now: number,
  minutes: number,
): OpenToggle[] {
  return list.map((one) =>
    one.requestId === requestId
      ? { ...one, remindAt: now + minutes * MINUTE, reminded: false }
      : one,
  );
}

/**
 * What is to be reminded of now, and the list after it.
 * @param again also of what was reminded of before: a browser that starts has shown nothing yet
 */
export function remind(
  list: readonly OpenToggle[],
  now: number,
  again: boolean,
): { due: OpenToggle[]; after: OpenToggle[] } {
  const isDue = (one: OpenToggle) => one.remindAt <= now && (again || !one.reminded);
  return {
    due: list.filter(isDue),
    after: list.map((one) => (isDue(one) ? { ...one, reminded: true } : one)),
  };
}

/** When to look again, milliseconds since 1970; undefined where nothing is left to remind of. */
export function nextReminder(list: readonly OpenToggle[]): number | undefined {
  const times = list.filter(({ reminded }) => !reminded).map(({ remindAt }) => remindAt);
  return times.length > 0 ? Math.min(...times) : undefined;
}
