import { WAITING } from '../requests/moves.ts';
import type { ApprovalRequest, Decision, Status } from '../requests/schema.ts';
import type { Filters, SortOrder, StatusFilter, Warned } from './queue-query.ts';
import type { LevelOverrides } from './scopes/level-overrides.ts';
import { worstLevel } from './scopes/permissions.ts';
import {
  askersFound,
  filterGroups,
  type LightRequest,
  type QueueGroup,
  queryWords,
  queueGroup,
  type SortBy,
  sortGroups,
  type Weigh,
} from './search.ts';

/** One grave sign is more than any number of others. */
const MANY = 1000;

/** One entry of the list. */
export interface Place {
  group: QueueGroup;
  /** which of the request's people it is about; absent where it is about all of them */
  asker?: number;
}

/** Everything that came in to be reviewed, in the form in which it is searched and sorted. */
export interface QueueList {
  put(request: ApprovalRequest): void;
  drop(id: string): void;
  /** drops it where it still waits here: what was decided may be known by now, and stays */
  dropWaiting(id: string): void;
  ids(): Iterable<string>;
  /** all of them, for whoever compares */
  requests(): LightRequest[];
  /** the levels that the organization has set itself */
  level(overrides: LevelOverrides): void;
  warned(request: LightRequest): Warned;
  /** how many wait for a decision, and how many are approved and not in effect */
  counts(): { waiting: number; notInEffect: number };
  /** what was last decided about the same app and site as a request, in another one */
  earlier(request: Pick<ApprovalRequest, 'id' | 'key'>): Decision | undefined;
  /** the sites among what has the filter's status */
  sites(filters: Filters): string[];
  find(filters: Filters): readonly Place[];
}

const SORTS: Record<SortOrder, SortBy> = {
  oldest: 'age',
  newest: 'age',
  requesters: 'demand',
  risk: 'risk',
  name: 'name',
  site: 'site',
  warnings: 'warnings',
  host: 'host',
};

const waits = ({ request }: QueueGroup) => WAITING.has(request.status);

/** A reviewer's last decision, and what came of it. */
const FEEDBACK: Partial<Record<StatusFilter, readonly Status[]>> = {
  approved: ['approved', 'granted'],
  'not-in-effect': ['approved'],
  denied: ['denied'],
  blocked: ['blocked'],
};
const DECISIONS: ReadonlySet<Status> = new Set([
  'approved',
  'granted',
  'denied',
  'blocked',
  'dismissed',
]);

/** A request of before may be decided anew, so its decision's time counts where that is later. */
const lastWordAt = ({ createdAt, decision }: LightRequest) =>
  Math.max(createdAt, decision?.at ?? 0);

/** Of what was decided, only the newest for each site and app. What waits is all listed. */
function newestOfEach(groups: readonly QueueGroup[]): QueueGroup[] {
  const listed = groups.filter(waits);
  if (listed.length === groups.length) return listed;
  const waiting = new Set(listed.map(({ request }) => request.key));
  const newest = new Map<string, QueueGroup>();
  for (const group of groups) {
    const { key, id } = group.request;
    if (waiting.has(key)) continue;
    const other = newest.get(key)?.request;
    const later = other
      ? lastWordAt(group.request) - lastWordAt(other) || (id > other.id ? 1 : -1)
      : 1;
    if (later > 0) newest.set(key, group);
  }
  return [...listed, ...newest.values()];
}

/** Requests with a decision, for each app and site: the last one decided first. */
function decidedByKey(groups: Iterable<QueueGroup>): ReadonlyMap<string, LightRequest[]> {
  const byKey = new Map<string, LightRequest[]>();
  for (const { request } of groups) {
    if (!request.decision) continue;
    const list = byKey.get(request.key);
    if (list) list.push(request);
    else byKey.set(request.key, [request]);
  }
  for (const list of byKey.values()) {
    list.sort((a, b) => (b.decision?.at ?? 0) - (a.decision?.at ?? 0));
  }
  return byKey;
}

const askedAt = ({ group, asker = 0 }: Place): number => group.asked[asker] ?? 0;

/** Each person's ask by itself: by its own time where time is the order. */
function eachAsk(groups: readonly QueueGroup[], sort: SortOrder): Place[] {
  const places = groups.flatMap((group) => group.asked.map((_, asker) => ({ group, asker })));
  return sort === 'oldest' || sort === 'newest'
    ? places.sort((a, b) => askedAt(a) - askedAt(b))
    : places;
}

