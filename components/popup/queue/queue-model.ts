import { batch, computed, signal } from '@preact/signals';
import { FIRST_ROWS } from '../../../lib/requests/limits.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import {
  type Filters,
  NO_FILTERS,
  type QueueRow,
  type QueueRows,
  type QueueService,
} from '../../../lib/review/queue-query.ts';
import type { FirstDeps } from '../popup-deps.ts';

export type Selection = ReturnType<typeof createSelection>;

/** Which requests are chosen, and which of those the list does not show: the one place for both. */
export function createSelection() {
  const marked = signal<ReadonlySet<string>>(new Set());
  const lost = signal<ReadonlySet<string>>(new Set());
  return {
    /** what a search has taken out of sight is not decided with the rest */
    chosen: computed<ReadonlySet<string>>(() => {
      const hidden = lost.value;
      return hidden.size === 0
        ? marked.value
        : new Set([...marked.value].filter((id) => !hidden.has(id)));
    }),
    /** all that were chosen, out of sight too: the queue service is asked about them */
    marked: () => [...marked.peek()],
    /** the queue service's answer: these of the marked are not in the list */
    missing(ids: readonly string[]) {
      lost.value = new Set(ids);
    },
    choose(ids: Iterable<string>) {
      batch(() => {
        marked.value = new Set(ids);
        if (marked.peek().size === 0) lost.value = new Set();
      });
    },
  };
}

/** The same record: then the same object, so that what was worked out and drawn is kept. */
function sameRecord(a: ApprovalRequest | undefined, b: ApprovalRequest): a is ApprovalRequest {
  return (
    a !== undefined &&
    a.updatedAt === b.updatedAt &&
    a.status === b.status &&
    a.requesters.length === b.requesters.length &&
    a.asked === b.asked &&
    a.review === b.review
  );
}

/** The rows as they are now, each record that is as it was before being the same object. */
function sameRows(before: readonly QueueRow[], now: readonly QueueRow[]): QueueRow[] {
  const known = new Map(before.map(({ request }) => [request.id, request]));
  return now.map((row) => {
    const one = known.get(row.request.id);
    return sameRecord(one, row.request) ? { ...row, request: one } : row;
  });
}

/** How many entries are drawn at a time, until the screen says what it needs. */
const SIZE = 50;

export type QueueModel = ReturnType<typeof createQueueModel>;

