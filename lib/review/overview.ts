import { liveAsks } from '../requests/asks.ts';
import { clientIdentity } from '../requests/key.ts';
import { isSample } from '../requests/sample.ts';
import type { ApprovalRequest } from '../requests/schema.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** How far back the overview looks, this week included. */
export const WEEKS = 12;
/** Apps in the list of those that are asked for most. */
const MAX_APPS = 8;

export interface Overview {
  /** oldest first; `start`: Monday, midnight UTC, in milliseconds since 1970 */
  weeks: { start: number; asked: number; decided: number }[];
  /** from the first ask to the decision made here, in milliseconds; absent where there was none */
  medianMs?: number;
  /** by people who asked, most first */
  apps: { name: string; people: number }[];
  /** approved, and nobody has seen it work; the longest first */
  notInEffect: { id: string; app: string; site: string; at: number }[];
}

const weekOf = (at: number): number =>
  at - ((((at - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function askedMost(requests: readonly ApprovalRequest[], since: number): Overview['apps'] {
  const apps = new Map<string, { name: string; people: number }>();
  for (const { app, requesters } of requests) {
    const people = liveAsks(requesters).filter(({ at }) => at >= since).length;
    const identity = clientIdentity(app);
    const known = apps.get(identity);
    if (known) known.people += people;
    else apps.set(identity, { name: app.name, people });
  }
  const asked = [...apps.values()].filter(({ people }) => people > 0);
  return asked.sort((a, b) => b.people - a.people).slice(0, MAX_APPS);
}

/**
 * The last weeks at a glance: what was asked and decided, how fast, for which apps, and what was
 * approved and is not in effect, however old.
 * @param all everything that came in to be reviewed, in any order
 */
export function overview(all: readonly ApprovalRequest[], now: number): Overview {
  const requests = all.filter((one) => !isSample(one));
  const since = weekOf(now) - (WEEKS - 1) * WEEK_MS;
  const weeks = Array.from({ length: WEEKS }, (_, at) => ({
    start: since + at * WEEK_MS,
    asked: 0,
    decided: 0,
  }));
  const week = (at: number) => weeks[Math.floor((at - since) / WEEK_MS)];
  const took: number[] = [];
  for (const { createdAt, decision } of requests) {
    const asked = week(createdAt);
    if (asked) asked.asked += 1;
    const decided = decision && week(decision.at);
    if (!decided || decision.at < since) continue;
    decided.decided += 1;
    // A rule decides at once, and a link tells another browser's time.
    if (decision.via === 'here') took.push(Math.max(0, decision.at - createdAt));
  }
  const medianMs = median(took);
  return {
    weeks,
    ...(medianMs === undefined ? {} : { medianMs }),
    apps: askedMost(requests, since),
    notInEffect: requests
      .filter(({ status }) => status === 'approved')
      .map(({ id, app, site, decision, updatedAt }) => ({
        ...{ id, app: app.name, site },
        at: decision?.at ?? updatedAt,
      }))
      .sort((a, b) => a.at - b.at),
  };
}
