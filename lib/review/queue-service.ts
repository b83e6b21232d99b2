import { WAITING } from '../requests/moves.ts';
import type { Page, QueueReader } from '../requests/reader.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { createQueueList, type Place } from './queue-list.ts';
import type { Filters, QueueChange, QueueRow, QueueService, Warned } from './queue-query.ts';
import type { LightRequest } from './search.ts';
import { checkRequester, isReason } from './warnings/check.ts';
import type { NamePart } from './warnings/name.ts';
import { buildWhoIndex, type WhoIndex } from './warnings/seen-before.ts';

/** How many records are read at a time. */
const CHUNK = 500;

export interface RunningQueueService extends QueueService {
  /** reads the store, and goes on listening for writes */
  start(): Promise<void>;
}

/** What of the warnings a row shows; in the name marked what is odd by itself, or beside another. */
function warnedOf(request: LightRequest, index: WhoIndex): Warned {
  const { name } = request.app;
  const { warnings, nameParts } = checkRequester(request, index);
  const reasons = warnings.filter(isReason);
  const isName = (parts: readonly NamePart[]) => parts.map(({ text }) => text).join('') === name;
  const marked = nameParts.some(({ mark }) => mark)
    ? nameParts
    : reasons.find(({ apart }) => apart && isName(apart.own))?.apart?.own;
  return {
    count: reasons.length + Number(request.edited === true),
    red: reasons.some(({ severity }) => severity === 'red'),
    ...(marked && { name: marked }),
  };
}

/**
 * Keeps the whole queue in the form in which it is searched; records themselves are read when they
 * are asked for. Runs in a worker of the popup's, and in tests beside them.
 */