function inOrder(groups: readonly QueueGroup[], filters: Filters, weigh: Weigh): Place[] {
  const { sort, view, reverse = false } = filters;
  const sorted = sortGroups(newestOfEach(groups), SORTS[sort], weigh);
  const places = view === 'apps' ? sorted.map((group) => ({ group })) : eachAsk(sorted, sort);
  return (sort === 'newest') !== reverse ? places.reverse() : places;
}

/**
 * A list that nothing was put into yet. What can be worked out once is, until something changes.
 * @param warn the warnings of one, held against all there is
 */
export function createQueueList(warn: (request: LightRequest) => Warned): QueueList {
  const held = new Map<string, QueueGroup>();
  let levels: LevelOverrides = {};
  const ordered = new Map<string, readonly Place[]>();
  /** by id */
  const warnings = new Map<string, Warned>();
  /** the last few questions: a search is asked about two statuses in turn */
  const last = new Map<string, readonly Place[]>();
  let decided: ReadonlyMap<string, LightRequest[]> | undefined;
  let counted: ReturnType<QueueList['counts']> | undefined;

  function changed() {
    ordered.clear();
    warnings.clear();
    last.clear();
    decided = undefined;
    counted = undefined;
  }

  function withStatus(status: StatusFilter): QueueGroup[] {
    const all = [...held.values()];
    const wanted = FEEDBACK[status];
    if (wanted) {
      const decided = all.filter(({ request }) => DECISIONS.has(request.status));
      return newestOfEach(decided).filter(({ request }) => wanted.includes(request.status));
    }
    return status === 'all' ? all : all.filter((one) => waits(one) === (status === 'waiting'));
  }

  function order(filters: Filters): readonly Place[] {
    const by = `${filters.status} ${filters.sort} ${filters.reverse ?? false} ${filters.view}`;
    const places = ordered.get(by) ?? inOrder(withStatus(filters.status), filters, weigh);
    ordered.set(by, places);
    return places;
  }

  function warned(request: LightRequest): Warned {
    const known = warnings.get(request.id) ?? warn(request);
    warnings.set(request.id, known);
    return known;
  }

  function weigh({ request }: QueueGroup): number {
    const { count, red } = warned(request);
    return count === 0 ? 0 : count + (red ? MANY : 0);
  }

  function look(filters: Filters): readonly Place[] {
    const { text, site, risk, view } = filters;
    const places = order(filters);
    const groups =
      view === 'apps'
        ? places.map(({ group }) => group)
        : [...new Set(places.map(({ group }) => group))];
    const matching = filterGroups(groups, {
      query: text,
      sites: site === 'all' ? [] : [site],
      levels: risk === 'all' || risk === 'warned' ? [] : [risk],
    });
    const found =
      risk === 'warned' ? matching.filter(({ request }) => warned(request).count > 0) : matching;
    if (found.length === groups.length && text.trim() === '') return places;
    const words = queryWords(text);
    const askers = new Map(
      found.map((group) => [
        group,
        view === 'requests' && words.length > 0
          ? new Set(askersFound(group.haystack, words))
          : undefined,
      ]),
    );
    return places.filter(({ group, asker = -1 }) => {
      const some = askers.get(group);
      return some ? some.has(asker) : askers.has(group);
    });
  }

  return {
    put(request) {
      held.set(request.id, queueGroup(request, levels));
      changed();
    },
    drop(id) {
      if (held.delete(id)) changed();
    },
    dropWaiting(id) {
      const group = held.get(id);
      if (group && waits(group)) this.drop(id);
    },
    ids: () => held.keys(),
    requests: () => [...held.values()].map(({ request }) => request),
    level(overrides) {
      levels = overrides;
      for (const group of held.values()) {
        group.worst = worstLevel(group.scopes, levels);
      }
      changed();
    },
    warned,
    counts() {
      counted ??= {
        waiting: withStatus('waiting').length,
        notInEffect: withStatus('not-in-effect').length,
      };
      return counted;
    },
    earlier({ id, key }) {
      decided ??= decidedByKey(held.values());
      return decided.get(key)?.find((one) => one.id !== id)?.decision;
    },
    sites: ({ status }) =>
      [...new Set(withStatus(status).map(({ request }) => request.site))].sort(),
    find(filters) {
      const by = JSON.stringify(filters);
      const places = last.get(by) ?? look(filters);
      if (last.size >= 4) last.clear();
      last.set(by, places);
      return places;
    },
  };
}
