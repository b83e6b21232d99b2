import type { Filters, SortOrder } from '../../components/popup/view.ts';
import { fold } from '../../lib/consent/fold.ts';
import { WAITING } from '../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';

export const NO_FILTERS: Filters = { text: '', status: 'waiting', site: 'all', sort: 'oldest' };

/** What a search looks through, folded once a request. */
const haystacks = new WeakMap<ApprovalRequest, string>();

function haystack(request: ApprovalRequest): string {
  const known = haystacks.get(request);
  if (known !== undefined) return known;
  const { app, site, requesters, decision } = request;
  const people = requesters.flatMap(({ name, reason }) => [name, reason]);
  const parts = [
    app.name,
    site,
    app.clientId ?? '',
    app.redirect?.uri ?? '',
    decision?.reason ?? '',
    ...people,
    ...app.scopes,
  ];
  const text = fold(parts.join(' '));
  haystacks.set(request, text);
  return text;
}

const byTime = (a: ApprovalRequest, b: ApprovalRequest) =>
  a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const ORDERS: Readonly<Record<SortOrder, (a: ApprovalRequest, b: ApprovalRequest) => number>> = {
  oldest: byTime,
  newest: (a, b) => byTime(b, a),
  requesters: (a, b) => b.requesters.length - a.requesters.length || byTime(a, b),
  name: (a, b) => collator.compare(a.app.name, b.app.name) || byTime(a, b),
};

/** One entry for each site and app: of what was decided, only the newest. What waits is all shown. */
function newestOfEach(requests: readonly ApprovalRequest[]): ApprovalRequest[] {
  const waiting = requests.filter((request) => WAITING.has(request.status));
  if (waiting.length === requests.length) return waiting;
  const waitingKeys = new Set(waiting.map((request) => request.key));
  const newest = new Map<string, ApprovalRequest>();
  for (const request of requests) {
    if (waitingKeys.has(request.key)) continue;
    const other = newest.get(request.key);
    if (!other || byTime(other, request) < 0) newest.set(request.key, request);
  }
  return [...waiting, ...newest.values()];
}

/** The requests that match, in order. Costs one pass and a sort; searching folds each text once. */
export function arrange(requests: readonly ApprovalRequest[], filters: Filters): ApprovalRequest[] {
  const words = fold(filters.text).split(' ').filter(Boolean);
  const matches = newestOfEach(requests).filter(
    (request) =>
      (filters.site === 'all' || request.site === filters.site) &&
      (words.length === 0 || words.every((word) => haystack(request).includes(word))),
  );
  return matches.sort(ORDERS[filters.sort]);
}
