import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DeskRow } from '../../lib/review/desk.ts';
import type { QueueView } from './view.ts';

/** What an entry takes, in pixels, until one was drawn. */
const GUESS = 130;
/** Entries that are drawn before those on the screen, when the part moves. */
const BEFORE = 18;

interface Drawn {
  row: DeskRow;
  /** from 0 on, in the whole list */
  position: number;
  /** the entry in focus, which has left the part: it stays, at its place, in pixels from the top */
  aside?: number;
}

interface Window {
  rows: Drawn[];
  /** room above and below for what is not drawn, in pixels */
  before: number;
  after: number;
}

interface Heights {
  filters: object;
  /** what was drawn once, by position, with the gap below it */
  measured: Map<number, number>;
  usual: number;
}

const entries = (list: HTMLElement) => [
  ...list.querySelectorAll<HTMLElement>(':scope > li:not(.aside)'),
];

/** Nothing of it can be measured while a request fills the page. */
const hidden = (list: HTMLElement) => list.offsetHeight === 0;

/** Room for the entries before a position: as they were measured, else as they usually are. */
function roomBefore({ measured, usual }: Heights, position: number): number {
  let room = position * usual;
  for (const [at, height] of measured) if (at < position) room += height - usual;
  return Math.max(0, room);
}

/** What scrolls the list: the page, or the list's own column. */
function scroller(list: HTMLElement): Element {
  const column = list.closest('.list-pane');
  const own = column && getComputedStyle(column).overflowY === 'auto';
  return (own ? column : document.scrollingElement) ?? document.documentElement;
}

/** Where the part has to begin so that the screen is filled; undefined where it is. */
function wanted(list: HTMLElement, { from, shown, count }: QueueView, heights: Heights) {
  if (hidden(list)) return undefined;
  const drawn = entries(list);
  const [first, last] = [drawn[0], drawn.at(-1)];
  const total = count.peek() ?? 0;
  const start = from.peek();
  const end = start + shown.peek().length;
  if (!first || !last || end - start >= total) return undefined;
  const margin = window.innerHeight / 2;
  const lacksAbove = start > 0 && first.getBoundingClientRect().top > -margin;
  const lacksBelow =
    end < total && last.getBoundingClientRect().bottom < window.innerHeight + margin;
  if (!lacksAbove && !lacksBelow) return undefined;
  const at = drawn.findIndex((entry) => {
    const { top, bottom } = entry.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });
  // Far from all that is drawn: as far down as entries of the usual height lead.
  const far = -list.getBoundingClientRect().top / heights.usual;
  const seen = at < 0 ? Math.floor(far) : start + at;
  const next = Math.max(0, Math.min(total - (end - start), seen - BEFORE));
  return next === start ? undefined : next;
}

/**
 * A long list of which only a part is drawn. Scrolling asks for another part; what is on the
 * screen stays where it is when entries above it turn out higher than was thought. The entry in
 * focus stays drawn wherever the screen goes, so that no key press is lost.
 */
export function useWindow(list: RefObject<HTMLUListElement | null>, queue: QueueView): Window {
  const shown = queue.shown.value;
  const from = queue.from.value;
  const filters = queue.filters.value;
  const total = queue.count.value ?? shown.length;
  const heights = useRef<Heights>({ filters, measured: new Map(), usual: GUESS });
  const anchor = useRef<{ entry: Element; top: number } | undefined>(undefined);
  const focused = useRef<Omit<Drawn, 'aside'> | undefined>(undefined);
  const last = useRef(from);
  if (heights.current.filters !== filters) {
    heights.current = { filters, measured: new Map(), usual: heights.current.usual };
    focused.current = undefined;
  }
  if (last.current !== from && list.current) {
    // What is seen now must be seen at the same place when the part has moved.
    const entry = entries(list.current).find((one) => one.getBoundingClientRect().bottom > 0);
    anchor.current = entry && { entry, top: entry.getBoundingClientRect().top };
  }
  last.current = from;

  useLayoutEffect(() => {
    const drawn = list.current;
    if (!drawn || hidden(drawn) || shown.length >= total) return;
    const { measured } = heights.current;
    const gap = Number.parseFloat(getComputedStyle(drawn).rowGap) || 0;
    for (const [at, entry] of entries(drawn).entries()) {
      measured.set(from + at, entry.offsetHeight + gap);
    }
    if (measured.size <= shown.length && measured.size > 0) {
      heights.current.usual = [...measured.values()].reduce((a, b) => a + b, 0) / measured.size;
    }
    const held = anchor.current;
    anchor.current = undefined;
    if (!held?.entry.isConnected) return;
    const moved = held.entry.getBoundingClientRect().top - held.top;
    if (Math.abs(moved) >= 1) scroller(drawn).scrollTop += moved;
  }, [shown, from, total]);

  useLayoutEffect(() => {
    let due = false;
    const look = () => {
      due = false;
      const next = list.current && wanted(list.current, queue, heights.current);
      if (next !== undefined && next !== null) queue.look(next);
    };
    const onScroll = () => {
      if (!due) requestAnimationFrame(look);
      due = true;
    };
    const onFocus = () => {
      const place = list.current?.contains(document.activeElement)
        ? document.activeElement?.closest('li')?.getAttribute('aria-posinset')
        : undefined;
      const position = Number(place) - 1;
      const row = place ? queue.shown.peek()[position - queue.from.peek()] : undefined;
      if (row) focused.current = { row, position };
      else if (!place) focused.current = undefined;
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    window.addEventListener('resize', onScroll);
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      window.removeEventListener('resize', onScroll);
      document.removeEventListener('focusin', onFocus);
    };
  }, [queue]);

  const rows: Drawn[] = shown.map((row, at) => ({ row, position: from + at }));
  const kept = focused.current;
  if (kept && kept.position < from) {
    rows.unshift({ ...kept, aside: roomBefore(heights.current, kept.position) });
  } else if (kept && kept.position >= from + shown.length && kept.position < total) {
    rows.push({ ...kept, aside: roomBefore(heights.current, kept.position) });
  }
  return {
    rows,
    before: roomBefore(heights.current, from),
    after: Math.max(0, total - from - shown.length) * heights.current.usual,
  };
}
