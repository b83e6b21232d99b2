import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { QueueRow } from '../../../lib/review/queue-query.ts';
import { t } from '../../i18n.ts';
import { useMedia } from '../../ui/use-media.ts';
import { useWindow } from '../../ui/use-virtual-list.ts';
import type { FirstModel } from '../first-model.ts';
import { focusedPosition, focusPosition, stepFrom, stepTo } from '../focus.ts';
import { QueueItem } from './QueueItem.tsx';
import { TableHead, TableRow } from './QueueTable.tsx';
import type { QueueModel } from './queue-model.ts';

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
export function RequestList({ first, open, onChoose, onReview }: RequestListProps) {
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