/** The reviewer's queue: keeps the rows to draw; the queue service has all of it. */
export function createQueueModel(
  { readFirst, recall, remember }: Pick<FirstDeps, 'readFirst' | 'recall' | 'remember'>,
  service: Promise<QueueService>,
  selection: Selection,
) {
  const phase = signal<'loading' | 'ready' | 'failed'>('loading');
  /** the part that is drawn */
  const shown = signal<readonly QueueRow[]>([]);
  /** the place of its first entry in the whole list, from 0 on */
  const from = signal(0);
  /** how many entries match, drawn or not; undefined until it is known */
  const count = signal<number | undefined>(undefined);
  const distinct = signal<number | undefined>(undefined);
  /** how many wait, whatever the list is narrowed to; undefined until it is known */
  const waiting = signal<number | undefined>(undefined);
  /** how many are approved and not seen working yet */
  const notInEffect = signal(0);
  /** decided requests that a search matches and the status hides */
  const decidedToo = signal(0);
  const sites = signal<readonly string[]>([]);
  /** true while part of the store is still to be read */
  const reading = signal(true);
  /** the entry that is to take the focus once it is drawn */
  const aim = signal<number | undefined>(undefined);
  const view = recall() === 'requests' ? 'requests' : 'apps';
  const filters = signal<Filters>({ ...NO_FILTERS, view });
  const plain = view === 'apps' ? filters.peek() : undefined;
  let firstRead: (size: number) => void = () => undefined;
  const first = new Promise<number>((resolve) => {
    firstRead = resolve;
  });
  let wanted = 0;
  let size = SIZE;
  /** the queue service has answered: from now on only its rows are shown */
  let answered = false;
  /** the request that is open, and where it stood last among those that wait */
  let place = { id: '', at: 0 };

  /** true while search, status, site or risk hide something */
  const filtered = computed(() => {
    const { text, status, site, risk } = filters.value;
    return text.trim() !== '' || status !== 'waiting' || site !== 'all' || risk !== 'all';
  });

  /** The store is read in the order of the plain list: a part of it is the list's beginning. */
  const isBeginning = (page: QueueRows) =>
    page.from === wanted && page.rows.length >= shown.peek().length;

  const whatWaits = (): Filters => ({ ...filters.peek(), status: 'waiting', view: 'apps' });

  /** Once it was decided it stands nowhere; before the store was read, too. */
  async function locate() {
    const { id } = place;
    const at = id ? await (await service).place(whatWaits(), id) : -1;
    if (place.id === id && at >= 0) place = { id, at };
  }

  function show(page: QueueRows) {
    if (!page.whole && filters.peek() === plain && !isBeginning(page)) return;
    batch(() => {
      phase.value = 'ready';
      shown.value = answered ? sameRows(shown.peek(), page.rows) : page.rows;
      answered = true;
      from.value = page.from;
      // While it is being read, the store's own count is nearer to the truth.
      const least = page.whole || filtered.peek() ? 0 : (count.peek() ?? 0);
      count.value = Math.max(page.total, least);
      waiting.value = page.whole ? page.waiting : Math.max(page.waiting, waiting.peek() ?? 0);
      notInEffect.value = page.notInEffect;
      distinct.value = page.requests;
      decidedToo.value = page.decidedToo;
      sites.value = page.sites;
      reading.value = !page.whole;
      selection.missing(page.lost);
    });
    void locate().catch(() => undefined);
  }

  let loading: Promise<void> | undefined;
  let asking: Promise<void> | undefined;
  let again = false;
  /** Asks the queue service. Calls during a query become one more query; the last one counts. */
  function ask(): Promise<void> {
    again = true;
    asking ??= (async () => {
      try {
        const keeper = await service;
        while (again) {
          again = false;
          const marked = selection.marked();
          const page = await keeper.find({ filters: filters.peek(), from: wanted, size, marked });
          if (!again) show(page);
        }
      } catch {
        fail();
      }
      asking = undefined;
    })();
    return asking;
  }

  function fail() {
    if (phase.peek() === 'loading' || !answered) phase.value = 'failed';
    reading.value = false;
    firstRead(0);
  }

  async function readRows() {
    const { requests, unreadable, countAll } = await readFirst(FIRST_ROWS);
    const all = requests.length + unreadable < FIRST_ROWS;
    batch(() => {
      if (answered) return;
      if (all) waiting.value = requests.length;
      // Only the unfiltered list can be shown straight from IndexedDB.
      if (filters.peek() !== plain) return;
      shown.value = requests.map((request) => ({ request }));
      sites.value = [...new Set(requests.map(({ site }) => site))].sort();
      if (all) count.value = requests.length;
      phase.value = 'ready';
    });
    firstRead(requests.length);
    // Counting costs more the more there is, so nothing that is drawn first waits for it.
    const total = all || answered ? undefined : await countAll();
    if (total === undefined || answered) return;
    waiting.value = total;
    if (filters.peek() === plain) count.value = total;
  }

  function filter(change: Partial<Filters>) {
    const next = { ...filters.peek(), ...(change.sort && { reverse: false }), ...change };
    if (change.view) remember(change.view);
    batch(() => {
      filters.value = next;
      aim.value = undefined;
    });
    wanted = 0;
    void ask();
  }

  /** draws so many entries from here on, or as near as there are any */
  function look(position: number, most = size) {
    wanted = Math.max(0, position);
    size = most;
    void ask();
  }

  /** brings an entry on the screen and gives it the focus; undefined: it has it */
  function goTo(position: number | undefined) {
    aim.value = position;
    if (position === undefined) return;
    const last = from.peek() + shown.peek().length;
    if (position < from.peek() || position >= last) look(position - size / 2);
  }

  return {
    phase,
    filters,
    filtered,
    count,
    /** how many requests match, each once; undefined until it is known */
    requests: computed(
      () => distinct.value ?? (filters.value.view === 'apps' ? count.value : undefined),
    ),
    waiting,
    notInEffect,
    decidedToo,
    reading,
    sites,
    shown,
    from,
    aim,
    filter,
    clear() {
      const { sort, reverse, view: kept } = filters.peek();
      filter({ ...NO_FILTERS, sort, reverse: reverse ?? false, view: kept });
    },
    look,
    goTo,
    /** the same for a request, where it is in the list; false where it is not */
    async goToRequest(id: string) {
      const at = await service.then((keeper) => keeper.place(filters.peek(), id)).catch(() => -1);
      if (at >= 0) goTo(at);
      return at >= 0;
    },
    /** the request after (1) or before (-1) this one, wherever it is in the list */
    beside: async (id: string, step: 1 | -1) => (await service).beside(filters.peek(), id, step),
    /** a request is opened, or none: where it stands now is where the next one is looked for */
    async opened(id = '') {
      // It is told anew when the same one is decided, and then stands there no longer.
      if (place.id === id) return;
      place = { id, at: 0 };
      await locate();
    },
    /** what waits behind a request, decided or not; the first where that was the last */
    async next(id: string) {
      const at = place.id === id ? place.at : 0;
      return (await service).next(whatWaits(), id, at);
    },
    /** how many were on the first page, once it is there */
    first,
    /** reads the first rows; the queue service takes over from there */
    load() {
      loading ??= readRows().then(ask, fail);
      return loading;
    },
    /** something was written before the queue service runs */
    async reread() {
      if (!answered) await readRows().catch(fail);
    },
    /** the queue service knows something new, or another selection: ask again for what is drawn */
    refresh: ask,
    /** what is being looked up now has been */
    settled: () => asking ?? Promise.resolve(),
    /** who is asking; see `QueueService` */
    who: async (ids: readonly string[]) => (await service).who(ids),
    /** ids of all that match, in order */
    matching: async (most: number) => (await service).ids(filters.peek(), most),
    /** these wait no longer: the list is right before the store was read again */
    forget(ids: readonly string[]) {
      const gone = new Set(ids);
      const left = shown.peek().filter(({ request }) => !gone.has(request.id));
      batch(() => {
        const before = shown.peek().length;
        shown.value = left;
        if (waiting.peek() !== undefined)
          waiting.value = Math.max(0, (waiting.peek() ?? 0) - gone.size);
        if (count.peek() !== undefined) {
          const fewer = filters.peek().view === 'apps' ? gone.size : before - left.length;
          count.value = Math.max(left.length, (count.peek() ?? 0) - fewer);
        }
      });
      void service.then((keeper) => keeper.forget(ids)).then(ask, fail);
    },
    /** the queue service cannot read the store */
    failed: fail,
  };
}
