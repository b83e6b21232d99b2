import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { type Filters, NO_FILTERS } from '../../../lib/review/queue-list.ts';
import type { QueueRow, QueueRows, QueueService } from '../../../lib/review/queue-query.ts';
import type { PopupDeps } from '../popup-deps.ts';

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
export function sameRows(before: readonly QueueRow[], now: readonly QueueRow[]): QueueRow[] {
  const known = new Map(before.map(({ request }) => [request.id, request]));
  return now.map((row) => {
    const one = known.get(row.request.id);
    return sameRecord(one, row.request) ? { ...row, request: one } : row;
  });
}

/** Has unreadable records quarantined, each once, and counts them. */
export function createQuarantine({ send }: Pick<PopupDeps, 'send'>) {
  const count = signal(0);
  const sent = new Set<string>();
  return {
    /** since the popup was opened */
    count,
    put(unreadable: readonly string[]): void {
      const ids = unreadable.filter((id) => id !== '' && id.length <= 100 && !sent.has(id));
      if (ids.length === 0) return;
      for (const id of ids) sent.add(id);
      // The background counts: another tab may have quarantined the same ones.
      void send('quarantine', { ids }).then((answer) => {
        if (answer.ok) count.value += answer.count;
      });
    },
  };
}

/** The reviewer's list. */
export interface QueueView {
  phase: ReadonlySignal<'loading' | 'ready' | 'failed'>;
  filters: ReadonlySignal<Filters>;
  /** true while search, status or site hide something */
  filtered: ReadonlySignal<boolean>;
  sites: ReadonlySignal<readonly string[]>;
  /** the part that is drawn */
  shown: ReadonlySignal<readonly QueueRow[]>;
  /** the place of its first entry in the whole list, from 0 on */
  from: ReadonlySignal<number>;
  /** how many entries match, drawn or not; absent until it is known */
  count: ReadonlySignal<number | undefined>;
  /** how many requests those are, each once; absent until it is known */
  requests: ReadonlySignal<number | undefined>;
  /** decided requests that a search matches and the status hides */
  decidedToo: ReadonlySignal<number>;
  /** true while part of the store is still to be read */
  reading: ReadonlySignal<boolean>;
  /** unreadable records quarantined since the popup was opened */
  quarantined: ReadonlySignal<number>;
  /** the entry that is to take the focus once it is drawn */
  aim: ReadonlySignal<number | undefined>;
  filter(change: Partial<Filters>): void;
  clear(): void;
  /** draws so many entries from here on, or as near as there are any */
  look(from: number, size?: number): void;
  /** what is being looked up now has been */
  settled(): Promise<void>;
  /** brings an entry on the screen and gives it the focus; undefined: it has it */
  goTo(position: number | undefined): void;
  /** the same for a request, where it is in the list; false where it is not */
  goToRequest(id: string): Promise<boolean>;
  /** the request after (1) or before (-1) this one, wherever it is in the list */
  beside(id: string, step: 1 | -1): Promise<ApprovalRequest | undefined>;
}

/** What is read before anything is drawn: more than fits the screen. */
const FIRST = 25;
/** How many entries are drawn at a time, until the screen says what it needs. */
const SIZE = 50;

export interface QueueModel extends QueueView {
  /** how many were on the first page, once it is there */
  first: Promise<number>;
  /** reads the first rows; the queue service takes over from there */
  load(): Promise<void>;
  /** something was written before the queue service runs */
  reread(): Promise<void>;
  /** the queue service knows something new: ask again for what is drawn */
  refresh(): Promise<void>;
  /** ids of the chosen requests, to be told which of them are not in the list */
  mark(ids: readonly string[]): void;
  /** those of the marked that the filters hide */
  lost: ReadonlySignal<ReadonlySet<string>>;
  /** ids of all that match, in order */
  matching(most: number): Promise<string[]>;
  /** who is asking; see `QueueService` */
  who: QueueService['who'];
  /** these wait no longer: the list is right before the store was read again */
  forget(ids: readonly string[]): void;
  /** quarantines unreadable records */
  quarantine(ids: readonly string[]): void;
  /** the queue service cannot read the store */
  failed(): void;
}

type Deps = Pick<PopupDeps, 'queue' | 'send' | 'recall' | 'remember'>;

