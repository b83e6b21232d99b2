import type {
  Channel,
  ChannelFailure,
  ChannelItem,
  ChannelResult,
  ChannelTarget,
  Listed,
  ListOptions,
  Ref,
} from '../channel.ts';
import { createServiceDesk, type ServiceDesk } from '../jsm/client.ts';
import { createClient, type JiraClient } from './client.ts';
import { note, reopen, resolve } from './decide.ts';
import { probe, recall, submit } from './file.ts';
import type { IssueView } from './issue.ts';
import {
  type FoundIssue,
  failed,
  type JiraOptions,
  marked,
  readWhole,
  searchPage,
  signIn,
  whoAmI,
  withComments,
  withoutStatus,
} from './reading.ts';

const MAX_ISSUES = 200;
/** Jira sends fewer where issues are big, and says whether there are more. */
const PAGE = 100;
/** Calls of one look, `/myself` among them: comments beyond it wait for the next look. */
const MAX_CALLS = 6;
/** Jira reconciles no more at once. */
const MAX_IDS = 50;

function queryOf({ project }: ChannelTarget, minutes: number | undefined): string {
  const which =
    minutes === undefined
      ? '(statusCategory != Done OR updated >= -14d)'
      : // Relative: absolute times would be read in the account's time zone.
        `updated >= -${Math.max(1, Math.ceil(minutes))}m`;
  return `${marked(project)} AND ${which} ORDER BY created DESC`;
}

interface Pages {
  ok: true;
  views: FoundIssue[];
  bad: number;
  more: boolean;
  calls: number;
}

/** The pages of one search, as far as the limits allow. */
async function allPages(
  client: JiraClient,
  jql: string,
  reconcile: readonly string[],
): Promise<Pages | ChannelFailure> {
  const seen = new Map<string, FoundIssue>();
  let bad = 0;
  let calls = 0;
  let token: string | undefined;
  do {
    const next = token === undefined ? {} : { nextPageToken: token };
    const page = await searchPage(client, jql, { maxResults: PAGE, reconcile, ...next });
    if (!page.ok) return page.status === 400 ? failed('project-gone') : withoutStatus(page);
    // Twice on two pages: somebody filed another one meanwhile.
    for (const view of page.views) seen.set(view.item.ref.id, view);
    bad += page.bad;
    token = page.next;
    calls++;
  } while (token !== undefined && seen.size < MAX_ISSUES && calls < MAX_CALLS - 1);
  const more = token !== undefined || seen.size > MAX_ISSUES;
  return { ok: true, views: [...seen.values()].slice(0, MAX_ISSUES), bad, more, calls };
}

/** Reads the comments of as many issues as there are calls left. */
async function complete(
  client: JiraClient,
  views: Pages['views'],
  callsLeft: number,
): Promise<{ ok: true; views: IssueView[] } | ChannelFailure> {
  let left = callsLeft;
  const whole: IssueView[] = [];
  for (const view of views) {
    if (!view.item.partial || left <= 0) {
      whole.push(view);
      continue;
    }
    const again = await withComments(client, view.item.ref.id, view.raw);
    if (!again.ok) return again;
    left -= again.calls;
    whole.push(typeof again.read === 'object' ? again.read : view);
  }
  return { ok: true, views: whole };
}

const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

async function list(
  options: JiraOptions,
  target: ChannelTarget,
  { justWrote = [], known = {}, changedWithin }: ListOptions,
): Promise<ChannelResult<Listed>> {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { client } = session;
  const ids = justWrote.filter((id) => /^\d{1,18}$/.test(id)).slice(0, MAX_IDS);
  const pages = await allPages(client, queryOf(target, changedWithin), ids);
  if (!pages.ok) return pages;
  const isKnown = ({ item, whole }: IssueView) => known[item.ref.id] === whole;
  const changed = pages.views.filter((view) => !isKnown(view));
  const whole = await complete(client, changed, MAX_CALLS - 1 - pages.calls);
  if (!whole.ok) return whole;
  return {
    ok: true,
    items: whole.views.map(({ item }) => item),
    unchanged: pages.views.filter(isKnown).map(({ item }) => item.ref.id),
    bad: pages.bad + sum(whole.views.map(({ bad }) => bad)),
    more: pages.more,
  };
}

