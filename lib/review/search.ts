import { fold } from '../consent/text.ts';
import { present } from '../present.ts';
import { isEdited, liveAsks, scopesOfAll } from '../requests/asks.ts';
import { claimOf } from '../requests/claim.ts';
import { redirectHost } from '../requests/connect-page.ts';
import type { ApprovalRequest, Status } from '../requests/schema.ts';
import type { LevelOverrides } from './scopes/level-overrides.ts';
import { type Level, rank } from './scopes/levels.ts';
import { worstLevel } from './scopes/permissions.ts';

const PLAIN = /^[\n -!#-&(-_a-~]*$/;
const ACCENTS = /[\u0300-\u036f]/g;

/** One spelling for all that can be searched: case, width, accents and invisible characters gone. */
export function foldForSearch(text: string): string {
  // Most haystacks are lower-cased English: those need none of it.
  if (PLAIN.test(text)) return text.toLowerCase();
  return fold(text).normalize('NFKD').replace(ACCENTS, '').normalize('NFC');
}

/** Separates the request's text from each person's; nobody can type it. */
const PART = '\0';

/**
 * The text in which a request is found: app, site, client id, permissions, return address and the
 * decision's reason; behind that, for each person, name and reason, and how they named the app and
 * its address where that was another. Worked out once for each request, not at each keystroke.
 */
export function searchable(request: ApprovalRequest): string {
  const { app, site, requesters, decision, others } = request;
  const { scopes } = scopesOfAll(request);
  const about = [app.name, site, app.clientId, app.redirect?.uri, decision?.reason, ...scopes];
  const texts = [about.filter(Boolean).join('\n')];
  for (const requester of requesters) {
    const { name, reason, clientId } = requester;
    const other = others?.[claimOf(requester)?.app ?? -1];
    const own = [name, reason, clientId, other?.name, other?.redirect?.uri];
    texts.push(own.filter((part) => part !== undefined).join('\n'));
  }
  return texts.map(foldForSearch).join(PART);
}

/** The places of those among the people of a request in whose own words it is found. */
export function askersFound(haystack: string, words: readonly string[]): number[] {
  const [about = '', ...people] = haystack.split(PART);
  const open = words.filter((word) => !about.includes(word));
  return people.flatMap((text, at) => (open.every((word) => text.includes(word)) ? [at] : []));
}

/** The words of a query, longest first: the longest rules out most. */
export function queryWords(query: string): string[] {
  const words = foldForSearch(query.slice(0, 300)).split(/\s+/).filter(Boolean);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/**
 * True where every word is somewhere in the haystack; an empty query matches everything.
 * @param query as typed, or its `queryWords`: for a list, work them out once
 */
export function matches(haystack: string, query: string | readonly string[]): boolean {
  const words = typeof query === 'string' ? queryWords(query) : query;
  return words.every((word) => haystack.includes(word));
}

/**
 * What of a request is kept to search, sort and compare it: no people and no long texts, which are
 * most of its weight.
 */
export type LightRequest = Pick<
  ApprovalRequest,
  | 'id'
  | 'key'
  | 'edition'
  | 'site'
  | 'app'
  | 'status'
  | 'decision'
  | 'createdAt'
  | 'updatedAt'
  | 'screen'
  | 'dataCenter'
> & {
  /** its text was changed where it is filed */
  edited?: boolean;
};

/** A request as the queue service keeps it, with all that searching and sorting need. */
export interface QueueGroup {
  request: LightRequest;
  /** when each of its people asked, in their order; without those whose ask was dropped */
  asked: readonly number[];
  haystack: string;
  /** what any of them asks for */
  scopes: readonly string[];
  /** undefined where no scope is known */
  worst: Level | undefined;
}

/** Prepares one request for the queue. */
export function queueGroup(request: ApprovalRequest, overrides?: LevelOverrides): QueueGroup {
  const { id, key, edition, site, app, status, decision, createdAt, updatedAt } = request;
  const { scopes } = scopesOfAll(request);
  return {
    request: {
      ...{ id, key, edition, site, app, status, createdAt, updatedAt },
      ...present({ decision, edited: isEdited(request) || undefined }),
    },
    asked: liveAsks(request.requesters).map(({ at }) => at),
    haystack: searchable(request),
    scopes,
    worst: worstLevel(scopes, overrides),
  };
}

/** What the list is narrowed to; a part that is absent or empty narrows nothing. */
export interface QueueFilter {
  query?: string;
  statuses?: readonly Status[];
  sites?: readonly string[];
  /** `unknown`: the page did not say which scopes */
  levels?: readonly (Level | 'unknown')[];
}

const within = <T>(list: readonly T[] | undefined): ((value: T) => boolean) => {
  const set = list && list.length > 0 ? new Set(list) : undefined;
  return (value) => !set || set.has(value);
};

/** The groups that pass every part of the filter, in the order they came. */
export function filterGroups(groups: readonly QueueGroup[], filter: QueueFilter): QueueGroup[] {
  const words = queryWords(filter.query ?? '');
  const status = within(filter.statuses);
  const site = within(filter.sites);
  const level = within(filter.levels);
  return groups.filter(
    ({ request, haystack, worst }) =>
      status(request.status) &&
      site(request.site) &&
      level(worst ?? 'unknown') &&
      matches(haystack, words),
  );
}

export const SORTS = ['demand', 'age', 'risk', 'name', 'site', 'host', 'warnings'] as const;
export type SortBy = (typeof SORTS)[number];

/** What stands behind a warning sign: the sum of it, for sorting. */
export type Weigh = (group: QueueGroup) => number;
type Compare = (a: QueueGroup, b: QueueGroup) => number;

/** Unknown scopes stand where high stands: somebody has to look. */
const risk = ({ worst }: QueueGroup): number => rank(worst ?? 'high');

const byAge: Compare = ({ request: a }, { request: b }) =>
  a.createdAt - b.createdAt || (a.id < b.id ? -1 : Number(a.id > b.id));

const then =
  (first: Compare): Compare =>
  (a, b) =>
    first(a, b) || byAge(a, b);

function compare(by: SortBy, collator: Intl.Collator, weigh: Weigh): Compare {
  const byText =
    (text: (request: LightRequest) => string | undefined): Compare =>
    ({ request: a }, { request: b }) =>
      collator.compare(text(a) ?? '', text(b) ?? '');
  switch (by) {
    case 'demand':
      return then((a, b) => b.asked.length - a.asked.length);
    case 'age':
      return byAge;
    case 'risk':
      return then((a, b) => risk(b) - risk(a));
    case 'name':
      return then(byText(({ app }) => app.name));
    case 'site':
      return then(byText(({ site }) => site));
    case 'host':
      return then(byText(redirectHost));
    case 'warnings':
      return then((a, b) => weigh(b) - weigh(a));
  }
}

/**
 * A sorted copy: most asked for, longest waiting, riskiest, most warned of, or by a text; the longest
 * waiting first among equals.
 * @param language BCP 47, for sorting names
 */
export function sortGroups(
  groups: readonly QueueGroup[],
  by: SortBy,
  weigh: Weigh = () => 0,
  language?: string,
): QueueGroup[] {
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return [...groups].sort(compare(by, collator, weigh));
}
