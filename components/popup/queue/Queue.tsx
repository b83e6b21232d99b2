import type { ComponentType, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { QueueRow } from '../../../lib/review/queue-query.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { FirstModel } from '../first-model.ts';
import { focusedPosition, focusPosition, stepFrom, stepTo } from '../pages.ts';
import { Filters } from './Filters.tsx';
import { QueueItem, TableHead, TableRow } from './QueueItem.tsx';
import type { QueueModel } from './queue-model.ts';

/** The list's state in a word or two. */
function stateText(queue: QueueModel): string {
  const count = queue.count.value;
  if (queue.phase.value === 'failed') return problemText('storage-failed');
  if (queue.phase.value === 'loading' || count === undefined) return t('popup_loading');
  if (count > 0) {
    return tn(queue.filters.value.view === 'apps' ? 'popup_count' : 'single_count', count);
  }
  if (queue.filtered.value) return queue.reading.value ? t('popup_loading') : t('popup_noMatch');
  return t('popup_empty');
}

/** As high as the rows that are to come. */
function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} class="row" />
      ))}
    </div>
  );
}

export interface QueueProps {
  first: FirstModel;
  /** the request that is open beside the list */
  open: string | undefined;
  onChoose: (id: string) => void;
  onReview: (row: QueueRow) => void;
  /** what is shown of an empty queue, of what could not be read, of those that are chosen */
  more?: { Empty: ComponentType; Unreadable: ComponentType; Bulk: ComponentType } | undefined;
}

/** The reviewer's list with its search and filters. */
export function Queue({ first, open, onChoose, onReview, more }: QueueProps) {
  const { queue } = first;
  const shown = queue.shown.value;
  const count = queue.count.value ?? shown.length;
  const phase = queue.phase.value;
  const isNarrowed = queue.filtered.value;
  const isEmpty = phase === 'ready' && count === 0;
  const isPlain = phase === 'loading' || (count > 0 && !isNarrowed);
  return (
    <div class="list-pane">
      <Filters queue={queue} />
      <p role="status" class={isPlain ? 'visually-hidden' : isEmpty ? 'state' : 'count'}>
        {stateText(queue)}
      </p>
      {queue.decidedToo.value > 0 && !queue.reading.value && (
        <Button look="quiet" onPress={() => queue.filter({ status: 'decided' })}>
          {t('popup_decidedToo', queue.decidedToo.value)}
        </Button>
      )}
      {more && <more.Unreadable />}
      {isEmpty && !isNarrowed && more && <more.Empty />}
      {isEmpty && isNarrowed && !queue.reading.value && (
        <Button onPress={queue.clear}>{t('popup_clear')}</Button>
      )}
      {more && <more.Bulk />}
      {phase === 'loading' && <Skeleton />}
      {shown.length > 0 && (
        <RequestList first={first} open={open} onChoose={onChoose} onReview={onReview} />
      )}
    </div>
  );
}

interface RequestListProps {
  first: FirstModel;
  /** the request that is open beside the list */
  open: string | undefined;
  onChoose: (id: string) => void;
  onReview: (row: QueueRow) => void;
}

/** Arrow keys, Home and End go through the whole list, drawn or not. */
function onKey(queue: QueueModel, event: KeyboardEvent): void {
  const here = focusedPosition() === undefined ? undefined : stepFrom(queue);
  if (here === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: Number.MAX_SAFE_INTEGER }[
    event.key
  ];
  if (to === undefined) return;
  event.preventDefault();
  stepTo(queue, to);
}

/** The part of the list that is near the screen; each row stands where its place says. */
function RequestList({ first, open, onChoose, onReview }: RequestListProps) {
  const { queue, selection } = first;
  const list = useRef<HTMLElement>(null);
  const rows = useWindow(list, queue);
  const isTable = useMedia(`(min-width: ${open ? 1180 : 900}px)`);
  const total = queue.count.value;
  const aim = queue.aim.value;
  const chosen = selection.chosen.value;
  useLayoutEffect(() => {
    if (aim === undefined) return;
    const gone = total !== undefined && aim >= total;
    if (gone || focusPosition(aim)) queue.goTo(undefined);
  });
  const drawn = rows.map(({ row, position }) => ({
    key: `${row.request.id} ${row.asker ?? ''}`,
    row,
    now: first.clock.value,
    expireAfterDays: first.expireAfterDays.value,
    chosen: chosen.has(row.request.id),
    current: row.request.id === open,
    position,
    total,
    onChoose: () => onChoose(row.request.id),
    onReview: () => onReview(row),
  }));
  const style = { '--rows': Math.max(total ?? 0, queue.shown.value.length) };
  const look = chosen.size > 0 ? ' choosing' : '';
  const keys = (event: KeyboardEvent) => onKey(queue, event);
  if (!isTable) {
    return (
      <ul
        class={`queue${look}`}
        ref={list as RefObject<HTMLUListElement>}
        aria-label={t('popup_list')}
        style={style}
        onKeyDown={keys}
      >
        {drawn.map(({ key, ...row }) => (
          <QueueItem key={key} {...row} />
        ))}
      </ul>
    );
  }
  return (
    <table class="queue-table" aria-label={t('popup_list')} aria-rowcount={(total ?? -2) + 1}>
      <TableHead queue={queue} />
      <tbody
        class={`queue${look}`}
        ref={list as RefObject<HTMLTableSectionElement>}
        style={style}
        onKeyDown={keys}
      >
        {drawn.map(({ key, ...row }) => (
          <TableRow key={key} {...row} />
        ))}
      </tbody>
    </table>
  );
}