/** One by one, for what a search does not bring: deleted, moved away, or not in the index yet. */
async function eachOf(client: JiraClient, ids: readonly string[]) {
  const items: ChannelItem[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const view = await readWhole(client, id);
    if (view.ok) items.push(view.item);
    else if (view.gone || view.bad) gone.push(id);
    else return view;
  }
  return { ok: true, items, gone } as const;
}

async function fewOf(client: JiraClient, ids: readonly string[]) {
  const page = await searchPage(client, `id in (${ids.join(', ')}) ORDER BY created ASC`, {
    maxResults: PAGE,
    reconcile: ids,
  });
  // One deleted issue makes Jira refuse the whole query.
  if (!page.ok) return page.status === 400 ? eachOf(client, ids) : withoutStatus(page);
  const whole = await complete(client, page.views, MAX_IDS);
  if (!whole.ok) return whole;
  const items = whole.views.map(({ item }) => item);
  const rest = ids.filter((id) => !items.some(({ ref }) => ref.id === id));
  const others = await eachOf(client, rest);
  return others.ok
    ? ({ ok: true, items: [...items, ...others.items], gone: others.gone } as const)
    : others;
}

async function status(options: JiraOptions, target: ChannelTarget, refs: readonly Ref[]) {
  const session = await signIn(options, target);
  if (!session.ok) return session;
  const { client } = session;
  const ids = [...new Set(refs.map(({ id }) => id))].filter((id) => /^\d{1,18}$/.test(id));
  const items: ChannelItem[] = [];
  const gone: string[] = [];
  for (let at = 0; at < ids.length; at += MAX_IDS) {
    const few = await fewOf(client, ids.slice(at, at + MAX_IDS));
    if (!few.ok) return few;
    items.push(...few.items);
    gone.push(...few.gone);
  }
  return { ok: true, items, gone } as const;
}

/** Requests as issues of a Jira Cloud project, with the session that the person has there. */
export function createJiraChannel(options: JiraOptions): Channel {
  return {
    probe: (target) => probe(options, target),
    submit: (target, ask) => submit(options, target, ask),
    recall: (target, ask) => recall(options, target, ask),
    list: (target, which) => list(options, target, which),
    status: (target, refs) => status(options, target, refs),
    resolve: (target, ref, decision) => resolve(options, target, ref, decision),
    reopen: (target, ref) => reopen(options, target, ref),
    note: (target, ref, what) => note(options, target, ref, what),
  };
}

/** What can be filed: an issue type, or a request type of a portal. */
export interface FilingType {
  id: string;
  name: string;
}

/**
 * The number in a portal's address is the portal's, calls go by its service desk's. Types say to which
 * portal they belong (`portalId`, documented); whether the two numbers differ is not known (T9).
 */
async function typesOfPortal(serviceDesk: ServiceDesk, portal: string) {
  const same = await serviceDesk.types(portal);
  const isIt = same.ok
    ? same.data.portals.every((one) => (one ?? portal) === portal)
    : same.status !== 404;
  if (isIt) return { project: portal, answer: same };
  const all = await serviceDesk.all();
  for (const { id } of all.ok ? all.data.values : []) {
    const answer = await serviceDesk.types(id);
    if (answer.ok && answer.data.portals.includes(portal)) return { project: id, answer };
  }
  return undefined;
}

/**
 * What this person can file in a project, or in a portal.
 * @param place a project's key, or the number of a portal
 * @returns with `project` as a target has it
 */
export async function filingTypes(
  options: JiraOptions,
  site: string,
  place: string,
): Promise<ChannelResult<{ types: FilingType[]; who: string; project: string }>> {
  const isPortal = /^\d{1,19}$/.test(place);
  if (!isPortal && !/^[A-Z][A-Z0-9_]{1,99}$/.test(place)) return failed('invalid', 'target');
  const client = createClient({ ...options, site });
  const me = await whoAmI(client);
  if (!me.ok) return me;
  const found = isPortal
    ? await typesOfPortal(createServiceDesk({ ...options, site }), place)
    : { project: place, answer: await client.issueTypes(place) };
  if (!found) return failed('project-gone');
  const { project, answer } = found;
  if (!answer.ok) return answer.status === 404 ? failed('project-gone') : withoutStatus(answer);
  return { ok: true, types: answer.data.types, who: me.me.name, project };
}