export function createQueueService(
  queue: QueueReader | Promise<QueueReader>,
  tell: (news: QueueChange) => void,
): RunningQueueService {
  const list = createQueueList((request) => warnedOf(request, known()));
  /** scope names are the same few in most requests: kept once */
  const names = new Map<string, string>();
  let whole = false;
  let index: WhoIndex | undefined;
  let work: Promise<void> = Promise.resolve();

  /** What each is held against; made anew after each write. */
  function known(): WhoIndex {
    index ??= buildWhoIndex(list.requests());
    return index;
  }

  /** Warnings go by everything there is: while some of it is still to be read, nothing has any. */
  const find = (filters: Filters) =>
    !whole && (filters.risk === 'warned' || filters.sort === 'warnings') ? [] : list.find(filters);

  /** A search for what was decided long ago must not end in an empty list without a word. */
  function decidedToo(filters: Filters, shown: number): number {
    const { text, status } = filters;
    if (text.trim() === '' || status === 'decided' || status === 'all') return 0;
    const decided = find({ ...filters, status: 'decided', view: 'apps' }).length;
    return status === 'waiting' ? decided : Math.max(0, decided - shown);
  }

  function put(request: ApprovalRequest) {
    const scopes = request.app.scopes.map((name) => {
      const known = names.get(name);
      if (known === undefined) names.set(name, name);
      return known ?? name;
    });
    list.put({ ...request, app: { ...request.app, scopes } });
  }

  function take(page: Page, seen?: Set<string>) {
    for (const request of page.requests) {
      seen?.add(request.id);
      if (request.review) put(request);
      else list.drop(request.id);
    }
  }

  const full = ({ requests, unreadable }: Page) => requests.length + unreadable.length === CHUNK;

  async function readAll() {
    const reader = await queue;
    const seen = new Set<string>();
    const broken: string[] = [];
    let page: Page;
    let after: ApprovalRequest | undefined;
    let told = 1;
    do {
      page = await reader.waiting(CHUNK, after);
      take(page, seen);
      broken.push(...page.unreadable);
      after = page.requests.at(-1);
      // Each time twice as much: the list is worked out a few times, not once a chunk.
      if (!whole && seen.size >= 2 * told) {
        told = seen.size;
        tell({ kind: 'read', unreadable: [] });
      }
    } while (full(page) && after);
    for (let skip = 0; skip === 0 || full(page); skip += CHUNK) {
      page = await reader.closed(CHUNK, skip);
      take(page, seen);
      broken.push(...page.unreadable);
    }
    for (const id of [...list.ids()]) if (!seen.has(id)) list.drop(id);
    whole = true;
    return broken;
  }

  async function readSome(ids: readonly string[]) {
    const page = await (await queue).some(ids);
    const found = new Set(page.requests.map(({ id }) => id));
    take(page);
    for (const id of ids) if (!found.has(id)) list.drop(id);
    return page.unreadable;
  }

  /** One reading after the other, so that an older one never overtakes a newer. */
  function read(ids: readonly string[] | undefined): Promise<void> {
    work = work.then(async () => {
      try {
        const unreadable = await (ids ? readSome(ids) : readAll());
        index = undefined;
        tell({ kind: 'read', unreadable });
      } catch {
        tell({ kind: 'failed' });
      }
    });
    return work;
  }

  function row({ group, asker }: Place, request: ApprovalRequest): QueueRow {
    const earlier = WAITING.has(request.status) ? list.earlier(request) : undefined;
    return {
      request,
      worst: group.worst ?? 'unknown',
      ...(asker === undefined ? {} : { asker }),
      ...(earlier && { earlier }),
      ...(whole && { warned: list.warned(group.request) }),
    };
  }

  async function rows(places: readonly Place[]): Promise<QueueRow[]> {
    const ids = [...new Set(places.map(({ group }) => group.request.id))];
    const { requests } = await (await queue).some(ids);
    const known = new Map(requests.map((one) => [one.id, one]));
    return places.flatMap((place) => {
      const request = known.get(place.group.request.id);
      return request ? [row(place, request)] : [];
    });
  }

  const record = async (id: string) => (await (await queue).one(id)).requests[0];

  function next(filters: Filters, id: string, step: 1 | -1): string | undefined {
    const ids = find(filters).map(({ group }) => group.request.id);
    let at = step === 1 ? ids.lastIndexOf(id) : ids.indexOf(id);
    if (at < 0) return ids[0];
    at += step;
    return ids[at];
  }

  return {
    async start() {
      const reader = await Promise.resolve(queue).catch(() => undefined);
      reader?.onChange((ids) => {
        // At once: what is open is read again without waiting for the rest of the store.
        tell({ kind: 'written', written: ids });
        void read(ids);
      });
      await read(undefined);
    },
    async find({ filters, from, size, marked }) {
      const places = find(filters);
      const start = Math.max(0, Math.min(from, places.length - size));
      const found = new Set(places.map(({ group }) => group.request.id));
      return {
        total: places.length,
        requests: found.size,
        ...list.counts(),
        decidedToo: decidedToo(filters, found.size),
        from: start,
        rows: await rows(places.slice(start, start + size)),
        sites: list.sites(filters),
        lost: marked.filter((id) => !found.has(id)),
        whole,
      };
    },
    async ids(filters, most) {
      const ids = new Set<string>();
      for (const { group } of find(filters)) {
        if (ids.size >= most) break;
        ids.add(group.request.id);
      }
      return [...ids];
    },
    async beside(filters, id, step) {
      const other = next(filters, id, step);
      return other === undefined ? undefined : record(other);
    },
    async next(filters, id, was) {
      const ids = find(filters).map(({ group }) => group.request.id);
      const here = ids.indexOf(id);
      const other = ids[here < 0 ? was : here + 1] ?? ids[0];
      return other === undefined || other === id ? undefined : record(other);
    },
    async place(filters, id) {
      return find(filters).findIndex(({ group }) => group.request.id === id);
    },
    async who(ids) {
      if (!whole) return undefined;
      const held = known();
      const { requests } = await (await queue).some(ids);
      return requests.map((request) => [request.id, checkRequester(request, held)]);
    },
    async forget(ids) {
      for (const id of ids) list.dropWaiting(id);
    },
    async level(overrides) {
      list.level(overrides);
      tell({ kind: 'read', unreadable: [] });
    },
  };
}
