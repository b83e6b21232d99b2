import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Filters, QueueView } from '../../components/popup/view.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { arranged, NO_FILTERS } from './arrange.ts';
import { readDecided } from './decided.ts';
import { idle } from './idle.ts';
import type { Surroundings } from './model.ts';
import type { ReviewKit } from './review-kit.ts';
import { sameRecord } from './same-record.ts';

/** What is read before anything is shown, and what is drawn at a time. */
const FIRST = 50;
/** What is read at a time after that, while the browser has nothing better to do. */
const CHUNK = 500;

export interface QueueModel extends QueueView {
  /** how many were on the first page, once it is there */
  first: Promise<number>;
  /** reads the store again; calls that come while it is being read are one more reading */
  load(): Promise<void>;
  /** all that waits, as far as it was read */
  waiting(): readonly ApprovalRequest[];
  /** these wait no longer: the list is right before the store was read again */
  forget(ids: readonly string[]): void;
  /** puts records aside that could not be read */
  setAside(ids: readonly string[]): void;
}

/** The reviewer's queue: the first page at once, the rest in idle time, re-read after each write. */
export function createQueueModel(
  { queue, send }: Pick<Surroundings, 'queue' | 'send'>,
  kit: ReadonlySignal<ReviewKit | undefined>,
): QueueModel {
  const phase = signal<'loading' | 'ready' | 'failed'>('loading');
  const waiting = signal<readonly ApprovalRequest[]>([]);
  const decided = signal<readonly ApprovalRequest[] | undefined>(undefined);
  const total = signal<number | undefined>(undefined);
  let firstRead: (size: number) => void = () => undefined;
  const first = new Promise<number>((resolve) => {
    firstRead = resolve;
  });
  const reading = signal(true);
  const putAside = signal(0);
  const filters = signal<Filters>(NO_FILTERS);
  const limit = signal(FIRST);

  const source = computed(() => {
    const { status } = filters.value;
    if (status === 'waiting') return waiting.value;
    return status === 'decided'
      ? (decided.value ?? [])
      : [...waiting.value, ...(decided.value ?? [])];
  });
  const matches = arranged(source, filters, kit);
  const filtered = computed(() => {
    const { text, status, site, risk } = filters.value;
    return text.trim() !== '' || status !== 'waiting' || site !== 'all' || risk !== 'all';
  });
  const count = computed(() => {
    if (filtered.value || !reading.value) return matches.value.length;
    return total.value === undefined ? undefined : Math.max(total.value, matches.value.length);
  });

  const sent = new Set<string>();
  function setAside(unreadable: readonly string[]) {
    const ids = unreadable.filter((id) => id !== '' && id.length <= 100 && !sent.has(id));
    if (ids.length === 0) return;
    for (const id of ids) sent.add(id);
    // The count comes back from the background: another tab may have put the same ones aside.
    void send('quarantine', { ids }).then((answer) => {
      if (answer.ok) putAside.value += answer.count;
    });
  }

  /** Shows what was read so far; what lies behind it stays as it was until it is read again. */
  function publish(read: readonly ApprovalRequest[], done: boolean) {
    const last = read.at(-1);
    const rest =
      done || !last ? [] : waiting.peek().filter((one) => one.createdAt > last.createdAt);
    const ids = new Set(read.map((one) => one.id));
    waiting.value = [...read, ...rest.filter((one) => !ids.has(one.id))];
  }

  async function readWaiting() {
    const reader = await queue;
    const known = new Map(waiting.peek().map((one) => [one.id, one]));
    const same = (one: ApprovalRequest) => {
      const before = known.get(one.id);
      return sameRecord(before, one) ? before : one;
    };
    const page = await reader.waiting(FIRST);
    const read = page.requests.map(same);
    let size = page.requests.length + page.unreadable.length;
    let wanted = FIRST;
    let published = read.length;
    publish(read, size < wanted);
    phase.value = 'ready';
    firstRead(read.length);
    // Counting costs more the more there is, so nothing that is drawn first waits for it.
    total.value = size < wanted ? read.length : await reader.countWaiting();
    setAside(page.unreadable);
    // With nothing readable to go on from, the next reading goes on when the rest was put aside.
    while (size === wanted && read.length > 0) {
      await idle();
      const next = await reader.waiting(CHUNK, read.at(-1));
      size = next.requests.length + next.unreadable.length;
      wanted = CHUNK;
      setAside(next.unreadable);
      if (next.requests.length === 0) break;
      read.push(...next.requests.map(same));
      // Each time as much again: the list is worked out a few times, not once a chunk.
      if (read.length >= 2 * published) {
        published = read.length;
        publish([...read], false);
      }
    }
    publish(read, true);
  }

  async function readAll() {
    reading.value = true;
    try {
      const wanted = filters.peek().status !== 'waiting';
      decided.value = wanted ? await readDecided(await queue, setAside) : undefined;
      await readWaiting();
    } catch {
      if (phase.peek() === 'loading') phase.value = 'failed';
      firstRead(0);
    }
    reading.value = false;
  }

  let running: Promise<void> | undefined;
  let again = false;
  function load(): Promise<void> {
    if (running !== undefined) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await readAll();
      } while (again);
      running = undefined;
    })();
    return running;
  }

  return {
    phase,
    filters,
    filtered,
    matches,
    count,
    reading,
    putAside,
    sites: computed(() => [...new Set(source.value.map((one) => one.site))].sort()),
    shown: computed(() => matches.value.slice(0, limit.value)),
    filter(change) {
      filters.value = { ...filters.peek(), ...change };
      limit.value = FIRST;
      if (filters.peek().status !== 'waiting' && !decided.peek()) void load();
    },
    clear() {
      filters.value = { ...NO_FILTERS, sort: filters.peek().sort };
      limit.value = FIRST;
    },
    showMore() {
      limit.value += FIRST;
    },
    first,
    load,
    waiting: () => waiting.peek(),
    forget(ids) {
      const gone = new Set(ids);
      waiting.value = waiting.peek().filter(({ id }) => !gone.has(id));
      if (total.peek() !== undefined) total.value = Math.max(0, (total.peek() ?? 0) - ids.length);
    },
    setAside,
  };
}
