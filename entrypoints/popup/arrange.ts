import { computed, type ReadonlySignal } from '@preact/signals';
import type { Filters } from '../../components/popup/view.ts';
import { WAITING } from '../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import type { QueueGroup } from '../../lib/review/search.ts';
import type { ReviewKit } from './review-kit.ts';

export const NO_FILTERS: Filters = {
  text: '',
  status: 'waiting',
  site: 'all',
  risk: 'all',
  sort: 'oldest',
};

const byTime = (a: ApprovalRequest, b: ApprovalRequest) =>
  a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** One entry for each site and app: of what was decided, only the newest. What waits is all shown. */
function newestOfEach(requests: readonly ApprovalRequest[]): readonly ApprovalRequest[] {
  const waiting = requests.filter((request) => WAITING.has(request.status));
  if (waiting.length === requests.length) return requests;
  const waitingKeys = new Set(waiting.map((request) => request.key));
  const newest = new Map<string, ApprovalRequest>();
  for (const request of requests) {
    if (waitingKeys.has(request.key)) continue;
    const other = newest.get(request.key);
    if (!other || byTime(other, request) < 0) newest.set(request.key, request);
  }
  return [...waiting, ...newest.values()];
}

const SORTS = { oldest: 'age', requesters: 'demand', risk: 'risk', name: 'name' } as const;

function inOrder(kit: ReviewKit, groups: QueueGroup[], sort: Filters['sort']): QueueGroup[] {
  if (sort === 'newest') return kit.sortGroups(groups, 'age').reverse();
  return kit.sortGroups(groups, SORTS[sort]);
}

/**
 * The requests that match, in order. What can be worked out once is: a request's texts, and the
 * order, so that a keystroke looks through the texts and does nothing else. Until the review code
 * is there, all of them in the order they were read, which is the oldest first.
 */
export function arranged(
  source: ReadonlySignal<readonly ApprovalRequest[]>,
  filters: ReadonlySignal<Filters>,
  kit: ReadonlySignal<ReviewKit | undefined>,
): ReadonlySignal<readonly ApprovalRequest[]> {
  const known = new WeakMap<ApprovalRequest, QueueGroup>();
  const listed = computed(() => newestOfEach(source.value));
  const order = computed(() => filters.value.sort);
  const groups = computed(() => {
    const review = kit.value;
    if (!review) return undefined;
    const each = listed.value.map((request) => {
      const group = known.get(request) ?? review.queueGroup(request);
      known.set(request, group);
      return group;
    });
    return inOrder(review, each, order.value);
  });
  return computed(() => {
    const review = kit.value;
    if (!review || !groups.value) return listed.value;
    const { text, site, risk } = filters.value;
    const found = review.filterGroups(groups.value, {
      query: text,
      sites: site === 'all' ? [] : [site],
      levels: risk === 'all' ? [] : [risk],
    });
    return found.map(({ request }) => request);
  });
}