/** The reviewer's queue: keeps the rows to draw; the queue service has all of it. */
export function createQueueModel(
  { queue, send, recall, remember }: Deps,
  service: Promise<QueueService>,
): QueueModel {
  const phase = signal<'loading' | 'ready' | 'failed'>('loading');
  const shown = signal<readonly QueueRow[]>([]);
  const from = signal(0);
  const total = signal<number | undefined>(undefined);
  const distinct = signal<number | undefined>(undefined);
  const decidedToo = signal(0);
  const sites = signal<readonly string[]>([]);
  const reading = signal(true);
  const quarantined = createQuarantine({ send });
  const aim = signal<number | undefined>(undefined);
  const lost = signal<ReadonlySet<string>>(new Set());
  const view = recall() === 'requests' ? 'requests' : 'apps';
  const filters = signal<Filters>({ ...NO_FILTERS, view });
  let firstRead: (size: number) => void = () => undefined;
  const first = new Promise<number>((resolve) => {
    firstRead = resolve;
  });
  let wanted = 0;
  let size = SIZE;
  let marked: readonly string[] = [];
  /** the queue service has answered: from now on only its rows are shown */
  let answered = false;

  const filtered = computed(() => {
    const { text, status, site, risk } = filters.value;
    return text.trim() !== '' || status !== 'waiting' || site !== 'all' || risk !== 'all';
  });

  function show(page: QueueRows) {
    // What was read first is the beginning of the plain list, and stays until all of it is known:
    // an answer out of a part would take away what somebody is looking at.
    if (!page.whole && filters.peek() === plain) return;
    batch(() => {
      answered = true;
      phase.value = 'ready';
      shown.value = sameRows(shown.peek(), page.rows);
      from.value = page.from;
      // While it is being read, the store's own count is nearer to the truth.
      const least = page.whole || filtered.peek() ? 0 : (total.peek() ?? 0);
      total.value = Math.max(page.total, least);
      distinct.value = page.requests;
      decidedToo.value = page.decidedToo;
      sites.value = page.sites;
      reading.value = !page.whole;
      lost.value = new Set(page.lost);
    });
  }

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
          const query = { filters: filters.peek(), from: wanted, size, marked };
          const page = await keeper.find(query);
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

  async function readFirst() {
    const reader = await queue;
    const { requests, unreadable } = await reader.waiting(FIRST);
    quarantined.put(unreadable);
    const all = requests.length + unreadable.length < FIRST;
    // Only the unfiltered list can be shown straight from IndexedDB.
    if (!answered && filters.peek() === plain) {
      batch(() => {
        shown.value = requests.map((request) => ({ request }));
        sites.value = [...new Set(requests.map(({ site }) => site))].sort();
        if (all) total.value = requests.length;
        phase.value = 'ready';
      });
    }
    firstRead(requests.length);
    // Counting costs more the more there is, so nothing that is drawn first waits for it.
    if (!all && !answered) {
      const count = await reader.countWaiting();
      if (!answered) total.value = count;
    }
  }
  const plain = view === 'apps' ? filters.peek() : undefined;

  function filter(change: Partial<Filters>) {
    const next = { ...filters.peek(), ...change };
    if (change.view) remember(change.view);
    batch(() => {
      filters.value = next;
      aim.value = undefined;
    });
    wanted = 0;
    void ask();
  }

  function look(position: number, most = size) {
    wanted = Math.max(0, position);
    size = most;
    void ask();
  }

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
    count: computed(() => total.value),
    requests: computed(
      () => distinct.value ?? (filters.value.view === 'apps' ? total.value : undefined),
    ),
    decidedToo,
    reading,
    quarantined: quarantined.count,
    sites,
    shown,
    from,
    aim,
    lost,
    filter,
    clear() {
      filter({ ...NO_FILTERS, sort: filters.peek().sort, view: filters.peek().view });
    },
    look,
    goTo,
    async goToRequest(id) {
      const place = await service
        .then((keeper) => keeper.place(filters.peek(), id))
        .catch(() => -1);
      if (place >= 0) goTo(place);
      return place >= 0;
    },
    beside: async (id, step) => (await service).beside(filters.peek(), id, step),
    first,
    load: () => readFirst().then(ask, fail),
    async reread() {
      if (!answered) await readFirst().catch(fail);
    },
    refresh: ask,
    settled: () => asking ?? Promise.resolve(),
    mark(ids) {
      marked = ids;
    },
    who: async (ids) => (await service).who(ids),
    matching: async (most) => (await service).ids(filters.peek(), most),
    forget(ids) {
      const gone = new Set(ids);
      const left = shown.peek().filter(({ request }) => !gone.has(request.id));
      batch(() => {
        const before = shown.peek().length;
        shown.value = left;
        if (total.peek() !== undefined) {
          const fewer = filters.peek().view === 'apps' ? gone.size : before - left.length;
          total.value = Math.max(left.length, (total.peek() ?? 0) - fewer);
        }
      });
      void service.then((keeper) => keeper.forget(ids)).then(ask, fail);
    },
    quarantine: quarantined.put,
    failed: fail,
  };
}