/** Whether a media query matches; false where nothing is drawn. */
function useMedia(query: string): boolean {
  const [, redraw] = useState(0);
  const media = globalThis.matchMedia?.(query);
  useLayoutEffect(() => {
    const list = globalThis.matchMedia?.(query);
    const listener = () => redraw((times) => times + 1);
    list?.addEventListener('change', listener);
    return () => list?.removeEventListener('change', listener);
  }, [query]);
  return media?.matches ?? false;
}

/** The fewest rows that are drawn at a time, so that a turn of the wheel does not leave them. */
const LEAST = 50;

interface Drawn {
  row: QueueRow;
  /** from 0 on, in the whole list */
  position: number;
}

const within = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

/**
 * The part that has to be drawn so that the screen is filled, and half a screen on either side;
 * undefined where it is. Every row is as high as every other (`--row`), so where a row stands is its
 * place times that height, and nothing is ever measured or guessed.
 */
function lacking(list: HTMLElement, { from, shown, count, aim }: QueueModel) {
  const total = count.peek() ?? 0;
  const start = from.peek();
  const end = start + shown.peek().length;
  // A short list stands whole: measured, it would be laid out twice before it is seen.
  if (start === 0 && end >= total) return undefined;
  const { top, height } = list.getBoundingClientRect();
  // Nothing of it is on the screen while a request fills the page.
  if (height === 0) return undefined;
  const row = height / total;
  const visible = Math.ceil(window.innerHeight / row);
  // What is to take the focus comes before what happens to be on the screen.
  const first = within(aim.peek() ?? Math.floor(-top / row), 0, total - 1);
  const lacksAbove = start > Math.max(0, first - visible / 2);
  const lacksBelow = end < Math.min(total, first + visible * 1.5);
  if (!lacksAbove && !lacksBelow) return undefined;
  const size = Math.max(LEAST, 3 * visible);
  const next = within(first - Math.floor((size - visible) / 2), 0, Math.max(0, total - size));
  return next === start && end - start >= Math.min(size, total) ? undefined : { next, size };
}

/**
 * A long list of which only a part is drawn. Scrolling asks for another part. The row in focus stays
 * drawn wherever the screen goes, so that no key press is lost.
 */
function useWindow(list: RefObject<HTMLElement | null>, queue: QueueModel): Drawn[] {
  const shown = queue.shown.value;
  const from = queue.from.value;
  const filters = queue.filters.value;
  const total = queue.count.value ?? shown.length;
  const focused = useRef<(Drawn & { filters: object }) | undefined>(undefined);

  const look = () => {
    const part = list.current && lacking(list.current, queue);
    if (part) queue.look(part.next, part.size);
  };
  // After each drawing, too: the list may have come back to the screen, or lost rows.
  useLayoutEffect(look);

  useLayoutEffect(() => {
    let due = false;
    const onScroll = () => {
      if (!due) {
        requestAnimationFrame(() => {
          due = false;
          look();
        });
      }
      due = true;
    };
    const onFocus = () => {
      const place = list.current?.contains(document.activeElement)
        ? document.activeElement?.closest<HTMLElement>('[data-at]')?.dataset['at']
        : undefined;
      const position = Number(place);
      const row = place ? queue.shown.peek()[position - queue.from.peek()] : undefined;
      if (row) focused.current = { row, position, filters: queue.filters.peek() };
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
  const end = from + shown.length;
  if (kept && kept.filters === filters && kept.position < total) {
    if (kept.position < from) rows.unshift(kept);
    else if (kept.position >= end) rows.push(kept);
  }
  return rows;
}
