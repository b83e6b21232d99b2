import { liveAsks, scopesOfAll } from '../requests/asks.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { LevelOverrides } from './scopes/level-overrides.ts';
import type { Level } from './scopes/levels.ts';
import { worstLevel } from './scopes/permissions.ts';

/** How many requests the panel on Atlassian's page lists, and people of each. */
export const PANEL_ITEMS = 20;
const PANEL_PEOPLE = 3;

/**
 * A request as the panel on Atlassian's page may know it. Scripts of that page can read what is
 * drawn there, so it has what helps to find the request again and no more: no client ID, no
 * address, no permission by name, nothing that was decided.
 */
export interface PanelItem {
  id: string;
  /** as shown to the requester */
  app: string;
  /** when the wait began, milliseconds since 1970 */
  createdAt: number;
  /** how many people asked */
  people: number;
  /** the first few of them, with the time; name and reason may be empty */
  asked: { at: number; name: string; reason: string }[];
  /** some of them by a link, which proves nobody */
  byLink: boolean;
  /** how many permissions it asks for, including those that did not fit a link */
  permissions: number;
  /** the worst of them; `unknown`: the page did not say which */
  worst: Level | 'unknown';
}

/** What is waiting for one site, or how many requests could be that site's. */
export type PanelQueue =
  | { site: string; items: PanelItem[]; waiting: number }
  | { unmatched: number };

/** Takes out of a request what the panel shows; by the organization's own levels, where it has any. */
export function panelItem(request: ApprovalRequest, overrides?: LevelOverrides): PanelItem {
  const { id, app, createdAt } = request;
  const requesters = liveAsks(request.requesters);
  const { scopes, scopesLeftOut = 0 } = scopesOfAll(request);
  return {
    id,
    app: app.name,
    createdAt,
    people: requesters.length,
    asked: requesters.slice(0, PANEL_PEOPLE).map(({ at, name, reason }) => ({ at, name, reason })),
    byLink: requesters.some(({ via }) => via === 'link'),
    permissions: scopes.length + scopesLeftOut,
    worst: worstLevel(scopes, overrides) ?? 'unknown',
  };
}
